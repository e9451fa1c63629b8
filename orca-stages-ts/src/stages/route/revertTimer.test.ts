import type { Outcome } from 'stage-contract';
import { liveLine, moveLive } from '../../testing/liveAlias';
import { operationRow } from '../../testing/operationRow';
import { skippingClock, type SkippingClock } from '../../testing/skippingClock';
import { deploymentOf } from '../../testing/deploymentOf';
import {
  startBench,
  type BenchOptions,
  type CheckpointName,
  type RunOptions,
  type StageBench,
} from '../../testing/stageBench';
import { eventually } from 'strict-lambda/src/testing/eventually';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const MINUTE = 60_000,
  HOUR = 60 * MINUTE;
const second = { executionId: 'execution-2' };
let bench: StageBench;
let clock: SkippingClock;
let told: { stageId: string; outcome: Outcome }[];

const deployment = (key: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...deploymentOf(key),
  ...more,
});
const deploy = (key: string, options: RunOptions, more: Record<string, unknown> = {}): Promise<Outcome> =>
  bench.run('Aws.LambdaDeploymentStage', deployment(key, more), options);
const weighted = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  aliasName: 'live',
  deploymentStrategy: '$WEIGHTED',
  versionNameA: '$LATEST',
  trafficPercentA: 10,
  versionNameB: '$PREVIOUS',
  revertUnlessPromotedWithinSeconds: 3600,
  ...more,
});
const simple = (version: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  aliasName: 'live',
  deploymentStrategy: '$SIMPLE',
  versionNameA: version,
  ...more,
});
const failingRoute = {
  aliasName: 'live',
  deploymentStrategy: '$BLUEGREEN',
  healthCheck: { expect: { matches: 'never' } },
};

async function canary(more: Record<string, unknown> = {}, options: RunOptions = {}): Promise<string> {
  const id = await bench.begin(ROUTE, weighted(more), {
    ...second,
    stageId: 'canary',
    stageName: 'Canary',
    ...options,
  });
  const outcome = await bench.ended(id);
  if (outcome.status !== 'SUCCEEDED') throw new Error(outcome.progress);
  return id;
}
const route = (
  fields: Record<string, unknown>,
  options: RunOptions = { ...second, stageName: 'Promote' },
): Promise<Outcome> => bench.run(ROUTE, fields, options);
const outcomeOf = async (id: string): Promise<Outcome> => {
  const outcome = await bench.engine.poll(id);
  if (outcome === undefined) throw new Error(`There is no operation ${id}.`);
  return outcome;
};
const alias = (): Promise<string> => liveLine(bench.aws);
const moveBehindBack = (version: string): Promise<unknown> => moveLive(bench.aws, version);
const timers = () =>
  bench.database.selectFrom('operations').selectAll().where('timer_of', 'is not', null).orderBy('created_at').execute();

const settled = (id: string): Promise<Outcome> =>
  eventually(
    'the timer to be settled',
    async () => {
      const outcome = await outcomeOf(id);
      return outcome.revertTimer?.state !== 'pending' && outcome;
    },
    { everyMs: 10 },
  );

async function start(options: BenchOptions = {}): Promise<void> {
  clock = skippingClock();
  told = [];
  const engine: BenchOptions['engine'] = {
    onEnded: (operation, outcome) => {
      told.push({ stageId: operation.stage_id, outcome });
    },
  };
  bench = await startBench({ ...options, clock, lambda: { settleDelayMs: 0 }, engine });
  for (const [key, label] of [
    ['v1.zip', 'one'],
    ['v2.zip', 'two'],
    ['v3.zip', 'three'],
  ] as const)
    await bench.putCode(key, label);
  await deploy('v1.zip', { executionId: 'execution-1' });
  await deploy('v2.zip', second);
  bench.lambda.setSettleDelayMs(20);
  bench.lambda.clearCalls();
}

afterEach(async () => {
  await bench.close();
});

