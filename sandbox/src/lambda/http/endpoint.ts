import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallLog } from '../calls';
import { AwsError, serviceFailure, throttled } from '../errors';
import type { Disturbance, FaultList } from '../faults';
import type { QuotaMeter } from '../quotas';
import { routeS3 } from '../s3/routeS3';
import type { Sandbox } from '../sandbox';
import { routeSts } from '../sts/routeSts';
import { lambdaRoutes } from '../lambdaRoutes';
import { errorAnswer, send, type Service } from './answers';
import type { AwsRequest, Operation } from './awsRequest';
import { identify } from './identity';
import { readBody } from './readBody';
import { RequestFields } from './requestFields';
import { compileRoutes } from './routes';

/** What the endpoint needs besides the sandbox that operations work on. */
export type EndpointParts = { sandbox: Sandbox; calls: CallLog; faults: FaultList; quotas: QuotaMeter };

/** A request on its way: which operation of which service, and what answers it. */
type Routed = { service: Service; operation: string; functionName?: string; parameters: Record<string, string>; quota?: 'getFunction' | 'getPolicy' | 'controlPlane' | undefined; handle: Operation };

const findLambdaRoute = compileRoutes(lambdaRoutes);

/** Answers one request to AWS: who, what, quota, faults, operation, and the record of it. */
export async function answerAws(request: IncomingMessage, response: ServerResponse, parts: EndpointParts): Promise<void> {
  const started = { requestId: randomUUID(), at: Date.now(), tick: performance.now() };
  const url = new URL(request.url ?? '/', 'http://sandbox');
  let service: Service = url.pathname.startsWith('/20') ? 'lambda' : 's3';
  let place = { account: '', region: '' };
  let routed: Routed | undefined;
  const finish = (status: number, error?: string): void => {
    parts.calls.add({
      time: new Date(started.at).toISOString(),
      service,
      operation: routed?.operation ?? 'Unknown',
      ...(routed?.functionName === undefined ? {} : { functionName: routed.functionName }),
      ...place,
      status,
      ...(error === undefined ? {} : { error }),
      requestId: started.requestId,
      durationMs: performance.now() - started.tick,
    });
  };
  const drop = (): void => {
    finish(0, 'ConnectionDropped');
    request.socket.destroy();
  };
  try {
    const body = await readBody(request);
    if (url.pathname === '/' && request.method === 'POST') service = 'sts';
    const identity = identify(request.headers, url.searchParams, parts.sandbox);
    place = { account: identity.account, region: identity.region };
    service = serviceOf(identity.service, service);
    routed = route(service, request, url, body);
    if (routed.quota !== undefined && !parts.quotas.take(`${place.account}/${place.region}`, routed.quota)) throw throttled('CallerRateLimitExceeded');
    const disturbance = parts.faults.hit(routed.operation, routed.functionName);
    if (disturbance.slowMs !== undefined) await new Promise((resolve) => setTimeout(resolve, disturbance.slowMs));
    if (disturbance.drop === 'before') return drop();
    refuseIfDisturbed(disturbance, service);
    const answer = await routed.handle(awsRequest(request, url, body, routed, { ...place, accessKeyId: identity.accessKeyId }, started.requestId, disturbance, parts.sandbox), parts.sandbox);
    if (disturbance.drop === 'after') return drop();
    finish(answer.status);
    send(response, started.requestId, answer);
  } catch (error) {
    const refusal = error instanceof AwsError ? error : serviceFailure();
    if (!(error instanceof AwsError) && !request.socket.destroyed) reportDefect(error);
    finish(refusal.status, refusal.name);
    send(response, started.requestId, errorAnswer(service, refusal, started.requestId, request.method === 'HEAD'));
  }
}

function serviceOf(signedFor: string, guessed: Service): Service {
  return signedFor === 'lambda' || signedFor === 's3' || signedFor === 'sts' ? signedFor : guessed;
}

function route(service: Service, request: IncomingMessage, url: URL, body: Buffer): Routed {
  const method = request.method ?? 'GET';
  if (service === 'sts') return { service, parameters: {}, ...routeSts(body) };
  if (service === 's3') return { service, ...routeS3(method, url) };
  const found = findLambdaRoute(method, url.pathname, url.searchParams);
  if (found === undefined) throw new AwsError('UnknownOperationException', 404, `${method} ${url.pathname} is not supported yet by this emulator.`, { type: undefined });
  const { route: matched, parameters } = found;
  const functionName = functionNameOf(parameters, matched.operation, body);
  return { service, operation: matched.operation, parameters, quota: matched.quota, handle: matched.handle, ...(functionName === undefined ? {} : { functionName }) };
}

/** Name without ARN and qualifier, for the record and for faults. */
function functionNameOf(parameters: Record<string, string>, operation: string, body: Buffer): string | undefined {
  const given = parameters['FunctionName'] ?? (['CreateFunction', 'CreateEventSourceMapping'].includes(operation) ? nameInBody(body) : undefined);
  return given === undefined ? undefined : (/(?:^|:function:|^\d{12}:)([a-zA-Z0-9-_]+)(?::[^:]+)?$/.exec(given)?.[1] ?? given);
}

function nameInBody(body: Buffer): string | undefined {
  try {
    return RequestFields.parse(body).text('FunctionName');
  } catch {
    return undefined;
  }
}

function refuseIfDisturbed(disturbance: Disturbance, service: Service): void {
  if (disturbance.refuse === 'throttle') throw service === 's3' ? new AwsError('SlowDown', 503, 'Please reduce your request rate.') : throttled('CallerRateLimitExceeded');
  if (disturbance.refuse === 'error5xx') throw service === 's3' ? new AwsError('InternalError', 500, 'We encountered an internal error. Please try again.') : serviceFailure();
}

function awsRequest(
  request: IncomingMessage,
  url: URL,
  body: Buffer,
  routed: Routed,
  identity: { account: string; region: string; accessKeyId: string },
  requestId: string,
  disturbance: Disturbance,
  sandbox: Sandbox,
): AwsRequest {
  return {
    ...identity,
    requestId,
    method: request.method ?? 'GET',
    path: url.pathname,
    parameters: routed.parameters,
    query: url.searchParams,
    headers: request.headers,
    body,
    fields: () => RequestFields.parse(body),
    settling: {
      delayMs: disturbance.settleMs ?? sandbox.settings.settleDelayMs,
      forced: disturbance.settleMs !== undefined || disturbance.settleFailure !== undefined,
      ...(disturbance.settleFailure === undefined ? {} : { failure: disturbance.settleFailure }),
    },
    roleNotYetAssumable: disturbance.roleNotYetAssumable,
  };
}

/** A defect of the sandbox itself: its stack belongs on standard error, the caller only learns of a 500. */
function reportDefect(error: unknown): void {
  process.stderr.write(`strict Lambda: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

