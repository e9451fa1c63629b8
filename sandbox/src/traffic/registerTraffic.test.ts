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

import { registerTraffic } from './registerTraffic';

const target = { region: 'us-east-1', functionName: 'checkout', aliasName: 'live' };
const codeOf = (body: string): Uint8Array => zipOf({ 'index.js': `exports.handler = async () => { ${body} };` });

describe('the live traffic endpoints', () => {
  let lambda: StrictLambda;
  let client: LambdaClient;
  let site: FastifyInstance;
  let siteUrl: string;

  beforeEach(async () => {
    lambda = await startStrictLambda({ settleDelayMs: 0, quotas: 'unlimited' });
    client = new LambdaClient({
      endpoint: lambda.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    site = Fastify();
    registerTraffic(site, { lambdaUrl: lambda.url, pageDir: __dirname });
    siteUrl = await site.listen({ port: 0, host: '127.0.0.1' });
  });

  afterEach(async () => {
    await site.close();
    client.destroy();
    await lambda.close();
  });

  const ask = (body: object): Promise<Response> =>
    fetch(`${siteUrl}/traffic/invoke`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const invoke = async (): Promise<unknown> => (await ask(target)).json();
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

  it('reject requests without a function name', async () => {
    const answer = await ask({ ...target, functionName: '' });

    expect(answer.status).toBe(400);
  });
});
