import {
  CreateAliasCommand,
  CreateFunctionCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import Fastify, { type FastifyInstance } from 'fastify';
import { startStrictLambda, type StrictLambda, zipOf } from 'strict-lambda';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';

import { type AliasCaller, aliasCaller } from './aliasCaller';
import { registerTraffic } from './registerTraffic';
import type { TrafficSeen } from './trafficAnswer';

const target = { region: 'us-east-1', functionName: 'checkout', aliasName: 'live' };
const codeOf = (body: string): Uint8Array => zipOf({ 'index.js': `exports.handler = async () => { ${body} };` });

describe('the live traffic endpoints', () => {
  let lambda: StrictLambda;
  let client: LambdaClient;
  let site: FastifyInstance;
  let siteUrl: string;
  let caller: AliasCaller;

  beforeEach(async () => {
    lambda = await startStrictLambda({ settleDelayMs: 0, quotas: 'unlimited' });
    client = new LambdaClient({
      endpoint: lambda.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    caller = aliasCaller(lambda.url);
    site = Fastify();
    registerTraffic(site, { lambdaUrl: lambda.url, pageDir: __dirname });
    siteUrl = await site.listen({ port: 0, host: '127.0.0.1' });
  });

  afterEach(async () => {
    await site.close();
    caller.close();
    client.destroy();
    await lambda.close();
  });

  const startCalls = (wanted: object = {}): Promise<Response> =>
    fetch(`${siteUrl}/traffic/calls`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...target, callsPerSecond: 20, ...wanted }),
    });
  const seen = async (after = 0): Promise<TrafficSeen> =>
    (await (await fetch(`${siteUrl}/traffic/calls?after=${after}`)).json()) as TrafficSeen;
  const seenWhen = (awaited: string, reached: (now: TrafficSeen) => boolean): Promise<TrafficSeen> =>
    eventually(awaited, async () => {
      const now = await seen();
      return reached(now) ? now : new NotYet(JSON.stringify(now));
    });
  const invoke = (): Promise<unknown> => caller.invoke(target);
  const routing = async (): Promise<unknown> =>
    (await fetch(`${siteUrl}/traffic/routing?${new URLSearchParams(target).toString()}`)).json();

  async function createFunction(body: string): Promise<void> {
    await client.send(
      new CreateFunctionCommand({
        FunctionName: 'checkout',
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::123456789012:role/checkout',
        Code: { ZipFile: codeOf(body) },
        Publish: true,
      }),
    );
    await settled();
  }

  const settled = (): Promise<unknown> =>
    waitUntilFunctionUpdatedV2({ client, maxWaitTime: 10, minDelay: 1 }, { FunctionName: 'checkout' });

  it('distinguish a missing function from a missing alias', async () => {
    const before = await invoke();
    await createFunction('return 1;');
    const after = await invoke();

    expect(before).toMatchObject({ outcome: 'refused', reason: 'functionMissing' });
    expect(after).toMatchObject({ outcome: 'refused', reason: 'aliasMissing' });
    expect(await routing()).toMatchObject({ outcome: 'refused', reason: 'aliasMissing' });
  });

  it('say which version responded, and where the alias sends its traffic', async () => {
    await createFunction('return 1;');
    await client.send(new CreateAliasCommand({ FunctionName: 'checkout', Name: 'live', FunctionVersion: '1' }));
    await client.send(new UpdateFunctionCodeCommand({ FunctionName: 'checkout', ZipFile: codeOf('return 2;') }));
    await settled();
    await client.send(new PublishVersionCommand({ FunctionName: 'checkout' }));
    await settled();
    const alone = [await invoke(), await routing()];
    await client.send(
      new UpdateAliasCommand({
        FunctionName: 'checkout',
        Name: 'live',
        RoutingConfig: { AdditionalVersionWeights: { '2': 0.105 } },
      }),
    );

    const weighted = await routing();

    expect(alone).toEqual([
      { outcome: 'answered', version: '1', durationMs: expect.any(Number), functionError: null },
      { outcome: 'found', routing: { main: '1', additional: null } },
    ]);
    expect(weighted).toEqual({
      outcome: 'found',
      routing: { main: '1', additional: { version: '2', weightPercent: 10.5 } },
    });
  });

  it('count a handler that throws as a response', async () => {
    await createFunction('throw new Error("broken");');
    await client.send(new CreateAliasCommand({ FunctionName: 'checkout', Name: 'live', FunctionVersion: '1' }));

    expect(await invoke()).toMatchObject({ outcome: 'answered', version: '1', functionError: 'Unhandled' });
  });

  it('say so if Lambda throttles or does not respond at all', async () => {
    await createFunction('return 1;');
    lambda.addFault({ operation: 'Invoke', kind: 'throttle' });

    const throttled = await invoke();
    await lambda.close();
    const gone = await invoke();

    expect(throttled).toMatchObject({ outcome: 'refused', reason: 'throttled' });
    expect(gone).toMatchObject({ outcome: 'refused', reason: 'unreachable' });
  });

  it('call the alias until they are told to stop, and say what each version did', async () => {
    await createFunction('if (process.env.AWS_LAMBDA_FUNCTION_VERSION === "2") throw new Error("broken"); return 1;');
    await client.send(new CreateAliasCommand({ FunctionName: 'checkout', Name: 'live', FunctionVersion: '1' }));
    await client.send(new UpdateFunctionCodeCommand({ FunctionName: 'checkout', ZipFile: codeOf('throw Error();') }));
    await settled();
    await client.send(new PublishVersionCommand({ FunctionName: 'checkout' }));
    await settled();
    const RoutingConfig = { AdditionalVersionWeights: { '2': 0.5 } };
    await client.send(new UpdateAliasCommand({ FunctionName: 'checkout', Name: 'live', RoutingConfig }));

    await startCalls();
    const both = await seenWhen(
      'calls of both versions',
      ({ calls }) => new Set(calls.map((call) => call.version)).size > 1,
    );
    const last = both.calls.at(-1)?.number ?? 0;
    const stopped = (await (await fetch(`${siteUrl}/traffic/calls`, { method: 'DELETE' })).json()) as TrafficSeen;

    expect(both.wish).toEqual({ ...target, callsPerSecond: 20 });
    expect(both.perSecond).toBeGreaterThan(0);
    expect(both.calls.filter((call) => call.failed !== (call.version === '2'))).toEqual([]);
    expect(stopped).toMatchObject({ wish: null, perSecond: 0 });
    expect((await seen(last)).calls.filter((call) => call.number <= last)).toEqual([]);
  });

  it('start to count as soon as the alias exists, and afresh for another alias', async () => {
    await startCalls();
    const early = await seenWhen('a refusal', ({ refusal }) => refusal !== null);
    await createFunction('return 1;');
    await client.send(new CreateAliasCommand({ FunctionName: 'checkout', Name: 'live', FunctionVersion: '1' }));
    const served = await seenWhen('a call', ({ calls }) => calls.length > 0);
    await startCalls({ aliasName: 'other' });
    const other = await seen();

    expect(early.refusal?.reason).toBe('functionMissing');
    expect(served.refusal).toBeNull();
    expect(other.calls).toEqual([]);
    expect(other.series).not.toBe(served.series);
  });

  it.each([{ functionName: '' }, { callsPerSecond: 0 }, { callsPerSecond: 1_000 }])('reject %j', async (wanted) => {
    const answer = await startCalls(wanted);

    expect(answer.status).toBe(400);
    expect((await seen()).wish).toBeNull();
  });
});
