import type { Place } from '../arns';
import { scopeAt, type Emulator } from '../emulator';
import type { FunctionRecord } from '../store/functionRecord';

/** AWS's default limit of concurrent executions per account and region. */
export const accountLimit = 1000;
/** Reservations must leave this many for functions without one. */
export const minimumUnreserved = 100;

/** Provisioned concurrency of all qualifiers of a function. */
export function totalProvisioned(fn: FunctionRecord, exceptQualifier?: string): number {
  return Object.entries(fn.provisioned).reduce(
    (sum, [qualifier, record]) => (qualifier === exceptQualifier ? sum : sum + record.requested),
    0,
  );
}

/** What is reserved and what is left in an account and region; provisioned concurrency of unreserved functions counts as reserved. */
export function accountConcurrency(
  emulator: Emulator,
  place: Place,
  exceptFunction?: string,
): { reserved: number; unreserved: number } {
  const reserved = Object.values(scopeAt(emulator, place).functions)
    .filter((fn) => fn.name !== exceptFunction)
    .reduce((sum, fn) => sum + (fn.reservedConcurrency ?? totalProvisioned(fn)), 0);
  return { reserved, unreserved: accountLimit - reserved };
}
