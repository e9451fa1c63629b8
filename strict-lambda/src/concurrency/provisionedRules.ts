import type { Place } from '../arns';
import { AwsError, conflict, invalidParameter } from '../errors';
import type { Qualified } from '../functions/functionReference';
import type { Emulator } from '../emulator';
import type { FunctionRecord } from '../store/functionRecord';
import { accountConcurrency, minimumUnreserved, totalProvisioned } from './accountConcurrency';

/**
 * Rejects provisioned concurrency where AWS does: weighted aliases, SnapStart, a version and its alias at the same
 * time.
 */
export function requireProvisionable(fn: FunctionRecord, { version, alias }: Qualified): void {
  if (alias !== undefined && Object.keys(alias.weights).length > 0)
    throw invalidParameter('Alias with weights can not be used with Provisioned Concurrency');
  if (version.version === '$LATEST')
    throw invalidParameter('Provisioned Concurrency Configs cannot be applied to unpublished function versions.');
  if (version.settings.SnapStart.ApplyOn === 'PublishedVersions')
    throw invalidParameter('Provisioned Concurrency is not supported for functions that use SnapStart.');
  if (version.state !== 'Active')
    throw conflict(
      `The operation cannot be performed at this time. The function is currently in the following state: ${version.state}`,
    );
  if (alias !== undefined && fn.provisioned[version.version] !== undefined) {
    throw conflict("Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version");
  }
  const pointing = Object.values(fn.aliases).some(
    (other) => other.functionVersion === version.version && fn.provisioned[other.name] !== undefined,
  );
  if (alias === undefined && pointing) throw conflict('Version is pointed by a Provisioned Concurrency alias');
}

/** Rejects more than the function's reservation, or more than the account has left. */
export function requireProvisionedWithinLimits(
  emulator: Emulator,
  place: Place,
  fn: FunctionRecord,
  qualifier: string,
  requested: number,
): void {
  const total = totalProvisioned(fn, qualifier) + requested;
  if (fn.reservedConcurrency !== undefined) {
    if (total > fn.reservedConcurrency)
      throw invalidParameter(
        'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function',
      );
    return;
  }
  const { unreserved } = accountConcurrency(emulator, place, fn.name);
  if (total > unreserved) {
    throw new AwsError(
      'InvalidParameterValueException',
      400,
      `Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [${unreserved}].`,
      { type: undefined },
    );
  }
  if (unreserved - total < minimumUnreserved) {
    throw new AwsError(
      'InvalidParameterValueException',
      400,
      `Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimumUnreserved}].`,
      { type: undefined },
    );
  }
}
