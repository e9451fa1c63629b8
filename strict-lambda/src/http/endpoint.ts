import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { CallLog } from '../calls';
import { bodyOf, routeCloudwatch } from '../cloudwatch/routeCloudwatch';
import { AwsError, serviceFailure, tooLarge } from '../errors';
import type { Disturbance, FaultList } from '../faults';
import type { QuotaMeter, QuotaPool } from '../quotas';
import { authorize } from '../iam/authorize';
import { routeEventBridge } from '../eventbridge/routeEventBridge';
import { routeS3 } from '../s3/routeS3';
import type { Emulator } from '../emulator';
import { routeSns } from '../sns/routeSns';
import { routeSts } from '../sts/routeSts';
import { lambdaRoutes } from '../lambdaRoutes';
import { notAssumable } from '../functions/role';
import type { DirectAnswer, LambdaClock } from '../strictLambda';
import { errorAnswer, send, wireAnswer, type Service } from './answers';
import type { AwsRequest, Operation } from './awsRequest';
import { identify } from './identity';
import { refuseIfDisturbed, throttledBy } from './refuseIfDisturbed';
import { requestUrl } from './requestUrl';
import { readBody, requestLimitBytes } from './readBody';
import { RequestFields } from './requestFields';
import { requireKnownFields } from './knownFields';
import { compileRoutes, type Route } from './routes';

/** What the endpoint needs, besides the emulator that operations work with. */
export type EndpointParts = {
  emulator: Emulator;
  calls: CallLog;
  faults: FaultList;
  quotas: QuotaMeter;
  clock: LambdaClock;
};

/** A request in progress: the operation, its service, and the handler. */
type Routed = {
  service: Service;
  operation: string;
  functionName?: string;
  parameters: Record<string, string>;
  quota?: QuotaPool | undefined;
  handle: Operation;
};

const findLambdaRoute = compileRoutes(lambdaRoutes);

/** A request, however it arrived; its body can be read once. */
export type Arrived = { method: string; url: string; headers: IncomingHttpHeaders; readBody(): Promise<Buffer> };

/** Handles one AWS request that came over a connection, or drops the connection. */
export async function answerAws(
  request: IncomingMessage,
  response: ServerResponse,
  parts: EndpointParts,
): Promise<void> {
  const answer = await handleAws(
    {
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      headers: request.headers,
      readBody: () => readBody(request),
    },
    parts,
  );
  if (answer === 'dropped') request.socket.destroy();
  else send(response, answer);
}

/** Handles one AWS request: identity, quota, faults, operation, and the record of it. */
export async function handleAws(request: Arrived, parts: EndpointParts): Promise<DirectAnswer> {
  const { clock, emulator } = parts;
  const started = { requestId: randomUUID(), at: clock.now() };
  const url = requestUrl(request.url);
  let service: Service = url.pathname.startsWith('/20') ? 'lambda' : 's3';
  let place = { account: '', region: '' };
  let routed: Routed | undefined;
  let acted = false;
  let metrics: number | undefined;
  const checked: AwsRequest['checked'] = [];
  const finish = (status: number, error?: string): void => {
    parts.calls.add({
      time: new Date(started.at).toISOString(),
      service,
      operation: routed?.operation ?? 'Unknown',
      ...(routed?.functionName === undefined ? {} : { functionName: routed.functionName }),
      ...place,
      status,
      ...(error === undefined ? {} : { error }),
      acted,
      ...(checked.length === 0 ? {} : { checked }),
      ...(metrics === undefined ? {} : { metrics }),
      requestId: started.requestId,
      durationMs: clock.now() - started.at,
    });
  };
  const drop = (): 'dropped' => {
    finish(0, 'ConnectionDropped');
    return 'dropped';
  };
  const pause = (ms: number | undefined): Promise<void> =>
    ms === undefined
      ? Promise.resolve()
      : new Promise((resolve) => {
          clock.at(clock.now() + ms, resolve);
        });
  try {
    let body = await request.readBody();
    if (url.pathname === '/' && request.method === 'POST') service = 'sts';
    const identity = identify(request.headers, url.searchParams, emulator);
    place = { account: identity.account, region: identity.region };
    service = serviceOf(identity.service, service);
    if (service === 'cloudwatch') body = bodyOf(body, request.headers);
    routed = route(service, request, url, body);
    parts.calls.begin(started.requestId, routed.operation);
    if (routed.quota !== undefined && !parts.quotas.take(`${place.account}/${place.region}`, routed.quota))
      throw throttledBy(service);
    requireSmallEnough(routed, body);
    const disturbance = parts.faults.hit(routed.operation, routed.functionName);
    await pause(disturbance.slowMs);
    if (disturbance.drop === 'before') return drop();
    const caller = { ...place, accessKeyId: identity.accessKeyId };
    refuseIfDisturbed(disturbance, routed, caller, emulator);
    const arrived = awsRequest(
      { ...request, body, url },
      routed,
      { ...caller, checked, requestId: started.requestId },
      disturbance,
      emulator,
    );
    authorize(service, routed.operation, arrived, emulator);
    const answer = await routed.handle(arrived, emulator);
    acted = answer.dryRun !== true;
    metrics = answer.metrics;
    await pause(disturbance.slowAnswerMs);
    if (disturbance.drop === 'after') return drop();
    finish(answer.status);
    return wireAnswer(started.requestId, answer);
  } catch (error) {
    const refusal = error instanceof AwsError ? error : serviceFailure();
    if (!(error instanceof AwsError)) reportDefect(error);
    finish(refusal.status, refusal.name);
    return wireAnswer(started.requestId, errorAnswer(service, refusal, started.requestId, request.method === 'HEAD'));
  }
}

