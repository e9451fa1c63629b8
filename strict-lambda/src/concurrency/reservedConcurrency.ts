import { AwsError, invalidParameter } from '../errors';
import { readReference, requireFunction } from '../functions/functionReference';
import type { AwsRequest, Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import type { Emulator } from '../emulator';
import type { FunctionRecord } from '../store/functionRecord';
import { accountConcurrency, minimumUnreserved, totalProvisioned } from './accountConcurrency';

/** PutFunctionConcurrency: 100 of the account's concurrency must stay unreserved. */
export const putFunctionConcurrency: Operation = (request, emulator) => {
  const fields = request.fields();
  const wanted = fields.integer('ReservedConcurrentExecutions');
  new Constraints()
    .required('reservedConcurrentExecutions', wanted)
    .range('reservedConcurrentExecutions', wanted, 0, Number.MAX_SAFE_INTEGER)
    .enforce();
  const fn = unqualified(request, emulator);
  const reserved = wanted ?? 0;
  const provisioned = totalProvisioned(fn);
  if (reserved < provisioned) {
    throw new AwsError(
      'InvalidParameterValueException',
      400,
      ` ReservedConcurrentExecutions  ${reserved} should not be lower than function's total provisioned concurrency [${provisioned}].`,
      { type: undefined },
    );
  }
  if (accountConcurrency(emulator, request, fn.name).unreserved - reserved < minimumUnreserved) {
    throw new AwsError(
      'InvalidParameterValueException',
      400,
      `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimumUnreserved}].`,
      { type: undefined },
    );
  }
  fn.reservedConcurrency = reserved;
  emulator.changed();
  return { status: 200, json: { ReservedConcurrentExecutions: reserved } };
};

/** GetFunctionConcurrency; an empty response means unreserved. */
export const getFunctionConcurrency: Operation = (request, emulator) => {
  const { reservedConcurrency } = unqualified(request, emulator);
  return {
    status: 200,
    json: reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency },
  };
};

/** DeleteFunctionConcurrency; if nothing is reserved, it is not an error. */
export const deleteFunctionConcurrency: Operation = (request, emulator) => {
  delete unqualified(request, emulator).reservedConcurrency;
  emulator.changed();
  return { status: 204 };
};

function unqualified(request: AwsRequest, emulator: Emulator): FunctionRecord {
  const { name, qualifier } = readReference(request, request.parameters['FunctionName'] ?? '');
  if (qualifier !== undefined) {
    throw invalidParameter(
      'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
    );
  }
  // AWS names $LATEST in this 404.
  return requireFunction(emulator, request, { name, qualifier: '$LATEST' });
}