describe('a split with a timer', () => {
  beforeEach(() => start());

  it('says when it reverts, and to what', async () => {
    const outcome = await outcomeOf(await canary());

    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'live → v2 10%, v1 90%; back to v1 100% in 1 h unless promoted',
      revertTimer: { state: 'pending', afterSeconds: 3600, to: { mainVersion: '1' } },
    });
    expect(Date.parse(outcome.revertTimer?.revertAt ?? '') - Date.parse(outcome.endedAt ?? '')).toBe(HOUR);
    expect(outcome.outputs['revertTimer']).toEqual(outcome.revertTimer);
  });

  it('reverts if nobody has promoted it in time, and not before', async () => {
    const id = await canary();

    clock.skip(HOUR - MINUTE);
    await bench.atRest();
    const before = await alias();
    clock.skip(MINUTE);
    const outcome = await settled(id);

    expect([before, await alias()]).toEqual(['1 + 2 10%', '1']);
    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'Reverted: live → v1 100%, because the canary was not promoted within 1 h.',
      routing: { now: { mainVersion: '1' }, before: { mainVersion: '1' } },
      revertTimer: { state: 'reverted', note: 'live → v1 100%, because the canary was not promoted within 1 h.' },
      outputs: { 'deployment:majorVersionDeployed': '1', revertTimer: { state: 'reverted' } },
    });
    expect(outcome.timeline.at(-1)).toMatchObject({
      at: outcome.timeline.at(-1)?.at,
      routing: { mainVersion: '1' },
      reason: 'reverted: not promoted within 1 h',
    });
    expect(told.filter(({ stageId }) => stageId === 'canary').map((one) => one.outcome.revertTimer?.state)).toEqual([
      'pending',
      'reverted',
    ]);
    expect(told.every(({ stageId }) => !stageId.startsWith('timer'))).toBe(true);
    expect(bench.mutations()).toEqual(['UpdateAlias', 'UpdateAlias']);
  });

  it('is cleared by a promotion, whoever polls afterward', async () => {
    const id = await canary();

    const promoted = await route(simple('$LATEST'));
    clock.skip(2 * HOUR);
    await bench.atRest();
    const outcome = await outcomeOf(id);

    expect(promoted.status).toBe('SUCCEEDED');
    expect(outcome.revertTimer).toMatchObject({ state: 'cleared', note: 'Cleared by “Promote”.' });
    expect(outcome.progress).toBe('live → v2 10%, v1 90%; back to v1 100% in 1 h unless promoted');
    expect(told.map((one) => [one.stageId === 'canary', one.outcome.revertTimer?.state])).toContainEqual([
      true,
      'cleared',
    ]);
    expect(await alias()).toBe('2');
    expect((await timers()).map((timer) => [timer.status, timer.sealed_input])).toEqual([['SUCCEEDED', null]]);
  });

  it('is cleared by the next split, whose own timer starts then', async () => {
    const id = await canary();
    clock.skip(HOUR / 2);

    const next = await bench.begin(ROUTE, weighted({ trafficPercentA: 50 }), second);
    await bench.ended(next);
    clock.skip(HOUR / 2 + MINUTE);
    await bench.atRest();
    const between = await alias();
    clock.skip(HOUR / 2);
    await settled(next);

    expect((await outcomeOf(id)).revertTimer?.state).toBe('cleared');
    expect([between, await alias()]).toEqual(['1 + 2 50%', '1']);
  });

  it('is replaced when its stage is restarted', async () => {
    const id = await canary({}, { attempt: 1 });
    clock.skip(HOUR / 2);

    const again = await canary({}, { attempt: 2 });
    clock.skip(HOUR / 2 + MINUTE);
    await bench.atRest();
    const between = await alias();
    clock.skip(HOUR / 2);
    await settled(again);

    expect((await outcomeOf(id)).revertTimer?.state).toBe('cleared');
    expect([between, await alias()]).toEqual(['1 + 2 10%', '1']);
  });

  it('is cleared by a Deployment of the execution that moves the alias', async () => {
    const id = await canary();

    const moved = await deploy('v2.zip', second, { aliasRouting: 'newVersion' });
    clock.skip(2 * HOUR);
    await bench.atRest();

    expect(moved.status).toBe('SUCCEEDED');
    expect((await outcomeOf(id)).revertTimer?.state).toBe('cleared');
    expect(await alias()).toBe('2');
  });

  it('continues beside a Deployment that does not touch the alias, and after the execution was cancelled', async () => {
    const id = await canary();

    await deploy('v3.zip', { executionId: 'other' });
    await bench.engine.cancel('canary', 1);
    clock.skip(HOUR);
    const outcome = await settled(id);

    expect(outcome.revertTimer?.state).toBe('reverted');
    expect(await alias()).toBe('1');
  });

  it('has no timer if nothing is left to promote, as with the very first version', async () => {
    await bench.close();
    clock = skippingClock();
    told = [];
    bench = await startBench({ clock });
    await bench.putCode('v1.zip', 'one');
    await deploy('v1.zip', second);

    const outcome = await outcomeOf(await canary());

    expect(outcome.revertTimer).toBeUndefined();
    expect(await timers()).toEqual([]);
  });

  it('sends everything to the baseline, even if the execution found an abandoned canary', async () => {
    await canary({ revertUnlessPromotedWithinSeconds: undefined });
    await deploy('v3.zip', { executionId: 'third' });

    const id = await canary({}, { executionId: 'third', stageId: 'third' });
    const during = await alias();
    clock.skip(HOUR);
    await settled(id);

    expect([during, await alias()]).toEqual(['1 + 3 10%', '1']);
  });
});