/** Comes before everything that needs the body. Invoke has limits of its own. */
function requireSmallEnough({ service, operation }: Routed, body: Buffer): void {
  if (service === 'lambda' && operation !== 'Invoke' && body.length > requestLimitBytes)
    throw tooLarge(`Request must be smaller than ${requestLimitBytes} bytes for the ${operation} operation`);
}

const SIGNED_AS_NAMED: readonly Service[] = ['lambda', 's3', 'sts', 'sns', 'events'];

function serviceOf(signedFor: string, guessed: Service): Service {
  return signedFor === 'monitoring'
    ? 'cloudwatch'
    : (SIGNED_AS_NAMED.find((service) => service === signedFor) ?? guessed);
}

function route(service: Service, { method, headers }: Arrived, url: URL, body: Buffer): Routed {
  if (service === 'sts') return { service, parameters: {}, ...routeSts(body) };
  if (service === 's3') return { service, ...routeS3(method, url) };
  if (service === 'cloudwatch') return { service, parameters: {}, ...routeCloudwatch(headers) };
  if (service === 'sns') return { service, parameters: {}, ...routeSns(body) };
  if (service === 'events') return { service, parameters: {}, ...routeEventBridge(headers) };
  const found = findLambdaRoute(method, url.pathname, url.searchParams);
  if (found === undefined)
    throw new AwsError(
      'UnknownOperationException',
      404,
      `${method} ${url.pathname} is not supported yet by this emulator.`,
      { type: undefined },
    );
  const { route: matched, parameters } = found;
  const functionName = functionNameOf(parameters, matched.operation, body);
  return {
    service,
    operation: matched.operation,
    parameters,
    quota: matched.quota,
    handle: withKnownFields(matched),
    ...(functionName === undefined ? {} : { functionName }),
  };
}

function withKnownFields({ fields, handle }: Route): Operation {
  if (fields === undefined) return handle;
  return (request, emulator) => {
    requireKnownFields(request.fields(), fields);
    return handle(request, emulator);
  };
}

/** The name without ARN and qualifier, for the record and for faults. */
function functionNameOf(parameters: Record<string, string>, operation: string, body: Buffer): string | undefined {
  const given =
    parameters['FunctionName'] ??
    (['CreateFunction', 'CreateEventSourceMapping'].includes(operation) ? nameInBody(body) : undefined);
  return given === undefined
    ? undefined
    : (/(?:^|:function:|^\d{12}:)([a-zA-Z0-9-_]+)(?::[^:]+)?$/.exec(given)?.[1] ?? given);
}

function nameInBody(body: Buffer): string | undefined {
  try {
    return RequestFields.parse(body).text('FunctionName');
  } catch {
    return undefined;
  }
}

/** Lambda's message for an execution role that IAM has not propagated. */
function roleTroubleOf({ role }: Disturbance): { roleTrouble?: string } {
  if (role === undefined) return {};
  return {
    roleTrouble:
      role.kind === 'roleNotYetAssumable'
        ? notAssumable
        : `The provided execution role does not have permissions to call ${role.permission}`,
  };
}

function failedEntriesOf({ entry }: Disturbance): Pick<AwsRequest, 'failedEntries'> {
  if (entry === undefined) return {};
  const failure = { ErrorCode: entry.code, ErrorMessage: 'The request processing has failed because of a fault.' };
  return { failedEntries: { [entry.entry ?? 0]: failure } };
}

function awsRequest(
  request: Omit<Arrived, 'url'> & { url: URL; body: Buffer },
  routed: Routed,
  identity: Pick<AwsRequest, 'account' | 'region' | 'accessKeyId' | 'checked' | 'requestId'>,
  disturbance: Disturbance,
  emulator: Emulator,
): AwsRequest {
  const { method, url, headers, body } = request;
  return {
    ...identity,
    method,
    path: url.pathname,
    parameters: routed.parameters,
    query: url.searchParams,
    headers,
    body,
    fields: () => RequestFields.parse(body),
    settling: {
      delayMs: disturbance.settleMs ?? emulator.settings.settleDelayMs,
      forced: disturbance.settleMs !== undefined || disturbance.settleFailure !== undefined,
      ...(disturbance.settleFailure === undefined ? {} : { failure: disturbance.settleFailure }),
    },
    ...failedEntriesOf(disturbance),
    ...roleTroubleOf(disturbance),
  };
}

/** A bug in the emulator itself: its stack goes to standard error, and the caller only gets a 500. */
function reportDefect(error: unknown): void {
  process.stderr.write(`strict Lambda: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
