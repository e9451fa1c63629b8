import { functionArn } from '../arns';
import { invalidParameter, notFound } from '../errors';
import { findFunction, findQualified, readReference } from '../functions/functionReference';
import type { AwsRequest, Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import type { RequestFields } from '../http/requestFields';
import { pageOf } from '../pages';
import type { Emulator } from '../emulator';
import { destinationOf, destinationPattern, destinationsOf, outcomes, requireDestination } from './destinations';
import type { EventInvokeRecord, FunctionRecord } from '../store/functionRecord';

/** PutFunctionEventInvokeConfig: replaces the whole configuration of a qualifier. */
export const putEventInvokeConfig: Operation = (request, emulator) => store(request, emulator, false);

/** UpdateFunctionEventInvokeConfig: keeps what the request omits. */
export const updateEventInvokeConfig: Operation = (request, emulator) => {
  existing(request, emulator);
  return store(request, emulator, true);
};

/** GetFunctionEventInvokeConfig. */
export const getEventInvokeConfig: Operation = (request, emulator) => {
  const { fn, qualifier, record } = existing(request, emulator);
  return { status: 200, json: view(request, fn, qualifier, record) };
};

/** DeleteFunctionEventInvokeConfig. */
export const deleteEventInvokeConfig: Operation = (request, emulator) => {
  const { fn, qualifier } = existing(request, emulator);
  delete fn.eventInvoke[qualifier];
  emulator.changed();
  return { status: 204 };
};

/** ListFunctionEventInvokeConfigs of one function. */
export const listEventInvokeConfigs: Operation = (request, emulator) => {
  const { name } = readReference(request, request.parameters['FunctionName'] ?? '');
  const fn = findFunction(emulator, request, name);
  if (fn === undefined) throw notFound("The function doesn't exist.");
  const page = pageOf(Object.entries(fn.eventInvoke), request, 50);
  const configs = page.items.map(([qualifier, record]) => view(request, fn, qualifier, record));
  return { status: 200, json: { FunctionEventInvokeConfigs: configs, NextMarker: page.nextMarker ?? null } };
};

function store(request: AwsRequest, emulator: Emulator, keeps: boolean): ReturnType<Operation> {
  const fields = request.fields();
  requireFields(fields);
  const { name, qualifier = '$LATEST' } = referenceOf(request);
  const fn = findFunction(emulator, request, name);
  if (fn === undefined || findQualified(fn, qualifier) === undefined) throw notFound("The function doesn't exist.");
  for (const outcome of outcomes) requireDestination(emulator, request, name, destinationOf(fields, outcome));
  const before = keeps ? fn.eventInvoke[qualifier] : undefined;
  const retries = fields.integer('MaximumRetryAttempts') ?? before?.maximumRetryAttempts;
  const age = fields.integer('MaximumEventAgeInSeconds') ?? before?.maximumEventAgeSeconds;
  const record: EventInvokeRecord = {
    lastModified: emulator.now(),
    destinations: destinationsOf(fields) ?? before?.destinations ?? { OnSuccess: {}, OnFailure: {} },
    ...(retries === undefined ? {} : { maximumRetryAttempts: retries }),
    ...(age === undefined ? {} : { maximumEventAgeSeconds: age }),
  };
  fn.eventInvoke[qualifier] = record;
  emulator.changed();
  return { status: 200, json: view(request, fn, qualifier, record) };
}

function requireFields(fields: RequestFields): void {
  new Constraints()
    .range('maximumRetryAttempts', fields.integer('MaximumRetryAttempts'), 0, 2)
    .range('maximumEventAgeInSeconds', fields.integer('MaximumEventAgeInSeconds'), 60, 21_600)
    .pattern('destinationConfig.onSuccess.destination', destinationOf(fields, 'OnSuccess'), destinationPattern)
    .pattern('destinationConfig.onFailure.destination', destinationOf(fields, 'OnFailure'), destinationPattern)
    .enforce();
  if (!['MaximumRetryAttempts', 'MaximumEventAgeInSeconds', 'DestinationConfig'].some((name) => fields.has(name))) {
    throw invalidParameter('You must specify at least one of error handling or destination setting.');
  }
}

function referenceOf(request: AwsRequest): { name: string; qualifier?: string } {
  return readReference(request, request.parameters['FunctionName'] ?? '', request.query.get('Qualifier'));
}

function existing(
  request: AwsRequest,
  emulator: Emulator,
): { fn: FunctionRecord; qualifier: string; record: EventInvokeRecord } {
  const { name, qualifier = '$LATEST' } = referenceOf(request);
  const fn = findFunction(emulator, request, name);
  const record = fn?.eventInvoke[qualifier];
  if (fn === undefined || record === undefined)
    throw notFound(`The function ${functionArn(request, name, qualifier)} doesn't have an EventInvokeConfig`);
  return { fn, qualifier, record };
}

function view(
  request: AwsRequest,
  fn: FunctionRecord,
  qualifier: string,
  record: EventInvokeRecord,
): Record<string, unknown> {
  return {
    FunctionArn: functionArn(request, fn.name, qualifier),
    LastModified: record.lastModified / 1000,
    DestinationConfig: record.destinations,
    ...(record.maximumRetryAttempts === undefined ? {} : { MaximumRetryAttempts: record.maximumRetryAttempts }),
    ...(record.maximumEventAgeSeconds === undefined ? {} : { MaximumEventAgeInSeconds: record.maximumEventAgeSeconds }),
  };
}
