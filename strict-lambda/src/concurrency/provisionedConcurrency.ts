import { functionArn } from '../arns';
import { lambdaTime } from '../clock';
import { AwsError, invalidParameter } from '../errors';
import { readReference, requireFunction, requireVersionOrAlias, type Qualified } from '../functions/functionReference';
import type { AwsRequest, Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import { pageOf } from '../pages';
import type { Emulator } from '../emulator';
import type { FunctionRecord, ProvisionedRecord } from '../store/functionRecord';
import { requireProvisionable, requireProvisionedWithinLimits } from './provisionedRules';

/** PutProvisionedConcurrencyConfig: IN_PROGRESS immediately, READY after the settle delay. */
export const putProvisionedConcurrency: Operation = (request, emulator) => {
  const requested = request.fields().integer('ProvisionedConcurrentExecutions') ?? 0;
  new Constraints().range('provisionedConcurrentExecutions', requested, 1, Number.MAX_SAFE_INTEGER).enforce();
  const found = qualified(
    request,
    emulator,
    'Provisioned Concurrency Configs cannot be applied to unpublished function versions.',
  );
  requireProvisionable(found.fn, found);
  requireProvisionedWithinLimits(emulator, request, found.fn, found.qualifier, requested);
  const { delayMs, failure } = request.settling;
  const record: ProvisionedRecord = {
    requested,
    allocated: 0,
    lastModified: lambdaTime(emulator.now()),
    dueAt: emulator.now() + delayMs,
    ...(failure === undefined ? {} : { failure: failure.reason }),
  };
  found.fn.provisioned[found.qualifier] = record;
  emulator.changed();
  return { status: 202, json: provisionedView(record) };
};

/** GetProvisionedConcurrencyConfig. */
export const getProvisionedConcurrency: Operation = (request, emulator) => {
  const { fn, qualifier } = qualified(request, emulator);
  const record = fn.provisioned[qualifier];
  if (record === undefined)
    throw new AwsError(
      'ProvisionedConcurrencyConfigNotFoundException',
      404,
      'No Provisioned Concurrency Config found for this function',
    );
  return { status: 200, json: provisionedView(record) };
};

/** DeleteProvisionedConcurrencyConfig; if there is none, it is not an error. */
export const deleteProvisionedConcurrency: Operation = (request, emulator) => {
  const { fn, qualifier } = qualified(request, emulator);
  delete fn.provisioned[qualifier];
  const alias = fn.aliases[qualifier];
  if (alias !== undefined) delete alias.shifting;
  emulator.changed();
  return { status: 204 };
};

/** ListProvisionedConcurrencyConfigs of one function. */
export const listProvisionedConcurrency: Operation = (request, emulator) => {
  const { name } = readReference(request, request.parameters['FunctionName'] ?? '');
  const fn = requireFunction(emulator, request, { name });
  const page = pageOf(Object.entries(fn.provisioned), request, 50);
  const configs = page.items.map(([qualifier, record]) => ({
    FunctionArn: functionArn(request, name, qualifier),
    ...provisionedView(record),
  }));
  return { status: 200, json: { ProvisionedConcurrencyConfigs: configs, NextMarker: page.nextMarker ?? null } };
};

function qualified(
  request: AwsRequest,
  emulator: Emulator,
  refusalForLatest = 'The function resource provided must be an alias or a published version.',
): Qualified & { fn: FunctionRecord; qualifier: string } {
  const { name, qualifier } = readReference(
    request,
    request.parameters['FunctionName'] ?? '',
    request.query.get('Qualifier'),
  );
  new Constraints().required('qualifier', qualifier).enforce();
  const asked = qualifier ?? '';
  if (asked === '$LATEST') throw invalidParameter(refusalForLatest);
  return { ...requireVersionOrAlias(emulator, request, { name, qualifier: asked }), qualifier: asked };
}

function provisionedView(record: ProvisionedRecord): Record<string, unknown> {
  const status = record.dueAt !== undefined ? 'IN_PROGRESS' : record.failure === undefined ? 'READY' : 'FAILED';
  return {
    RequestedProvisionedConcurrentExecutions: record.requested,
    AvailableProvisionedConcurrentExecutions: record.allocated,
    AllocatedProvisionedConcurrentExecutions: record.allocated,
    Status: status,
    ...(status === 'FAILED' ? { StatusReason: record.failure } : {}),
    LastModified: record.lastModified,
  };
}