describe('a later Route of the execution that fails', () => {
  beforeEach(() => start());

  it.each([
    ['is rejected before it changes anything', () => route({ ...simple('$PROVIDED'), versionNumberA: '99' })],
    ['fails at its health check and is configured to hold', () => route({ ...failingRoute, onFailure: 'hold' })],
  ])('does not clear the timer if it %s', async (_title, fails) => {
    const id = await canary();

    const failed = await fails();
    const left = await alias();
    clock.skip(HOUR);
    const outcome = await settled(id);

    expect(failed.status).toBe('TERMINAL');
    expect(left).toBe('1 + 2 10%');
    expect(outcome.revertTimer?.state).toBe('reverted');
    expect(await alias()).toBe('1');
  });

  it('clears the timer if it has reverted the alias itself', async () => {
    const id = await canary();

    const failed = await route(failingRoute, { ...second, stageName: 'Check' });

    expect(failed.progress).toContain('Reverted');
    expect((await outcomeOf(id)).revertTimer).toMatchObject({ state: 'cleared', note: 'Cleared by “Check”.' });
    expect((await timers()).map((timer) => timer.status)).toEqual(['SUCCEEDED']);
  });

  it('blocks the timer while it works; a timer that is due by then fires immediately afterward', async () => {
    const id = await canary();
    const rollout = await bench.begin(
      ROUTE,
      {
        aliasName: 'live',
        deploymentStrategy: '$GRADUAL',
        onFailure: 'hold',
        steps: [{ weightPercent: 10, holdSeconds: 1800 }, { check: { expect: { matches: 'never' } } }],
      },
      second,
    );
    await eventually('the hold', async () => (await outcomeOf(rollout)).hold !== undefined);
    for (let minutes = 0; minutes < 29; minutes++) {
      clock.skip(MINUTE);
      await bench.engine.poll(rollout);
      // Polls are recorded together, a moment later.
      clock.skip(200);
      await bench.atRest();
    }
    await bench.database
      .updateTable('operations')
      .set({ deadline_at: clock.now() })
      .where('timer_of', '=', id)
      .execute();
    await bench.atRest();
    const during = await alias();

    clock.skip(2 * MINUTE);
    const failed = await bench.ended(rollout);
    const outcome = await settled(id);

    expect([during, failed.failure?.code]).toEqual(['1 + 2 10%', 'healthCheckFailed']);
    expect(outcome.revertTimer?.state).toBe('reverted');
    expect(await alias()).toBe('1');
  });
});

