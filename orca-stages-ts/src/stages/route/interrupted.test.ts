import { ListVersionsByFunctionCommand, PutProvisionedConcurrencyConfigCommand } from '@aws-sdk/client-lambda';
import type { Outcome } from 'stage-contract';
import { liveAlias, moveLive } from '../../testing/liveAlias';
import { deploymentOf } from '../../testing/deploymentOf';
import { startBench, type RunOptions, type StageBench } from '../../testing/stageBench';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
/** Runs when a step's result is in the journal. */
let bench: StageBench;

const deploy = (key: string, options: RunOptions, more: Record<string, unknown> = {}): Promise<Outcome> =>
  bench.run('Aws.LambdaDeploymentStage', { ...deploymentOf(key), ...more }, options);
const canary = {
  aliasName: 'live',
  deploymentStrategy: '$WEIGHTED',
  versionNameA: '$LATEST',
  trafficPercentA: 10,
  versionNameB: '$PREVIOUS',
};
const simple = (version: string) => ({ aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: version });
const alias = () => liveAlias(bench.aws);
const moveBehindBack = (version: string): Promise<unknown> => moveLive(bench.aws, version);
const versions = async (): Promise<string[]> =>
  ((await bench.aws.send(new ListVersionsByFunctionCommand({ FunctionName: 'checkout' }))).Versions ?? [])
    .map((version) => version.Version ?? '')
    .filter((version) => version !== '$LATEST');

const first = { executionId: 'execution-1' };
const second = { executionId: 'execution-2' };

async function begin(more: Parameters<typeof startBench>[0] = {}): Promise<void> {
  bench = await startBench(more);
  await bench.putCode('v1.zip', 'one');
  await bench.putCode('v2.zip', 'two');
  await deploy('v1.zip', first);
  await deploy('v2.zip', second);
}

afterEach(async () => {
  await bench.close();
});

describe('a stage that is restarted after the process died while moving the alias', () => {
  it('recognizes its own move, although the response was never written', async () => {
    await begin({ timing: { leaseMs: 300 } });
    const killed = bench.killAt((point, stepId) => point === 'afterCall' && stepId === 'route');
    await bench.begin(ROUTE, canary, { ...second, stageId: 'canary', attempt: 1 });
    await killed;

    const again = await bench.run(ROUTE, canary, { ...second, stageId: 'canary', attempt: 2 });

    expect(again.failure).toBeUndefined();
    expect(again.status).toBe('SUCCEEDED');
    expect(await alias()).toEqual({ main: '1', weights: { 2: 0.1 } });
  });

  it('recognizes its own revert', async () => {
    await begin({ timing: { leaseMs: 300 } });
    await bench.run(ROUTE, canary, second);
    const failing = {
      aliasName: 'live',
      deploymentStrategy: '$BLUEGREEN',
      healthCheck: { expect: { matches: 'never' } },
    };
    const killed = bench.killAt((point, stepId) => point === 'afterCall' && stepId === 'revert');
    await bench.begin(ROUTE, failing, { ...second, stageId: 'promote', attempt: 1 });
    await killed;
    const reverted = await alias();

    const again = await bench.run(ROUTE, simple('$LATEST'), { ...second, stageId: 'promote', attempt: 2 });

    expect(reverted).toEqual({ main: '1', weights: {} });
    expect(again.failure).toBeUndefined();
    expect(await alias()).toEqual({ main: '2', weights: {} });
  });

  it('reverts that move if it is cancelled before it has done anything itself', async () => {
    await begin({ timing: { leaseMs: 300 } });
    const killed = bench.killAt((point, stepId) => point === 'afterCall' && stepId === 'route');
    await bench.begin(ROUTE, canary, { ...second, stageId: 'canary', attempt: 1 });
    await killed;
    const id = await bench.begin(ROUTE, canary, { ...second, stageId: 'canary', attempt: 2 });
    await bench.engine.cancel('canary', 2);

    const outcome = await bench.ended(id);

    expect(outcome).toMatchObject({
      status: 'CANCELED',
      progress: 'Reverted: live → v1 100%, as before this execution.',
    });
    expect(await alias()).toEqual({ main: '1', weights: {} });
  });

  it("still notices someone else's change", async () => {
    await begin({ timing: { leaseMs: 300 } });
    await deploy('v1.zip', { executionId: 'other' });
    const killed = bench.killAt((point, stepId) => point === 'afterCall' && stepId === 'route');
    await bench.begin(ROUTE, canary, { ...second, stageId: 'canary', attempt: 1 });
    await killed;
    await moveBehindBack('2');

    const again = await bench.run(ROUTE, canary, { ...second, stageId: 'canary', attempt: 2 });

    expect(again.failure?.code).toBe('foreignChange');
    expect(await alias()).toEqual({ main: '2', weights: {} });
  });
});

