import { createHash } from 'node:crypto';
import { CloudWatchClient, DeleteAlarmsCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { startStrictLambda, zipOf, type StrictLambda } from 'strict-lambda';
import { putTestAlarm } from 'strict-lambda/src/testing/testAlarm';
import type { AwsHandler, HttpRequest } from '../../orca-stages-ts/src/testing/directHandler';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';
import { describeCall, type AwsEvent, type Weights } from './awsEvents';
import type { Caller, NamedRequest } from './simCallers';
import type { AlarmState } from './scenario';
import type { VirtualTime } from './virtualTime';

/** Functions of every world. Each has two versions, and `live` serves the second one. */
export const FUNCTIONS = ['checkout', 'billing'] as const;
/** What `live` serves when worlds begin. */
export const AT_FIRST: Weights = [{ version: '2', percent: 100 }];
/** Builds that work, and builds whose functions fail. */
export const BUILDS = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8'] as const;
export const BAD_BUILDS = ['x1', 'x2', 'x3', 'x4'] as const;
const FIRST_BUILDS = ['a1', 'a2'] as const;
/** Functions that rollouts call as hooks: one agrees, one refuses, one fails, and one answers when nobody waits any more. */
export const HOOKS = ['hook-agrees', 'hook-refuses', 'hook-breaks', 'hook-hangs'] as const;
/** Alarms that only somebody's hand sets. */
export const ALARMS = ['errors', 'latency'] as const;

/** The strict Lambda, which all worlds of this process use one after the other. */
export interface SimAws {
  lambda: StrictLambda;
  /** What AWS has carried out in this world, in order. */
  readonly events: AwsEvent[];
  /** Payloads that functions were called with in this world. */
  readonly runs: string[];
  /** Carries out a request now. */
  answer(
    request: HttpRequest,
    caller: Caller | undefined,
    sentMs?: number,
  ): Promise<Awaited<ReturnType<AwsHandler['handle']>>['response']>;
  /** A client of somebody else. */
  client: LambdaClient;
  /** Somebody sets an alarm, or deletes it. */
  setAlarm(name: string, to: AlarmState | 'deleted'): Promise<void>;
  /** Puts everything back to how worlds begin. */
  begin(time: VirtualTime): void;
  close(): Promise<void>;
}

const zipNamed = (label: string): Uint8Array =>
  zipOf({ 'index.js': `// ${label}\nexports.handler = async () => ({});` });
const shaOf = (zip: Uint8Array): string => createHash('sha256').update(zip).digest('base64');

/** Starts it with its functions, in a time of its own. */
export async function openSimAws(): Promise<SimAws> {
  const bad = new Set(BAD_BUILDS.map((label) => shaOf(zipNamed(label))));
  let time: Pick<VirtualTime, 'now' | 'at'> | undefined;
  let events: AwsEvent[] = [],
    runs: string[] = [];
  const lambda = await startStrictLambda({
    settleDelayMs: 700,
    quotas: 'unlimited',
    clock: { now: () => time?.now() ?? Date.now(), at: (timeMs, run) => time?.at(timeMs, run) ?? (() => undefined) },
    answerInvocation({ functionName, codeSha256, event }) {
      runs.push(event);
      if (isHook(functionName)) return answerOfHook(functionName);
      return bad.has(codeSha256)
        ? { failed: true, payload: '{"errorType":"Error","errorMessage":"it does not work"}' }
        : { failed: false, payload: '{"ok":true}' };
    },
  });
  const answer: SimAws['answer'] = async (request, caller, sentMs = time?.now() ?? 0) => {
    const body = bytesOf(request.body);
    const answered = await lambda.handle({
      method: request.method,
      path: pathOf(request),
      headers: request.headers,
      body,
    });
    if (answered === 'dropped') throw connectionLost();
    const event = describeCall(request, body, answered, { caller, sentMs, atMs: time?.now() ?? 0 });
    if (event !== undefined) events.push(event);
    return { statusCode: answered.status, headers: answered.headers, body: answered.body };
  };
  const settings = {
    endpoint: lambda.url,
    region: 'us-east-1',
    credentials: { accessKeyId: ACCOUNT_ID, secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: handlerOf((request) => answer(request, undefined)),
  };
  const client = new LambdaClient(settings);
  const cloudwatch = new CloudWatchClient(settings);
  await createFunctions(lambda, client);
  for (const alarm of ALARMS) await putTestAlarm(cloudwatch, alarm);
  const restore = lambda.snapshot();
  return {
    lambda,
    client,
    async setAlarm(name, to) {
      if (to === 'deleted') await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [name] }));
      else await cloudwatch.send(new SetAlarmStateCommand({ AlarmName: name, StateValue: to, StateReason: 'by hand' }));
    },
    answer,
    get events() {
      return events;
    },
    get runs() {
      return runs;
    },
    begin(newTime) {
      time = newTime;
      events = [];
      runs = [];
      restore();
      lambda.clearFaults();
      lambda.clearCalls();
      lambda.configure({ seed: 1 });
    },
    async close() {
      client.destroy();
      cloudwatch.destroy();
      await lambda.close();
    },
  };
}

