import type { Place } from '../arns';
import { throttled } from '../errors';
import { scopeAt, type Emulator } from '../emulator';
import type { FunctionRecord } from '../store/functionRecord';
import { accountConcurrency, totalProvisioned } from '../concurrency/accountConcurrency';

/** Invocations that are running now, per emulator, account and region, and function. */
const running = new WeakMap<Emulator, Map<string, number>>();

/**
 * Takes one of the function's concurrent executions and returns a function that releases it. Throws 429 with AWS's
 * reason if none is left.
 */
export function takeConcurrency(
  emulator: Emulator,
  place: Place,
  fn: FunctionRecord,
  qualifier: string | undefined,
): () => void {
  const counts = running.get(emulator) ?? new Map<string, number>();
  running.set(emulator, counts);
  const keyOf = (name: string): string => `${place.account}/${place.region}/${name}`;
  const mine = counts.get(keyOf(fn.name)) ?? 0;
  if (fn.reservedConcurrency !== undefined) {
    // Provisioned concurrency is part of the reservation: other qualifiers share the rest.
    const isProvisioned = qualifier !== undefined && fn.provisioned[qualifier] !== undefined;
    const limit = isProvisioned ? fn.reservedConcurrency : fn.reservedConcurrency - totalProvisioned(fn);
    if (mine >= limit) throw throttled('ReservedFunctionConcurrentInvocationLimitExceeded', 'Rate Exceeded.');
  } else {
    const unreserved = Object.values(scopeAt(emulator, place).functions).filter(
      (other) => other.reservedConcurrency === undefined,
    );
    const total = unreserved.reduce((sum, other) => sum + (counts.get(keyOf(other.name)) ?? 0), 0);
    if (total >= accountConcurrency(emulator, place).unreserved)
      throw throttled('ConcurrentInvocationLimitExceeded', 'Rate Exceeded.');
  }
  counts.set(keyOf(fn.name), mine + 1);
  return () => {
    const left = (counts.get(keyOf(fn.name)) ?? 1) - 1;
    if (left > 0) counts.set(keyOf(fn.name), left);
    else counts.delete(keyOf(fn.name));
  };
}