describe('after it has fired', () => {
  let id: string;
  beforeEach(async () => {
    await start();
    id = await canary();
    clock.skip(HOUR);
    await settled(id);
    bench.lambda.clearCalls();
  });

  it.each([
    ['a Route to the candidate', () => route(simple('$LATEST'))],
    ['a larger share', () => route(weighted({ trafficPercentA: 50 }))],
    [
      'a gradual rollout',
      () => route({ aliasName: 'live', deploymentStrategy: '$GRADUAL', preset: 'LambdaCanary10Percent5Minutes' }),
    ],
    ['a Deployment that moves the alias', () => deploy('v2.zip', second, { aliasRouting: 'newVersion' })],
  ])('%s is rejected, saying what happened and what to do', async (_title, asks) => {
    const outcome = await asks();

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'foreignChange' } });
    expect(outcome.failure?.what).toMatch(
      /^The canary on live was reverted to v1 100%, because it was not promoted within 1 h\. This stage left it unchanged\.$/,
    );
    expect(outcome.failure?.next).toMatch(
      /^Start the pipeline again, or restart the stage that started the canary\. .* set onForeignChange to proceed\.$/,
    );
    expect(await alias()).toBe('1');
    expect(bench.mutations().filter((call) => call === 'UpdateAlias')).toEqual([]);
  });

  it('a Route to what the alias already serves changes nothing, and the candidate can be deleted', async () => {
    const back = await route(simple('$PREVIOUS'));
    const baseline = await bench.run('Aws.LambdaDeleteStage', { version: '$PREVIOUS' }, second);
    const candidate = await bench.run('Aws.LambdaDeleteStage', { version: '$LATEST' }, second);

    expect(back).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'This stage changed nothing: v1 already serves 100% of live.',
    });
    expect(baseline.deletions).toMatchObject([{ version: '1', result: 'protected' }]);
    expect(candidate.deletions).toMatchObject([{ version: '2', result: 'deleted' }]);
  });

  it('a Route that is configured to proceed promotes with a warning, and its failure restores the first routing', async () => {
    const outcome = await route(simple('$LATEST', { onForeignChange: 'proceed' }));

    expect(outcome.status).toBe('SUCCEEDED');
    expect(outcome.warnings.join(' ')).toContain(
      'because it was not promoted within 1 h; the stage proceeded, as configured.',
    );
    expect(await alias()).toBe('2');
  });

  it('the same stage again recreates the canary with a new timer, and it can then be promoted', async () => {
    await canary({}, { attempt: 2 });
    const recreated = await alias();

    const promoted = await route(simple('$LATEST'));

    expect([recreated, promoted.status, await alias()]).toEqual(['1 + 2 10%', 'SUCCEEDED', '2']);
  });

  it("no longer explains someone else's later change once the canary was recreated", async () => {
    await canary({}, { attempt: 2 });
    await moveBehindBack('1');

    const outcome = await route(simple('$LATEST'));

    expect(outcome.failure?.what).toBe(
      'Someone else changed live: expected v2 10%, v1 90%, found v1 100%. This stage left it unchanged.',
    );
  });
});

