import { GetAliasCommand } from '@aws-sdk/client-lambda';
import type { Outcome } from 'stage-contract';
import { zipOf } from 'strict-lambda';
import { deploymentOf } from '../../../testing/deploymentOf';
import { startBench, type StageBench } from '../../../testing/stageBench';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
let bench: StageBench;
let made = 0;

const deploy = (functionName: string, key: string, executionId: string): Promise<Outcome> =>
  bench.run(
    'Aws.LambdaDeploymentStage',
    { ...deploymentOf(key), functionName, aliases: functionName === 'checkout' ? ['live'] : [] },
    { executionId },
  );

beforeEach(async () => {
  bench = await startBench({ lambda: { settleDelayMs: 0 } });
  for (const [key, label] of [
    ['v1.zip', 'one'],
    ['v2.zip', 'two'],
  ] as const) {
    await bench.putCode(key, label);
    await deploy('checkout', key, label === 'one' ? 'execution-1' : 'execution-2');
  }
});
afterEach(() => bench.close());

/** Makes a function whose handler has this body; returns its name. */
async function hook(body: string): Promise<string> {
  made += 1;
  const key = `hook-${made}.zip`,
    name = `smoke-test-${made}`;
  const code = `exports.handler = async (event) => { ${body} };`;
  bench.lambda.putObject({ bucket: 'builds', key, body: zipOf({ 'index.js': code }) });
  await deploy(name, key, `execution-${name}`);
  bench.lambda.clearCalls();
  return name;
}

const route = (fields: Record<string, unknown>): Promise<Outcome> =>
  bench.run(
    ROUTE,
    { aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST', ...fields },
    { executionId: 'execution-2', stageName: 'Promote' },
  );
const served = async (): Promise<string | undefined> =>
  (await bench.aws.send(new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }))).FunctionVersion;
const invocations = (name: string): number =>
  bench.lambda.calls().filter(({ operation, functionName }) => operation === 'Invoke' && functionName === name).length;

describe('a hook', () => {
  it('is told what the rollout is about, and its agreement lets the traffic move', async () => {
    const before = await hook(
      `const told = event.phase === 'preTraffic' && event.functionName === 'checkout' && event.aliasName === 'live' &&
        event.baseline === '1' && event.candidate === '2' && event.routing.mainVersion === '1' &&
        event.executionId === 'execution-2' && event.stageName === 'Promote' && event.payload.basket === 'demo';
      return { status: told ? 'Succeeded' : 'Failed', reason: JSON.stringify(event) };`,
    );
    const after = await hook(
      `return { status: event.phase === 'postTraffic' && event.routing.mainVersion === '2' ? 'Succeeded' : 'Failed' };`,
    );

    const outcome = await route({
      preTraffic: { functionName: before, payload: { basket: 'demo' } },
      postTraffic: { functionName: after },
    });

    expect(outcome).toMatchObject({ status: 'SUCCEEDED' });
    expect(outcome.steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'preTraffic done',
      'route done',
      'postTraffic done',
    ]);
    expect(outcome.evidence).toMatchObject([
      { source: 'hook', step: 'preTraffic', verdict: 'fine' },
      { source: 'hook', step: 'postTraffic', verdict: 'fine' },
    ]);
    expect(await served()).toBe('2');
  });

  it.each([
    [
      'says Failed',
      `return { status: 'Failed', reason: '3 of 20 baskets differ' };`,
      'it returned Failed: 3 of 20 baskets differ',
    ],
    ['fails itself', `throw new Error('no database');`, 'the function failed (Unhandled)'],
    ['answers something else', `return { ok: true };`, 'expected {"status": "Succeeded"}, got {"ok":true}'],
    ['answers nothing', ``, 'expected {"status": "Succeeded"}, got null'],
  ])('that %s keeps the traffic where it is', async (_, body, words) => {
    const name = await hook(body);

    const outcome = await route({ preTraffic: { functionName: name } });

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'hookFailed' } });
    expect(outcome.failure?.what).toContain(words);
    expect(invocations(name)).toBe(1);
    expect(await served()).toBe('1');
  });

  it('before the traffic is not called again once the execution has moved it, the one after it is', async () => {
    const [before, after] = [
      await hook(`return { status: 'Succeeded' };`),
      await hook(`return { status: 'Succeeded' };`),
    ];
    const hooks = { preTraffic: { functionName: before }, postTraffic: { functionName: after } };
    await route(hooks);

    const outcome = await route(hooks);

    expect(outcome).toMatchObject({ status: 'SUCCEEDED', steps: [{ id: 'postTraffic', state: 'done' }] });
    expect([invocations(before), invocations(after)]).toEqual([1, 2]);
  });

  it('that rejects the promoted version sends the alias back', async () => {
    const name = await hook(`return { status: 'Failed' };`);

    const outcome = await route({
      deploymentStrategy: '$GRADUAL',
      steps: [{ weightPercent: 50 }],
      postTraffic: { functionName: name },
    });

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'hookFailed' } });
    expect(outcome.steps.map(({ id, state }) => `${id} ${state}`)).toContain('promote done');
    expect(await served()).toBe('1');
  });

  it('is told the right candidate in a split, too', async () => {
    const name = await hook(
      `return { status: event.candidate === '2' && event.baseline === '1' ? 'Succeeded' : 'Failed', reason: JSON.stringify(event) };`,
    );
    const outcome = await route({
      deploymentStrategy: '$WEIGHTED',
      trafficPercentA: 10,
      versionNameB: '$PREVIOUS',
      preTraffic: { functionName: name },
      postTraffic: { functionName: name },
    });
    expect(outcome).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('that does not exist is found before anything has changed', async () => {
    bench.lambda.clearCalls();

    const outcome = await route({ postTraffic: { functionName: 'smoke-tset' } });

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'functionNotFound' } });
    expect(outcome.failure?.what).toBe(
      'The hook smoke-tset:$LATEST after traffic does not exist. Nothing was changed.',
    );
    expect(bench.mutations()).toEqual([]);
  });

  it.each(['ECONNREFUSED', 'ETIMEDOUT'])(
    'that was not called, because the connection could not be opened (%s), is called again',
    async (code) => {
      const name = await hook(`return { status: 'Succeeded' };`);
      let refused = false;
      bench.watch(({ path }) => {
        if (refused || !path.endsWith('/invocations')) return;
        refused = true;
        throw Object.assign(new Error(`connect ${code}`), { code, syscall: 'connect' });
      });

      const outcome = await route({ postTraffic: { functionName: name } });

      expect(outcome).toMatchObject({ status: 'SUCCEEDED' });
      expect(invocations(name)).toBe(1);
      expect(await served()).toBe('2');
    },
  );

  it('is never called twice: if nobody saw how it ended, the stage says so and goes back', async () => {
    const name = await hook(`return { status: 'Succeeded' };`);
    const died = bench.killAt((point, step) => point === 'afterCall' && step === 'postTraffic');

    const running = route({ postTraffic: { functionName: name } });
    await died;
    const outcome = await running;

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'outcomeUnknown' } });
    expect(invocations(name)).toBe(1);
    expect(await served()).toBe('1');
  });

  it('shows the end of its log only if it is asked to', async () => {
    const name = await hook(`console.log('compared 20 baskets'); return { status: 'Succeeded' };`);

    const without = await route({ postTraffic: { functionName: name } });
    const withLog = await route({ postTraffic: { functionName: name, recordLogs: true } });

    expect(JSON.stringify(without)).not.toContain('compared 20 baskets');
    expect(withLog.invocations?.[0]?.logTail).toContain('compared 20 baskets');
  });
});
