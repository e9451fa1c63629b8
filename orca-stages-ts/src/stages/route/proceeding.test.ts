import { GetAliasCommand, PutProvisionedConcurrencyConfigCommand } from '@aws-sdk/client-lambda';
import type { Outcome } from 'stage-contract';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import { moveLive } from '../../testing/liveAlias';
import { deploymentOf } from '../../testing/deploymentOf';
import { startBench, type BenchOptions, type StageBench } from '../../testing/stageBench';

/* A Route that is to proceed over what others do to its alias. */

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const second = { executionId: 'execution-2' };
const FOUND = 'Someone else changed live: expected v1 100%, found v3 100%; the stage proceeded, as configured.';
let bench: StageBench;

async function begin(options: BenchOptions = {}): Promise<void> {
  bench = await startBench(options);
  for (const [key, executionId] of [
    ['v1.zip', 'execution-1'],
    ['v2.zip', 'execution-2'],
    ['v3.zip', 'execution-3'],
  ] as const) {
    await bench.putCode(key, key);
    await bench.run('Aws.LambdaDeploymentStage', deploymentOf(key), { executionId });
  }
}
afterEach(() => bench.close());

async function live(): Promise<string> {
  const alias = await bench.aws.send(new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }));
  const weights = Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {});
  return [alias.FunctionVersion, ...weights.map(([version, weight]) => `${version}:${weight * 100}`)].join(' ');
}
const moveBehindBack = (version: string, weights?: Record<string, number>) => moveLive(bench.aws, version, weights);
/** Acts just before AWS gets the next updates of the alias by a stage, once before each. */
const beforeUpdates = (...acts: (() => Promise<unknown>)[]): void => {
  let isActing = false;
  bench.watch(async ({ method, path }) => {
    if (isActing || method !== 'PUT' || !path.endsWith('/aliases/live')) return;
    isActing = true;
    await acts.shift()?.();
    isActing = false;
  });
};
/** AWS does not know such a source, so that a stage fails after its moves. */
const REFUSED = [{ arn: 'arn:aws:kafka:us-east-1:123456789012:orders', startingPosition: 'LATEST' }];
const simple = (fields: Record<string, unknown> = {}) => ({
  ...{ aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST', onForeignChange: 'proceed' },
  ...fields,
});
const gradual = (...steps: object[]) => ({
  ...{ aliasName: 'live', deploymentStrategy: '$GRADUAL', onForeignChange: 'proceed', steps },
});
const inHold = (id: string): Promise<Outcome> =>
  eventually('the hold', async () => {
    const outcome = await bench.engine.poll(id);
    return outcome?.hold === undefined ? new NotYet(outcome?.progress ?? '') : outcome;
  });
const NEVER = { check: { expect: { bodyContains: 'never' } } };

describe('a change that comes between the look at the alias and its move', () => {
  beforeEach(() => begin());

  it('is overwritten with a warning, and is what a failure goes back to', async () => {
    beforeUpdates(() => moveBehindBack('3'));

    const outcome = await bench.run(ROUTE, simple({ eventSources: REFUSED }), second);

    expect(outcome).toMatchObject({ status: 'TERMINAL', warnings: expect.arrayContaining([FOUND]) });
    expect(await live()).toBe('3');
  });

  it('is what a later stage goes back to, too', async () => {
    beforeUpdates(() => moveBehindBack('3'));
    const { status } = await bench.run(ROUTE, simple(), second);
    const during = await live();

    await bench.run(ROUTE, { ...gradual({ weightPercent: 50 }, NEVER), versionNameA: '1' }, second);

    expect([status, during]).toEqual(['SUCCEEDED', '2']);
    expect(await live()).toBe('3');
  });

  it('is named as what the alias could go back to if it is to be held', async () => {
    beforeUpdates(() => moveBehindBack('3'));

    const outcome = await bench.run(ROUTE, simple({ eventSources: REFUSED, onFailure: 'hold' }), second);

    expect(outcome.progress).toContain('To go back, route live to v3 100%');
    expect(await live()).toBe('2');
  });

  it.each([
    ['before the move', 'beforeIntent'],
    ['after the move', 'afterCall'],
  ] as const)('is not forgotten if the process dies %s', async (_when, at) => {
    beforeUpdates(() => moveBehindBack('3'));
    let looks = 0;
    // The first time, the step finds the change and writes it down.
    const killed = bench.killAt((point, stepId) => point === at && stepId === 'route' && ++looks === 2);
    const id = await bench.begin(ROUTE, simple({ eventSources: REFUSED }), second);
    await killed;

    const outcome = await bench.ended(id);

    expect(outcome.warnings.filter((text) => text === FOUND)).toHaveLength(1);
    expect(await live()).toBe('3');
  });

  it('is not forgotten by a restarted stage', async () => {
    beforeUpdates(() => moveBehindBack('3'));
    let looks = 0;
    const killed = bench.killAt((point, stepId) => point === 'afterCall' && stepId === 'route' && ++looks === 2);
    const stage = { ...second, stageId: 'promote' };
    await bench.begin(ROUTE, simple({ eventSources: REFUSED }), { ...stage, attempt: 1 });
    await killed;

    await bench.run(ROUTE, simple({ eventSources: REFUSED }), { ...stage, attempt: 2 });

    expect(await live()).toBe('3');
  });

  it('is only accepted once: the next one is shown as well', async () => {
    // The second one comes after the stage has accepted the first one.
    beforeUpdates(
      () => moveBehindBack('3'),
      () => moveBehindBack('1', { 2: 0.3 }),
    );

    const outcome = await bench.run(ROUTE, simple({ eventSources: REFUSED }), second);

    expect(outcome.warnings.filter((text) => text.includes('the stage proceeded'))).toHaveLength(2);
    expect(await live()).toBe('1 2:30');
  });

  it('fails a stage that is not to proceed', async () => {
    beforeUpdates(() => moveBehindBack('3'));

    const outcome = await bench.run(ROUTE, simple({ onForeignChange: 'fail' }), second);

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'foreignChange' } });
    expect(await live()).toBe('3');
  });
});

