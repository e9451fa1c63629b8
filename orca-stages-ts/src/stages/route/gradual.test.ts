import { ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { zipOf } from 'strict-lambda';
import { liveAlias, moveLive } from '../../testing/liveAlias';
import { deploymentOf } from '../../testing/deploymentOf';
import { SECOND_NAME, startBench, type BenchOptions, type RunOptions, type StageBench } from '../../testing/stageBench';
import { skippingClock, type SkippingClock } from '../../testing/skippingClock';
import type { Outcome } from 'stage-contract';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const MINUTE = 60_000;
const answers = (label: string) => ({ check: { expect: { bodyContains: { label } } } });
const second = { executionId: 'execution-2' };
let bench: StageBench;
let clock: SkippingClock;

const deploy = (key: string, options: RunOptions): Promise<Outcome> =>
  bench.run('Aws.LambdaDeploymentStage', deploymentOf(key), options);
const gradual = (fields: Record<string, unknown>, options: RunOptions = second): Promise<string> =>
  bench.begin(ROUTE, { aliasName: 'live', deploymentStrategy: '$GRADUAL', ...fields }, options);
const simple = (version: string, executionId: string): Promise<Outcome> =>
  bench.run(ROUTE, { aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: version }, { executionId });
const alias = () => liveAlias(bench.aws);
const moveBehindBack = (version: string): Promise<unknown> => moveLive(bench.aws, version);

/** Polls until the condition is true; every poll counts as one of Orca's. */
const seen = (id: string, awaited: string, isSo: (outcome: Outcome) => boolean): Promise<Outcome> =>
  eventually(awaited, async () => {
    const outcome = await bench.engine.poll(id);
    if (outcome === undefined) throw new Error(`There is no operation ${id}.`);
    if (isSo(outcome)) return outcome;
    if (outcome.status !== 'RUNNING') throw new Error(`It ended before ${awaited}: ${outcome.progress}`);
    return new NotYet(outcome.progress);
  });
const holding = (id: string, percent: number): Promise<Outcome> =>
  seen(
    id,
    `the hold at ${percent}%`,
    ({ hold, steps }) =>
      hold !== undefined && steps.some((step) => step.id === `hold:${percent}` && step.state === 'running'),
  );

/** Lets this much time pass while Orca keeps polling. */
async function pass(id: string, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= MINUTE / 2) {
    clock.skip(Math.min(left, MINUTE / 2));
    await bench.engine.poll(id);
    // Polls are recorded together, a moment later.
    clock.skip(200);
    await bench.atRest();
  }
}

/** Lets minutes pass in which the sidecar works and nobody polls; it would take a longer gap for a pause of its own. */
async function passUnpolled(minutes: number): Promise<void> {
  for (let left = minutes * MINUTE; left > 0; left -= 10_000) {
    clock.skip(10_000);
    await bench.atRest();
  }
}