describe('among others', () => {
  beforeEach(() => start());

  it('does not touch what someone else has routed meanwhile', async () => {
    const id = await canary();
    await moveBehindBack('2');

    clock.skip(HOUR);
    const outcome = await settled(id);

    expect(outcome.revertTimer).toMatchObject({
      state: 'skipped',
      note: 'Someone else changed live: expected v2 10%, v1 90%, found v2 100%. This stage left it unchanged.',
    });
    expect(outcome.routing?.now).toEqual({ mainVersion: '1', additionalVersion: '2', additionalWeightPercent: 10 });
    expect(await alias()).toBe('2');
  });

  it('has nothing to do if someone else has reverted already', async () => {
    const id = await canary();
    await moveBehindBack('1');

    clock.skip(HOUR);
    const outcome = await settled(id);

    expect(outcome.revertTimer).toMatchObject({ state: 'skipped', note: 'live stays at v1 100%.' });
    expect(bench.mutations()).toEqual(['UpdateAlias', 'UpdateAlias']);
  });

  it('ends if another execution has routed the alias, even to the same split', async () => {
    const id = await canary();

    const theirs = await canary(
      { versionNameA: '$PROVIDED', versionNumberA: '2', versionNameB: '$PROVIDED', versionNumberB: '1' },
      { executionId: 'other', stageId: 'theirs' },
    );
    const mine = await outcomeOf(id);

    expect(mine.revertTimer).toMatchObject({ state: 'cleared', note: 'Cleared by “Canary” of execution other.' });
    expect((await outcomeOf(theirs)).revertTimer?.state).toBe('pending');
  });

  it("continues if another execution's routing has failed", async () => {
    const id = await canary();

    const failed = await route(
      { ...failingRoute, versionNameA: '$PROVIDED', versionNumberA: '2' },
      { executionId: 'other' },
    );
    const left = await alias();
    clock.skip(HOUR);
    const outcome = await settled(id);

    expect([failed.status, left, outcome.revertTimer?.state, await alias()]).toEqual([
      'TERMINAL',
      '1 + 2 10%',
      'reverted',
      '1',
    ]);
  });

  it('lets a Route that started in time go first, however long the function was locked', async () => {
    const id = await canary();
    clock.skip(HOUR - 1000);
    await bench.database
      .insertInto('locks')
      .values({ target_key: 'local/us-east-1/checkout', operation_id: 'somebody', locked_at: 0 })
      .execute();
    await bench.database
      .insertInto('operations')
      .values(
        operationRow('somebody', {
          ...(await timers())[0],
          id: 'somebody',
          stage_id: 'somebody',
          timer_of: null,
          due_at: Number.MAX_SAFE_INTEGER,
          created_at: 0,
          lease_owner: null,
          lease_until: null,
        }),
      )
      .execute();
    const promotion = await bench.begin(ROUTE, simple('$LATEST'), { ...second, stageName: 'Promote' });
    clock.skip(MINUTE);
    await bench.engine.poll(promotion);
    await bench.atRest();

    await bench.database.deleteFrom('operations').where('id', '=', 'somebody').execute();
    const promoted = await eventually(
      'the end of the promotion',
      async () => {
        const outcome = await outcomeOf(promotion);
        return outcome.status !== 'RUNNING' && outcome;
      },
      { meanwhile: () => clock.skip(1000) },
    );

    expect(promoted.status).toBe('SUCCEEDED');
    expect((await outcomeOf(id)).revertTimer?.state).toBe('cleared');
    expect(await alias()).toBe('2');
  });

  it('is retried while AWS does not respond, for longer than a stage would be', async () => {
    await bench.close();
    await start({ timing: { retryMaxMs: 10_000 } });
    const id = await canary();
    bench.lambda.addFault({ kind: 'throttle', operation: 'UpdateAlias', times: 400 });

    clock.skip(HOUR);
    for (let minutes = 0; minutes < 20; minutes++) {
      clock.skip(MINUTE);
      await bench.atRest();
    }
    const during = await outcomeOf(id);
    bench.lambda.clearFaults();
    clock.skip(MINUTE);
    const outcome = await settled(id);

    expect([during.revertTimer?.state, outcome.revertTimer?.state, await alias()]).toEqual([
      'pending',
      'reverted',
      '1',
    ]);
  });

  it('reports prominently if AWS does not let it revert', async () => {
    await bench.close();
    await start({ timing: { followUpLimitMs: 1, recoveryLimitMs: 1 } });
    const id = await canary();
    bench.lambda.addFault({ kind: 'throttle', operation: 'UpdateAlias', times: 400 });

    clock.skip(HOUR);
    const outcome = await settled(id);

    expect(outcome.revertTimer?.state).toBe('failed');
    expect(outcome.warnings.join(' ')).toContain('The canary was not promoted within 1 h and could not be reverted:');
    expect(outcome.warningsTold?.at(-1)).toMatchObject({
      code: 'couldNotRevertInTime',
      values: { note: { words: outcome.revertTimer?.note, ...outcome.revertTimer?.noteTold } },
    });
    expect(bench.log.lines).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'a timer could not revert: the candidate keeps its traffic' }),
    );
  });
});