describe('a change that is overwritten while AWS moves the alias bit by bit', () => {
  it('is shown', async () => {
    await begin({ lambda: { settleDelayMs: 600 } });
    await bench.aws.send(
      new PutProvisionedConcurrencyConfigCommand({
        ...{ FunctionName: 'checkout', Qualifier: 'live', ProvisionedConcurrentExecutions: 1 },
      }),
    );
    bench.skip(700);
    await live();
    beforeUpdates(() => moveBehindBack('1', { 2: 0.3 }));

    const outcome = await bench.run(ROUTE, simple(), second);

    expect(outcome).toMatchObject({ status: 'SUCCEEDED', progress: 'live → v2 100%' });
    expect(outcome.warnings.filter((text) => text.includes('the stage proceeded'))).toHaveLength(1);
  });
});

describe('a change that comes in a hold', () => {
  const steps = [{ weightPercent: 10, holdSeconds: 20 }, { weightPercent: 50 }, NEVER];
  beforeEach(() => begin());

  it.each([
    ['after more moves', steps],
    ['before any other move', [{ weightPercent: 10, holdSeconds: 20 }, NEVER, { weightPercent: 50 }]],
  ])('is what a failure goes back to, %s', async (_when, planned) => {
    const id = await bench.begin(ROUTE, gradual(...planned), second);
    await inHold(id);
    await moveBehindBack('1', { 3: 0.3 });

    const outcome = await bench.ended(id);

    expect(outcome.status).toBe('TERMINAL');
    expect(outcome.progress).not.toContain('Not restored');
    expect(outcome.warnings.filter((text) => text.includes('the stage proceeded'))).toHaveLength(1);
    expect(await live()).toBe('1 3:30');
  });

  it('is what a later stage goes back to, too', async () => {
    const id = await bench.begin(ROUTE, gradual({ weightPercent: 10, holdSeconds: 20 }), second);
    await inHold(id);
    await moveBehindBack('3');
    await bench.ended(id);
    const during = await live();

    await bench.run(ROUTE, { ...gradual({ weightPercent: 50 }, NEVER), versionNameA: '1' }, second);

    expect(during).toBe('2');
    expect(await live()).toBe('3');
  });

  it('is gone back to from its undo record as well', async () => {
    const planned = [
      { weightPercent: 10, holdSeconds: 20 },
      { weightPercent: 50, holdSeconds: 600 },
    ];
    const id = await bench.begin(ROUTE, gradual(...planned), second);
    await inHold(id);
    await moveBehindBack('3');
    await eventually('the second hold', async () => {
      bench.skip(5000);
      await bench.atRest();
      const outcome = await bench.engine.poll(id);
      return (
        outcome?.steps.some((step) => step.id === 'hold:50' && step.state === 'running') ||
        new NotYet(outcome?.progress ?? '')
      );
    });
    const rows = bench.database.selectFrom('checkpoints').select(['ordinal', 'step']).where('operation_id', '=', id);
    for (const { ordinal, step } of await rows.execute()) {
      const broken = bench.database.updateTable('checkpoints').set({ step: step.replaceAll('"own":', '"ours":') });
      await broken.where('operation_id', '=', id).where('ordinal', '=', ordinal).execute();
    }

    const outcome = await bench.ended(id);

    expect(outcome.failure?.code).toBe('journalNotUnderstood');
    expect(await live()).toBe('3');
  });
});