async function start(options: BenchOptions = {}): Promise<void> {
  clock = skippingClock();
  bench = await startBench({ ...options, clock, lambda: { settleDelayMs: 0 } });
  for (const [key, label] of [
    ['v1.zip', 'one'],
    ['v2.zip', 'two'],
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

describe('a gradual rollout', () => {
  beforeEach(() => start());

  it('raises the weight after each hold, checks in between, and promotes at the end', async () => {
    const id = await gradual({
      steps: [{ weightPercent: 10, holdSeconds: 600 }, answers('two'), { weightPercent: 50, holdSeconds: 300 }],
    });

    const first = await holding(id, 10);
    const atTen = await alias();
    await pass(id, 10 * MINUTE);
    const next = await holding(id, 50);
    const atFifty = await alias();
    await pass(id, 5 * MINUTE);
    const outcome = await bench.ended(id);

    expect([atTen, atFifty, await alias()]).toEqual([
      { main: '1', weights: { 2: 0.1 } },
      { main: '1', weights: { 2: 0.5 } },
      { main: '2', weights: {} },
    ]);
    expect(first.progress).toMatch(/^Holding at 10% for 10 min: (10 min|9 min 5\d s) left$/);
    expect(first.routing?.planned).toEqual([
      { afterSeconds: 0, weightPercent: 10 },
      { afterSeconds: 600, weightPercent: 50 },
      { afterSeconds: 900, weightPercent: 100 },
    ]);
    expect(Date.parse(first.hold?.until ?? '') - Date.parse(first.hold?.from ?? '')).toBe(10 * MINUTE);
    expect(next.hold?.from).not.toBe(first.hold?.from);
    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'live → v2 100%',
      baseline: { version: '1' },
      candidate: { version: '2' },
      outputs: { 'deployment:strategyUsed': 'GradualDeploymentStrategy' },
    });
    expect(outcome.hold).toBeUndefined();
    expect(outcome.steps.map((step) => step.id)).toEqual([
      'weight:10',
      'hold:10',
      'check:2',
      'weight:50',
      'hold:50',
      'promote',
    ]);
    expect(outcome.steps.every((step) => step.state === 'done')).toBe(true);
    expect(bench.mutations()).toEqual(['UpdateAlias', 'Invoke', 'UpdateAlias', 'UpdateAlias']);
  });

  it('needs one read and one write for each weight', async () => {
    const id = await gradual({ preset: 'LambdaLinear10PercentEvery1Minute' });
    for (let percent = 10; percent < 100; percent += 10) {
      await holding(id, percent);
      await pass(id, MINUTE);
    }

    const outcome = await bench.ended(id);

    expect(outcome.status).toBe('SUCCEEDED');
    expect(
      outcome.awsCalls.filter(({ call }) => call === 'GetAlias' || call === 'UpdateAlias').map(({ call }) => call),
    ).toEqual(['GetAlias', ...Array.from({ length: 9 }, () => ['UpdateAlias', 'GetAlias']).flat(), 'UpdateAlias']);
    expect(await alias()).toEqual({ main: '2', weights: {} });
  });

  it('applies provisioned concurrency after the promotion', async () => {
    const id = await gradual({
      steps: [{ weightPercent: 10 }, { weightPercent: 100 }],
      provisionedConcurrentExecutions: 2,
    });

    const outcome = await bench.ended(id);

    expect(outcome.status).toBe('SUCCEEDED');
    expect(bench.mutations()).toEqual(['UpdateAlias', 'UpdateAlias', 'PutProvisionedConcurrencyConfig']);
  });

  it('sends all traffic immediately, and says so, if the alias is new', async () => {
    const id = await gradual({ aliasName: 'beta', preset: 'LambdaCanary10Percent30Minutes' });

    const outcome = await bench.ended(id);

    expect(outcome).toMatchObject({ status: 'SUCCEEDED', progress: 'beta → v2 100%' });
    expect(outcome.warnings).toContain('No previous version: v2 gets 100% immediately.');
  });

  it('changes nothing if the candidate already serves all traffic', async () => {
    await simple('$LATEST', 'execution-2');

    const outcome = await bench.ended(await gradual({ preset: 'LambdaCanary10Percent30Minutes' }));

    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'This stage changed nothing: v2 already serves 100% of live.',
    });
  });

  it('gives no more traffic while Orca does not poll, and continues when it does', async () => {
    const id = await gradual({
      steps: [
        { weightPercent: 10, holdSeconds: 120 },
        { weightPercent: 50, holdSeconds: 120 },
      ],
    });
    await holding(id, 10);

    clock.skip(125_000);
    await bench.atRest();
    const silent = await alias();
    const asked = await holding(id, 50);

    expect(silent).toEqual({ main: '1', weights: { 2: 0.1 } });
    expect(asked.routing?.now).toEqual({ mainVersion: '1', additionalVersion: '2', additionalWeightPercent: 50 });
  });
});

describe('the checks of a gradual rollout', () => {
  beforeEach(() => start());

  it('each have all their attempts, not counting calls that AWS throttled', async () => {
    await bench.lambda.putObject({
      bucket: 'builds',
      key: 'counts.zip',
      body: zipOf({ 'index.js': 'let calls = 0; exports.handler = async () => ({ calls: ++calls });' }),
    });
    await deploy('counts.zip', { executionId: 'counted' });
    bench.lambda.addFault({ kind: 'throttle', operation: 'Invoke', times: 2 });
    const check = (calls: number) => ({
      check: { attempts: 2, intervalSeconds: 0, expect: { jsonPath: [{ path: '$.calls', equals: calls }] } },
    });

    const outcome = await bench.ended(
      await gradual(
        { onForeignChange: 'proceed', steps: [check(2), { weightPercent: 10 }, check(4)] },
        { executionId: 'counted' },
      ),
    );

    expect(outcome.failure).toBeUndefined();
    expect(outcome.status).toBe('SUCCEEDED');
  });

  it.each([
    [
      'a payload that was meant as JSON but is not valid',
      { invokePayload: '{"broken": ' },
      'steps.1.check.invokePayload',
    ],
    [
      'a path with a script',
      { expect: { jsonPath: [{ path: '$[?(@.x)]', equals: 1 }] } },
      'steps.1.check.expect.jsonPath.0.path',
    ],
  ])('are rejected with %s before any traffic moves', async (_title, check, field) => {
    const outcome = await bench.ended(await gradual({ steps: [{ weightPercent: 10 }, { check }] }));

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'invalidInput', problems: [{ field }] } });
    expect(bench.mutations()).toEqual([]);
  });
});