describe('a move that somebody reverses before the replica that takes over looks', () => {
  const reversed = async (more: object): Promise<Outcome> => {
    await begin({ timing: { leaseMs: 300 } });
    const killed = bench.killAt((point, stepId) => point === 'afterCall' && stepId === 'route');
    const id = await bench.begin(ROUTE, { ...canary, ...more }, { ...second, stageId: 'canary', attempt: 1 });
    await killed;
    await moveBehindBack('1');
    return bench.ended(id);
  };

  it('stays reversed, and the stage says what it knows', async () => {
    const outcome = await reversed({});

    expect(outcome.status).toBe('TERMINAL');
    expect(outcome.failure).toMatchObject({ code: 'foreignChange', told: { code: 'aliasMoveMayBeReversed' } });
    expect(outcome.routing?.now).toEqual({ mainVersion: '1' });
    expect(await alias()).toEqual({ main: '1', weights: {} });
  });

  it('is made again with a warning if the stage proceeds over changes', async () => {
    const outcome = await reversed({ onForeignChange: 'proceed' });

    expect(outcome.status).toBe('SUCCEEDED');
    expect(outcome.warningsTold).toEqual([expect.objectContaining({ code: 'proceededOverReversal' })]);
    expect(await alias()).toEqual({ main: '1', weights: { 2: 0.1 } });
  });
});

describe('an alias with provisioned concurrency, which AWS itself splits while moving it', () => {
  async function provisioned(more: Parameters<typeof startBench>[0] = {}): Promise<void> {
    await begin(more);
    await bench.aws.send(
      new PutProvisionedConcurrencyConfigCommand({
        FunctionName: 'checkout',
        Qualifier: 'live',
        ProvisionedConcurrentExecutions: 1,
      }),
    );
    // Like the configuration, it settles after some time, and is updated when someone reads it.
    bench.skip(700);
  }

  it('is reverted if the stage is cancelled in the middle of it', async () => {
    await provisioned({ lambda: { settleDelayMs: 600 } });
    const id = await bench.begin(ROUTE, simple('$LATEST'), { ...second, stageId: 'promote', attempt: 1 });
    await eventually('the words for a move under way', async () => {
      const progress = (await bench.engine.poll(id))?.progress ?? '';
      const words = /^Waiting until AWS has moved the provisioned concurrency of live \(v1 \d+%, v2 \d+% so far\)$/;
      return words.test(progress) || new NotYet(progress);
    });

    await bench.engine.cancel('promote', 1);
    const outcome = await bench.ended(id);

    expect(outcome).toMatchObject({
      status: 'CANCELED',
      progress: 'Reverted: live → v1 100%, as before this execution.',
    });
    expect((await alias()).main).toBe('1');
  });

  it('is waited for, so that the next stage finds the alias as this one left it', async () => {
    await provisioned({ lambda: { settleDelayMs: 600 } });

    const outcome = await bench.run(ROUTE, { ...simple('$LATEST'), onForeignChange: 'proceed' }, second);

    expect([outcome.status, await alias()]).toEqual(['SUCCEEDED', { main: '2', weights: {} }]);
    expect(bench.mutations().filter((call) => call === 'UpdateAlias')).toEqual(['UpdateAlias']);
  });

  it('is not taken for a foreign change if the response was lost', async () => {
    await provisioned({ lambda: { settleDelayMs: 600 } });
    bench.lambda.addFault({ kind: 'dropAfter', operation: 'UpdateAlias', times: 1 });

    const outcome = await bench.run(ROUTE, simple('$LATEST'), second);

    expect(outcome.failure).toBeUndefined();
    expect((await alias()).main).toBe('2');
  });
});

describe("what is not this execution's own", () => {
  it('a version that it did not publish is not deleted if it fails', async () => {
    await begin();
    await bench.run(ROUTE, simple('$LATEST'), second);

    const outcome = await bench.run(
      ROUTE,
      {
        aliasName: 'live',
        deploymentStrategy: '$BLUEGREEN',
        versionNameA: '$PROVIDED',
        versionNumberA: '1',
        destroyOnFail: true,
        healthCheck: { expect: { matches: 'never' } },
      },
      { executionId: 'hotfix' },
    );

    expect(outcome.status).toBe('TERMINAL');
    expect(await versions()).toEqual(['1', '2']);
  });

  it('a routing that someone else set stays if the stage would have overwritten it but failed before it did', async () => {
    await begin();
    await bench.run(ROUTE, canary, second);
    await bench.putCode('v3.zip', 'three');
    await deploy('v3.zip', { executionId: 'hotfix' });
    await moveBehindBack('3');

    const outcome = await bench.run(
      ROUTE,
      {
        aliasName: 'live',
        deploymentStrategy: '$BLUEGREEN',
        onForeignChange: 'proceed',
        healthCheck: { expect: { matches: 'never' } },
      },
      second,
    );

    expect(outcome.status).toBe('TERMINAL');
    expect(await alias()).toEqual({ main: '3', weights: {} });
  });
});

describe('two rollouts of one alias', () => {
  it('run one after the other if the second one is configured to wait', async () => {
    await begin();
    const held = await bench.putHeldCode('slow.zip');
    const third = { executionId: 'execution-3' };
    await deploy('slow.zip', third, { timeout: 60 });
    const owner = await bench.begin(
      ROUTE,
      { aliasName: 'live', deploymentStrategy: '$BLUEGREEN', healthCheck: { timeoutSeconds: 20 } },
      third,
    );
    await eventually('the health check', () => held.runs() === 1);

    const id = await bench.begin(
      ROUTE,
      { ...simple('$PROVIDED'), versionNumberA: '2', onBusy: 'wait' },
      { executionId: 'execution-4' },
    );
    await eventually('the wait', async () => (await bench.engine.poll(id))?.progressTold?.code === 'tryingAgain');
    held.release();
    const waiter = await bench.ended(id);

    expect((await bench.ended(owner)).progress).toBe('live → v3 100%');
    expect(waiter.progress).toBe('live → v2 100%');
  });
});