describe('when the process is killed', () => {
  const POINTS: readonly CheckpointName[] = ['beforeIntent', 'afterIntent', 'afterCall', 'afterResult', 'ended'];

  /** What must be true wherever the process died: one timer for the split, and as many calls as without a crash. */
  async function summary(id: string): Promise<unknown> {
    return {
      timers: (await timers()).map((timer) => timer.status),
      state: (await outcomeOf(id)).revertTimer?.state,
      alias: await alias(),
      mutations: bench.mutations(),
    };
  }

  it.each(POINTS)('%s of the split, there is one timer, which fires', async (point) => {
    await start({ timing: { leaseMs: 150 } });
    const killed = bench.killAt((at, step) => at === point && step === (point === 'ended' ? 'end' : 'route'));
    const id = await bench.begin(ROUTE, weighted(), second);
    await killed;
    await bench.ended(id);

    clock.skip(HOUR);
    await settled(id);

    expect(await summary(id)).toEqual({
      timers: ['SUCCEEDED'],
      state: 'reverted',
      alias: '1',
      mutations: ['UpdateAlias', 'UpdateAlias'],
    });
  });

  it.each(POINTS)('%s of the revert, another one ends it', async (point) => {
    await start({ timing: { leaseMs: 150 } });
    const id = await canary();
    const killed = bench.killAt((at, step) => at === point && step === (point === 'ended' ? 'end' : 'timedRevert'));
    clock.skip(HOUR);
    await killed;

    const outcome = await settled(id);

    expect(await summary(id)).toEqual({
      timers: ['SUCCEEDED'],
      state: 'reverted',
      alias: '1',
      mutations: ['UpdateAlias', 'UpdateAlias'],
    });
    expect(outcome.timeline.filter(({ reason }) => reason.startsWith('reverted'))).toHaveLength(1);
  });

  it.each<[CheckpointName, string]>([
    ['beforePlan', 'plan'],
    ['afterObserve', 'plan'],
    ...POINTS.map((point): [CheckpointName, string] => [point, point === 'ended' ? 'end' : 'route']),
  ])('%s of the promotion, the timer is cleared once and never fires', async (point, step) => {
    await start({ timing: { leaseMs: 150 } });
    const id = await canary();
    const killed = bench.killAt((at, at2) => at === point && at2 === step);
    const promotion = await bench.begin(ROUTE, simple('$LATEST'), second);
    await killed;
    await bench.ended(promotion);

    clock.skip(2 * HOUR);
    await bench.atRest();

    expect(await summary(id)).toEqual({
      timers: ['SUCCEEDED'],
      state: 'cleared',
      alias: '2',
      mutations: ['UpdateAlias', 'UpdateAlias'],
    });
  });

  it('fires as soon as there is a process again, if it became due without one', async () => {
    await start();
    const id = await canary();
    await bench.engine.stop();
    clock.skip(3 * HOUR);

    bench.engine.start();
    await settled(id);

    expect(await summary(id)).toMatchObject({ state: 'reverted', alias: '1' });
  });
});