/** A request handler for the SDK that hands requests over. */
export const handlerOf = (
  handle: (
    request: HttpRequest,
    timeoutMs: number | undefined,
    caller: Caller | undefined,
  ) => ReturnType<SimAws['answer']>,
): AwsHandler => ({
  metadata: { handlerProtocol: 'http/1.1' },
  handle: async (request, options: { requestTimeout?: number } & NamedRequest = {}) => ({
    response: await handle(request, options.requestTimeout, options.caller),
  }),
  destroy: () => undefined,
  updateHttpClientConfig: () => undefined,
  httpHandlerConfigs: () => ({}),
});

/** What Node's handler throws if a connection ends. */
export const connectionLost = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

async function createFunctions(lambda: StrictLambda, client: LambdaClient): Promise<void> {
  for (const label of [...BUILDS, ...BAD_BUILDS, ...FIRST_BUILDS])
    await lambda.putObject({ bucket: 'builds', key: `${label}.zip`, body: zipNamed(label) });
  lambda.setSettleDelayMs(0);
  for (const FunctionName of FUNCTIONS) {
    const code = (label: string) => ({ S3Bucket: 'builds', S3Key: `${label}.zip` });
    await client.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Role: `arn:aws:iam::${ACCOUNT_ID}:role/checkout`,
        Code: code('a1'),
        Publish: true,
      }),
    );
    await client.send(new UpdateFunctionCodeCommand({ FunctionName, ...code('a2') }));
    await client.send(new PublishVersionCommand({ FunctionName }));
    await client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '2' }));
  }
  for (const FunctionName of HOOKS)
    await client.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Role: `arn:aws:iam::${ACCOUNT_ID}:role/checkout`,
        Code: { S3Bucket: 'builds', S3Key: 'a1.zip' },
      }),
    );
  lambda.setSettleDelayMs(700);
}

const isHook = (functionName: string): boolean => HOOKS.some((name) => name === functionName);

function answerOfHook(functionName: string): { failed: boolean; payload: string } {
  if (functionName === 'hook-breaks') return { failed: true, payload: '{"errorType":"Error","errorMessage":"broken"}' };
  const status = functionName === 'hook-refuses' ? 'Failed' : 'Succeeded';
  return { failed: false, payload: JSON.stringify({ status, reason: 'as it is' }) };
}

function pathOf({ path, query }: HttpRequest): string {
  const parts = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(
      (each) => `${encodeURIComponent(name)}=${encodeURIComponent(each ?? '')}`,
    ),
  );
  return parts.length === 0 ? path : `${path}?${parts.join('&')}`;
}

function bytesOf(body: unknown): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  throw new Error('Only texts and bytes are sent.');
}
