import { createHash } from 'node:crypto';
import { functionArn } from '../arns';
import { conflict, notFound } from '../errors';
import { findFunction, readReference, type FunctionReference } from '../functions/functionReference';
import type { AwsRequest, AwsResponse, Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import { pageOf } from '../pages';
import type { Emulator } from '../emulator';
import type { FunctionRecord, UrlRecord } from '../store/functionRecord';

const qualifierPattern = '((?!^\\d+$)^[0-9a-zA-Z-_]+$)';
const missing = (): Error => notFound('The resource you requested does not exist.');

/** CreateFunctionUrlConfig. The URL is only a name here: nothing responds to it. */
export const createFunctionUrl: Operation = (request, emulator) => {
  const { fn, reference } = target(request, emulator);
  const key = reference.qualifier ?? '';
  const arn = functionArn(request, fn.name, reference.qualifier);
  if (fn.urls[key] !== undefined)
    throw conflict(
      `Failed to create function url config for [functionArn = ${arn}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
    );
  const id = createHash('sha256').update(arn).digest('hex').slice(0, 32);
  const now = new Date(emulator.now()).toISOString();
  const record: UrlRecord = {
    url: `https://${id}.lambda-url.${request.region}.on.aws/`,
    createdAt: now,
    modifiedAt: now,
    authType: 'AWS_IAM',
    invokeMode: 'BUFFERED',
  };
  apply(request, record);
  fn.urls[key] = record;
  emulator.changed();
  return answer(request, fn, reference, record, 201);
};

/** GetFunctionUrlConfig. */
export const getFunctionUrl: Operation = (request, emulator) => {
  const { fn, reference, record } = existing(request, emulator);
  return answer(request, fn, reference, record, 200);
};

/** UpdateFunctionUrlConfig. */
export const updateFunctionUrl: Operation = (request, emulator) => {
  target(request, emulator);
  const { fn, reference, record } = existing(request, emulator);
  apply(request, record);
  record.modifiedAt = new Date(emulator.now()).toISOString();
  emulator.changed();
  return answer(request, fn, reference, record, 200);
};

/** DeleteFunctionUrlConfig. */
export const deleteFunctionUrl: Operation = (request, emulator) => {
  const { fn, reference } = existing(request, emulator);
  delete fn.urls[reference.qualifier ?? ''];
  emulator.changed();
  return { status: 204 };
};

/** ListFunctionUrlConfigs of one function and its aliases. */
export const listFunctionUrls: Operation = (request, emulator) => {
  const { name } = readReference(request, request.parameters['FunctionName'] ?? '');
  const fn = findFunction(emulator, request, name);
  if (fn === undefined) throw notFound('Function does not exist');
  const page = pageOf(Object.entries(fn.urls), request, 50);
  const configs = page.items.map(([key, record]) =>
    view(request, fn, key === '' ? { name } : { name, qualifier: key }, record),
  );
  return { status: 200, json: { FunctionUrlConfigs: configs, NextMarker: page.nextMarker ?? null } };
};

function referenceOf(request: AwsRequest): FunctionReference {
  const qualifier = request.query.get('Qualifier');
  new Constraints().pattern('qualifier', qualifier ?? undefined, qualifierPattern).enforce();
  return readReference(request, request.parameters['FunctionName'] ?? '', qualifier);
}

function target(request: AwsRequest, emulator: Emulator): { fn: FunctionRecord; reference: FunctionReference } {
  const reference = referenceOf(request);
  const fn = findFunction(emulator, request, reference.name);
  const exists =
    fn !== undefined && (reference.qualifier === undefined || fn.aliases[reference.qualifier] !== undefined);
  if (fn === undefined || !exists) throw notFound('Function does not exist');
  return { fn, reference };
}

function existing(
  request: AwsRequest,
  emulator: Emulator,
): { fn: FunctionRecord; reference: FunctionReference; record: UrlRecord } {
  const reference = referenceOf(request);
  const fn = findFunction(emulator, request, reference.name);
  const record = fn?.urls[reference.qualifier ?? ''];
  if (fn === undefined || record === undefined) throw missing();
  return { fn, reference, record };
}

function apply(request: AwsRequest, record: UrlRecord): void {
  const fields = request.fields();
  new Constraints()
    .oneOf('authType', fields.text('AuthType'), ['NONE', 'AWS_IAM'])
    .oneOf('invokeMode', fields.text('InvokeMode'), ['RESPONSE_STREAM', 'BUFFERED'])
    .enforce();
  record.authType = fields.text('AuthType') ?? record.authType;
  record.invokeMode = fields.text('InvokeMode') ?? record.invokeMode;
  if (fields.has('Cors')) record.cors = fields.raw('Cors');
}

function answer(
  request: AwsRequest,
  fn: FunctionRecord,
  reference: FunctionReference,
  record: UrlRecord,
  status: number,
): AwsResponse {
  return { status, json: view(request, fn, reference, record) };
}

function view(
  request: AwsRequest,
  fn: FunctionRecord,
  reference: FunctionReference,
  record: UrlRecord,
): Record<string, unknown> {
  return {
    FunctionUrl: record.url,
    FunctionArn: functionArn(request, fn.name, reference.qualifier),
    AuthType: record.authType,
    InvokeMode: record.invokeMode,
    CreationTime: record.createdAt,
    LastModifiedTime: record.modifiedAt,
    ...(record.cors === undefined ? {} : { Cors: record.cors }),
  };
}
