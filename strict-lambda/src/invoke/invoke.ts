import { AwsError, invalidParameter, tooLarge } from '../errors';
import { readReference } from '../functions/functionReference';
import { isNestedTooDeeply } from '../http/jsonDepth';
import type { AwsRequest, Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import { runLater } from './asynchronous';
import { invocationLog, logTail } from './invocationLog';
import { runOnce, servingVersion } from './runOnce';

const synchronousLimitBytes = 6_291_456;
const asynchronousLimitBytes = 1_048_576;

/**
 * Invoke: runs the handler of the version that serves the request (chosen for each request if the alias is weighted)
 * in its own process.
 */
export const invoke: Operation = async (request, emulator) => {
  const reference = readReference(request, request.parameters['FunctionName'] ?? '', request.query.get('Qualifier'));
  const type = header(request, 'x-amz-invocation-type') ?? 'RequestResponse';
  new Constraints()
    .oneOf('invocationType', type, ['DryRun', 'RequestResponse', 'Event'])
    .oneOf('logType', header(request, 'x-amz-log-type'), ['Tail', 'None'])
    .enforce();
  refuseNewParts(request);
  const { fn, version } = servingVersion(emulator, request, reference);
  const event = eventOf(request, type);
  if (type === 'DryRun') return { status: 204, headers: { 'x-amz-executed-version': version.version }, dryRun: true };
  // An event that is accepted could only be lost without the program that runs it.
  await emulator.handlers.launcher(version.settings.Runtime);
  if (type === 'Event') {
    runLater({
      emulator,
      place: { account: request.account, region: request.region },
      reference,
      event,
      requestId: request.requestId,
    });
    return { status: 202 };
  }
  const outcome = await runOnce(emulator, request, fn, version, {
    event,
    requestId: request.requestId,
    reference,
    clientContext: clientContextOf(request),
  });
  const log = invocationLog(request.requestId, version.version, version.settings.MemorySize, outcome);
  return {
    status: 200,
    body: outcome.payload,
    headers: {
      'content-type': 'application/json',
      'x-amz-executed-version': version.version,
      ...(outcome.failed ? { 'x-amz-function-error': 'Unhandled' } : {}),
      ...(header(request, 'x-amz-log-type') === 'Tail' ? { 'x-amz-log-result': logTail(log) } : {}),
    },
  };
};

/** Headers of parts of the API that would change what the call does. */
function refuseNewParts(request: AwsRequest): void {
  for (const [name, field] of [
    ['x-amz-tenant-id', 'TenantId'],
    ['x-amz-durable-execution-name', 'DurableExecutionName'],
  ] as const)
    if (header(request, name) !== undefined) throw invalidParameter(`${field} is not supported yet by this emulator.`);
}

function eventOf(request: AwsRequest, type: string): string {
  const limit = type === 'Event' ? asynchronousLimitBytes : synchronousLimitBytes;
  const size = request.body.length;
  if (size > limit)
    throw tooLarge(
      `${size} byte payload is too large for the ${type} invocation type (limit ${limit} bytes)`,
      'RequestTooLargeException',
    );
  if (size === 0) return '{}';
  const text = request.body.toString('utf8');
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new AwsError(
      'InvalidRequestContentException',
      400,
      'Could not parse request body into json: Could not parse payload into json',
    );
  }
}

function clientContextOf(request: AwsRequest): unknown {
  const encoded = header(request, 'x-amz-client-context');
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  try {
    if (!isNestedTooDeeply(text)) return JSON.parse(text) as unknown;
  } catch {
    // Rejected below.
  }
  throw new AwsError(
    'InvalidRequestContentException',
    400,
    'Client context must be a valid Base64-encoded JSON object.',
  );
}

function header(request: AwsRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