describe('errors', () => {
  const failing = [{ weightPercent: 10, holdSeconds: 60 }, { weightPercent: 25 }, answers('never')];

  it.each([
    [
      'reverts to the first routing',
      {},
      { main: '1', weights: {} },
      'Reverted: live → v1 100%, as before this execution.',
    ],
    [
      'holds the weight if configured',
      { onFailure: 'hold' },
      { main: '1', weights: { 2: 0.25 } },
      'Failed: The health check on v2 failed.',
    ],
    [
      'deletes the candidate if configured',
      { onFailure: 'revertAndDeleteCandidate' },
      { main: '1', weights: {} },
      'Reverted: live → v1 100%, as before this execution. v2 was deleted.',
    ],
  ])('a check that fails %s', async (_title, fields, expected, progress) => {
    await start();
    const id = await gradual({ steps: failing, ...fields });
    await holding(id, 10);
    await pass(id, MINUTE);

    const outcome = await bench.ended(id);

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'healthCheckFailed' } });
    expect(outcome.progress).toContain(progress);
    expect(outcome.steps.find((step) => step.id === 'promote')?.state).toBe('skipped');
    expect(await alias()).toEqual(expected);
  });

  it('a cancel during a hold reverts', async () => {
    await start();
    const id = await gradual({ preset: 'LambdaCanary10Percent30Minutes' }, { ...second, stageId: 'rollout' });
    await holding(id, 10);

    await bench.engine.cancel('rollout', 1);
    const outcome = await bench.ended(id);

    expect(outcome).toMatchObject({
      status: 'CANCELED',
      progress: 'Reverted: live → v1 100%, as before this execution.',
    });
    expect(outcome.hold).toBeUndefined();
    expect(await alias()).toEqual({ main: '1', weights: {} });
  });

  it('a deadline during a hold reverts', async () => {
    await start({ timing: { defaultStageTimeoutMs: 20 * MINUTE } });
    const id = await gradual({ preset: 'LambdaCanary10Percent30Minutes' });
    await holding(id, 10);
    await pass(id, 19 * MINUTE);

    const outcome = await bench.ended(id);

    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'deadlineExceeded' },
      progress: 'Reverted: live → v1 100%, as before this execution.',
    });
    expect(await alias()).toEqual({ main: '1', weights: {} });
  });

  it('reverts on its own if Orca has given up', async () => {
    await start();
    const id = await gradual({ preset: 'LambdaCanary10Percent30Minutes' });
    await holding(id, 10);

    await passUnpolled(11);
    await eventually('the alias to be back', async () => (await alias()).weights[2] === undefined);
    const outcome = await bench.ended(id);

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'abandoned' } });
    expect(await alias()).toEqual({ main: '1', weights: {} });
  });

  describe.each([
    [
      'is cancelled',
      async (id: string) => {
        await bench.engine.cancel('rollout', 1);
        return bench.ended(id);
      },
      'CANCELED',
      'cancelled',
    ],
    [
      'passes its deadline',
      async (id: string) => {
        await pass(id, 19 * MINUTE);
        return bench.ended(id);
      },
      'TERMINAL',
      'deadlineExceeded',
    ],
    [
      'is abandoned by Orca',
      async (id: string) => {
        await passUnpolled(11);
        return bench.ended(id);
      },
      'TERMINAL',
      'abandoned',
    ],
  ] as const)('a rollout that %s in a hold', (_title, stop, status, code) => {
    it.each([
      ['hold', { main: '1', weights: { 2: 0.1 } }, ['1', '2']],
      ['revertAndDeleteCandidate', { main: '1', weights: {} }, ['1']],
    ] as const)('follows onFailure %s', async (onFailure, expected, left) => {
      await start({ timing: { defaultStageTimeoutMs: 20 * MINUTE } });
      const id = await gradual(
        { steps: [{ weightPercent: 10, holdSeconds: 1800 }], onFailure },
        { ...second, stageId: 'rollout' },
      );
      await holding(id, 10);

      const outcome = await stop(id);
      const listed = await bench.aws.send(new ListVersionsByFunctionCommand({ FunctionName: 'checkout' }));

      expect(outcome).toMatchObject({ status, failure: { code } });
      expect(await alias()).toEqual(expected);
      expect((listed.Versions ?? []).flatMap(({ Version }) => (Version === '$LATEST' ? [] : [Version]))).toEqual(left);
    });
  });

  it('keeps the response of every check with its step, the failed one last', async () => {
    await start();

    const outcome = await bench.ended(
      await gradual({
        steps: [
          answers('two'),
          { weightPercent: 10 },
          { check: { ...answers('never').check, attempts: 2, intervalSeconds: 0 } },
        ],
      }),
    );

    expect(
      outcome.invocations?.map(({ index, step, ok, executedVersion }) => ({ index, step, ok, executedVersion })),
    ).toEqual([
      { index: 1, step: 'check:1', ok: true, executedVersion: '2' },
      { index: 2, step: 'check:3', ok: false, executedVersion: '2' },
      { index: 3, step: 'check:3', ok: false, executedVersion: '2' },
    ]);
    expect(outcome.invocations?.[2]?.assertions.map(({ ok }) => ok)).toContain(false);
  });

  it("someone else's change during a hold fails showing both, and is not touched", async () => {
    await start();
    const id = await gradual({ steps: [{ weightPercent: 10, holdSeconds: 60 }] });
    await holding(id, 10);
    await moveBehindBack('2');
    await pass(id, MINUTE);

    const outcome = await bench.ended(id);

    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      failure: {
        code: 'foreignChange',
        what: 'Someone else changed live: expected v2 10%, v1 90%, found v2 100%. This stage left it unchanged.',
      },
    });
    expect(outcome.progress).toMatch(
      /^Not restored: Someone else changed live: expected v2 10%, v1 90%, found v2 100%\. This stage left it unchanged\..* Remaining step: Revert live to v1 100%\.$/,
    );
    expect(outcome.steps.at(-1)?.noteTold).toMatchObject({
      code: 'stillToBeDone',
      values: {
        failed: { code: 'aliasChangedByOther' },
        next: { code: 'moveBackByHand' },
        step: { code: 'revertAlias' },
      },
    });
    expect(await alias()).toEqual({ main: '2', weights: {} });
  });

  it("someone else's change during a hold is overwritten if configured, with a warning", async () => {
    await start();
    const id = await gradual({ steps: [{ weightPercent: 10, holdSeconds: 60 }], onForeignChange: 'proceed' });
    await holding(id, 10);
    await moveBehindBack('1');
    await pass(id, MINUTE);

    const outcome = await bench.ended(id);

    expect(outcome.status).toBe('SUCCEEDED');
    expect(outcome.warnings.join(' ')).toContain('found v1 100%; the stage proceeded, as configured.');
    expect(await alias()).toEqual({ main: '2', weights: {} });
  });
});