describe('the baseline of an execution that has proceeded over a change', () => {
  const previous = simple({ versionNameA: '$PREVIOUS' });
  beforeEach(() => begin());

  it.each([
    ['when it looked', () => moveBehindBack('3')],
    ['between its look and its move', async () => beforeUpdates(() => moveBehindBack('3'))],
  ])('is still what it began with, and so is $PREVIOUS: the change came %s', async (_when, change) => {
    const canary = { ...simple(), deploymentStrategy: '$WEIGHTED', versionNameB: '$PREVIOUS', trafficPercentA: 10 };
    await bench.run(ROUTE, canary, second);
    await change();
    const { baseline } = await bench.run(ROUTE, simple(), second);

    const outcome = await bench.run(ROUTE, previous, second);

    expect(baseline?.version).toBe('1');
    expect(outcome.progress).toBe('live → v1 100%');
  });

  it('is what a timer goes back to', async () => {
    await bench.run(ROUTE, simple({ versionNameA: '1' }), second);
    await moveBehindBack('3');
    const canary = { deploymentStrategy: '$WEIGHTED', versionNameB: '$PREVIOUS', trafficPercentA: 10 };
    await bench.run(ROUTE, simple({ ...canary, revertUnlessPromotedWithinSeconds: 60 }), second);
    const during = await live();

    await eventually('the timer', async () => {
      bench.skip(10_000);
      await bench.atRest();
      const served = await live();
      return served !== during || new NotYet(served);
    });

    expect([during, await live()]).toEqual(['1 2:10', '1']);
  });

  it('is the other one of a split whose candidate was reused, as before', async () => {
    // Version 2 is deployed again, while it already has most of the traffic.
    await moveBehindBack('1', { 2: 0.6 });
    const third = { executionId: 'execution-4' };
    await bench.pin(third.executionId, { kind: 'candidate', value: { version: '2' }, mode: 'once' });
    await bench.pin(
      third.executionId,
      { kind: 'baseline', aliasName: 'live', value: { version: '2' }, mode: 'once' },
      {
        ...{ kind: 'firstRouting', aliasName: 'live', mode: 'once' },
        value: { routing: { mainVersion: '1', additionalVersion: '2', additionalWeightPercent: 60 } },
      },
    );
    await moveBehindBack('3');
    await bench.run(ROUTE, simple(), third);

    const outcome = await bench.run(ROUTE, previous, third);

    expect(outcome.progress).toBe('live → v1 100%');
  });
});

describe('what is said about going back to a change that was accepted', () => {
  it('is not that it was there before this execution', async () => {
    await begin();
    beforeUpdates(() => moveBehindBack('3'));

    const outcome = await bench.run(ROUTE, simple({ eventSources: REFUSED }), second);

    expect(outcome.progress).toBe('Reverted: live is back at v3 100%.');
    expect(outcome.steps.find(({ id }) => id === 'revert')?.noteTold?.code).toBe('aliasIsBack');
  });

  it('is the same if a later stage goes back to it', async () => {
    await begin();
    beforeUpdates(() => moveBehindBack('3'));
    await bench.run(ROUTE, simple(), second);

    const outcome = await bench.run(ROUTE, { ...gradual({ weightPercent: 50 }, NEVER), versionNameA: '1' }, second);

    expect(outcome.progress).toBe('Reverted: live is back at v3 100%.');
  });
});

describe('what this execution had left before a change that it has accepted', () => {
  it('is not its own any more, if somebody brings it back', async () => {
    await begin();
    await bench.run(
      ROUTE,
      { ...simple(), deploymentStrategy: '$WEIGHTED', versionNameB: '$PREVIOUS', trafficPercentA: 10 },
      second,
    );
    await moveBehindBack('3');
    const stage = { ...second, stageId: 'rollout' };
    const id = await bench.begin(ROUTE, gradual({ weightPercent: 50, holdSeconds: 600 }), { ...stage, attempt: 1 });
    await inHold(id);
    await moveBehindBack('1', { 2: 0.1 });

    await bench.engine.cancel('rollout', 1);
    const outcome = await bench.ended(id);

    expect(outcome.progress).toContain('Not restored: Someone else changed live');
    expect(await live()).toBe('1 2:10');
  });
});