describe('what a gradual rollout says about itself', () => {
  beforeEach(() => start());

  it.each([
    ['nothing as deployed while no traffic has moved', [answers('never'), { weightPercent: 10 }], {}, undefined],
    ['what serves again after a revert', [{ weightPercent: 10 }, answers('never')], {}, '1'],
    ['the candidate if it keeps its traffic', [{ weightPercent: 10 }, answers('never')], { onFailure: 'hold' }, '2'],
    ['the candidate after the promotion', [{ weightPercent: 10 }], {}, '2'],
  ])('names %s', async (_title, steps, fields, version) => {
    const outcome = await bench.ended(await gradual({ steps, ...fields }));

    expect(outcome.outputs['deployment:majorVersionDeployed']).toBe(version);
  });
});

describe('among others', () => {
  beforeEach(() => start());

  it('is pre-empted during a hold by another execution that returns to its baseline, and by nothing else', async () => {
    const id = await gradual({ preset: 'LambdaCanary10Percent30Minutes' });
    await holding(id, 10);

    const promoted = await simple('2', 'other');
    const inSteps = await bench.ended(
      await gradual(
        { versionNameA: '1', steps: [{ weightPercent: 95, holdSeconds: 60 }] },
        { executionId: 'in-steps' },
      ),
    );
    const back = await simple('1', 'rollback');
    const outcome = await bench.ended(id);

    expect([promoted.failure?.code, inSteps.failure?.code]).toEqual(['busy', 'busy']);
    expect(back.status).toBe('SUCCEEDED');
    expect(outcome).toMatchObject({ status: 'CANCELED', failure: { code: 'superseded' } });
    expect(outcome.steps.some((step) => step.id === 'revert')).toBe(false);
    expect(await alias()).toEqual({ main: '1', weights: {} });
  });

  it('holds its alias against other executions under every name of its AWS account', async () => {
    const id = await gradual({ preset: 'LambdaCanary10Percent30Minutes' });
    await holding(id, 10);

    const moved = await bench.run(
      ROUTE,
      { account: SECOND_NAME, aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '2' },
      { executionId: 'under-another-name' },
    );

    expect(moved).toMatchObject({ status: 'TERMINAL', failure: { code: 'busy' } });
    expect(moved.failure?.what).toContain('of execution execution-2');
    expect(await alias()).toEqual({ main: '1', weights: { 2: 0.1 } });
  });

  it("knows its execution's candidate under another name of its AWS account", async () => {
    await deploy('v1.zip', { executionId: 'aside' });

    const moved = await bench.run(
      ROUTE,
      { account: SECOND_NAME, aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' },
      second,
    );

    expect(moved).toMatchObject({ status: 'SUCCEEDED', candidate: { version: '2' }, baseline: { version: '1' } });
    expect(await alias()).toEqual({ main: '2', weights: {} });
  });

  it('lets deployments continue that do not touch its alias, and rejects one that would move it', async () => {
    const id = await gradual({ preset: 'LambdaCanary10Percent30Minutes' });
    await holding(id, 10);

    const aside = await deploy('v1.zip', { executionId: 'aside' });
    const moving = await bench.run(
      'Aws.LambdaDeploymentStage',
      { ...deploymentOf('v2.zip'), aliasRouting: 'newVersion' },
      { executionId: 'moving' },
    );

    expect([aside.status, moving.failure?.code]).toEqual(['SUCCEEDED', 'busy']);
    expect(moving.failure?.what).toContain('of execution execution-2 holds live');
    expect(await alias()).toEqual({ main: '1', weights: { 2: 0.1 } });
  });

  it('makes another routing wait until it has ended, if that one is configured to wait', async () => {
    const id = await gradual({ steps: [{ weightPercent: 10, holdSeconds: 60 }] });
    await holding(id, 10);
    const waiter = await bench.begin(
      ROUTE,
      {
        aliasName: 'live',
        deploymentStrategy: '$WEIGHTED',
        versionNameA: '$PROVIDED',
        versionNumberA: '1',
        trafficPercentA: 20,
        versionNameB: '$PROVIDED',
        versionNumberB: '2',
        onBusy: 'wait',
      },
      { executionId: 'waits' },
    );

    const meanwhile = await seen(waiter, 'the claim to be named', ({ progress }) =>
      progress.includes('live is held by'),
    );
    await pass(id, MINUTE);
    const first = await bench.ended(id);
    await eventually(
      'the end of the one that waits',
      async () => (await bench.engine.poll(waiter))?.status !== 'RUNNING',
      {
        meanwhile: () => clock.skip(1000),
      },
    );

    expect(meanwhile).toMatchObject({ status: 'RUNNING' });
    expect(first.progress).toBe('live → v2 100%');
    expect((await bench.ended(waiter)).status).toBe('SUCCEEDED');
    expect(await alias()).toEqual({ main: '2', weights: { 1: 0.2 } });
  });

  it('a restart during a hold continues from the current weight, without a foreign change', async () => {
    const steps = [
      { weightPercent: 10, holdSeconds: 60 },
      { weightPercent: 25, holdSeconds: 60 },
      { weightPercent: 50, holdSeconds: 60 },
    ];
    const old = await gradual({ steps }, { ...second, stageId: 'rollout', attempt: 1 });
    await holding(old, 10);
    await pass(old, MINUTE);
    await holding(old, 25);

    const id = await gradual({ steps }, { ...second, stageId: 'rollout', attempt: 2 });
    const stopped = await bench.ended(old);
    await holding(id, 25);
    const during = await alias();
    await bench.engine.cancel('rollout', 2);
    const outcome = await bench.ended(id);

    expect(stopped).toMatchObject({ status: 'CANCELED', failure: { code: 'superseded' } });
    expect(during).toEqual({ main: '1', weights: { 2: 0.25 } });
    expect(outcome.warnings).toContain('v2 already has 25%: lower weights are skipped.');
    expect(outcome.steps.map((step) => step.id)).toEqual(['hold:25', 'weight:50', 'hold:50', 'promote', 'revert']);
    expect(outcome.progress).toBe('Reverted: live → v1 100%, as before this execution.');
    expect(await alias()).toEqual({ main: '1', weights: {} });
  });
});
