import { DeleteAlarmsCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import {
  GetAliasCommand,
  GetFunctionConcurrencyCommand,
  ListEventSourceMappingsCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import type { Outcome } from 'stage-contract';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import { putTestAlarm, setTestAlarm, testCloudwatch } from 'strict-lambda/src/testing/testAlarm';
import { skippingClock, type SkippingClock } from '../../../testing/skippingClock';
import { deploymentOf } from '../../../testing/deploymentOf';
import { startBench, type StageBench } from '../../../testing/stageBench';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const MINUTE = 60_000;
let bench: StageBench;
let clock: SkippingClock;
let cloudwatch: CloudWatchClient;

beforeEach(async () => {
  clock = skippingClock();
  bench = await startBench({ clock, lambda: { settleDelayMs: 0 } });
  cloudwatch = testCloudwatch(bench.lambda.url);
  for (const [key, label] of [
    ['v1.zip', 'one'],
    ['v2.zip', 'two'],
  ] as const) {
    await bench.putCode(key, label);
    await bench.run('Aws.LambdaDeploymentStage', deploymentOf(key), {
      executionId: label === 'one' ? 'execution-1' : 'execution-2',
    });
  }
  bench.lambda.clearCalls();
});

afterEach(async () => {
  cloudwatch.destroy();
  await bench.close();
});

const route = (fields: Record<string, unknown>): Promise<string> =>
  bench.begin(
    ROUTE,
    { aliasName: 'live', deploymentStrategy: '$GRADUAL', versionNameA: '$LATEST', ...fields },
    { executionId: 'execution-2' },
  );

const putAlarm = (name: string): Promise<unknown> => putTestAlarm(cloudwatch, name);
const setAlarm = (name: string, state: 'OK' | 'ALARM'): Promise<unknown> => setTestAlarm(cloudwatch, name, state);
async function alarm(name: string, state: 'OK' | 'ALARM'): Promise<void> {
  await putAlarm(name);
  await setAlarm(name, state);
}

const weights = async (): Promise<Record<string, number> | string | undefined> => {
  const live = await bench.aws.send(new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }));
  return live.RoutingConfig?.AdditionalVersionWeights ?? live.FunctionVersion;
};

/** The calls of one minute through the alias, split by weight. */
interface Traffic {
  calls: number;
  weight: number;
  candidateErrors?: number;
  baselineErrors?: number;
  candidateMs?: number;
}

function call({ calls, weight, candidateErrors = 0, baselineErrors = 0, candidateMs = 100 }: Traffic): void {
  const toCandidate = Math.round(calls * weight);
  const at = { functionName: 'checkout', alias: 'live', minute: clock.now() };
  const took = (count: number, ms: number) => Array.from({ length: count }, (_, index) => ms + (index % 10));
  if (toCandidate > 0)
    bench.lambda.recordTraffic({
      ...at,
      version: '2',
      invocations: toCandidate,
      errors: candidateErrors,
      durationsMs: took(toCandidate, candidateMs),
    });
  bench.lambda.recordTraffic({
    ...at,
    version: '1',
    invocations: calls - toCandidate,
    errors: baselineErrors,
    durationsMs: took(calls - toCandidate, 100),
  });
}

/** Lets minutes pass, each with its calls, while Orca polls. */
async function pass(id: string, minutes: number, traffic?: (minute: number) => Traffic): Promise<Outcome | undefined> {
  let outcome = await bench.engine.poll(id);
  for (let minute = 0; minute < minutes; minute += 1) {
    if (outcome !== undefined && outcome.status !== 'RUNNING') return outcome;
    if (traffic !== undefined) call(traffic(minute));
    for (let part = 0; part < 4; part += 1) {
      clock.skip(MINUTE / 4 - 200);
      outcome = await bench.engine.poll(id);
      // Polls are recorded together, a moment later.
      clock.skip(200);
      await bench.atRest();
    }
  }
  return outcome;
}

const holding = (id: string): Promise<Outcome> =>
  eventually('a hold', async () => {
    const outcome = await bench.engine.poll(id);
    if (outcome?.hold !== undefined) return outcome;
    if (outcome !== undefined && outcome.status !== 'RUNNING') throw new Error(outcome.progress);
    return new NotYet(outcome?.progress ?? 'unknown');
  });

/** An hour of the alias with its old version, without errors. */
async function calmHour(): Promise<void> {
  for (let minute = 0; minute < 60; minute += 1) {
    bench.lambda.recordTraffic({
      functionName: 'checkout',
      alias: 'live',
      version: '1',
      minute: clock.now(),
      invocations: 100,
    });
    clock.skip(MINUTE);
    await bench.atRest();
  }
}

const steps = [{ weightPercent: 10, holdSeconds: 600 }];
const errorRate = [{ metric: 'errorRate' }];

describe('alarms', () => {
  it('that do not exist fail the stage before anything has changed', async () => {
    await alarm('checkout-errors', 'OK');
    const id = await route({
      steps,
      alarms: ['checkout-errors', 'chekout-slow'],
      onFailure: 'revertAndDeleteCandidate',
    });
    const outcome = await bench.ended(id);
    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'alarmNotFound' } });
    expect(outcome.failure?.what).toContain('chekout-slow: no such alarm');
    expect(bench.mutations()).toEqual([]);
  });

  it('that are in ALARM before the start fail the stage before anything has changed, with the remedy', async () => {
    await alarm('checkout-errors', 'ALARM');
    const outcome = await bench.ended(await route({ steps, alarms: ['checkout-errors'] }));
    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'alarmInAlarm' } });
    expect(outcome.failure?.next).toContain('ignoreUntilOk');
    expect(bench.mutations()).toEqual([]);
  });

  it('that go off during a hold send the alias back', async () => {
    await alarm('checkout-errors', 'OK');
    const id = await route({ steps, alarms: ['checkout-errors'] });
    await holding(id);
    await pass(id, 3);
    expect(await weights()).toEqual({ 2: 0.1 });
    await setAlarm('checkout-errors', 'ALARM');
    await pass(id, 2);
    const outcome = await bench.ended(id);
    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'alarmInAlarm', what: 'Alarm checkout-errors is in ALARM.' },
      watch: { alarms: [{ name: 'checkout-errors', state: 'alarm' }] },
    });
    expect(await weights()).toBe('1');
  });

  it('that disappear during a hold act as if they went off', async () => {
    await alarm('checkout-errors', 'OK');
    const id = await route({ steps, alarms: ['checkout-errors'] });
    await holding(id);
    await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['checkout-errors'] }));
    await pass(id, 2);
    const outcome = await bench.ended(id);
    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'alarmNotFound' } });
    expect(await weights()).toBe('1');
  });

  it('in shadow are shown and never act', async () => {
    await alarm('checkout-errors', 'ALARM');
    const id = await route({ steps, alarms: [{ name: 'checkout-errors', shadow: true }] });
    await holding(id);
    await pass(id, 11);
    const outcome = await bench.ended(id);
    expect(outcome).toMatchObject({ status: 'SUCCEEDED' });
    expect(outcome.warnings).toContain('Alarm checkout-errors is in ALARM, but only in shadow.');
  });

  it('do not count before they have been OK once, if the author says so, and count from then on', async () => {
    await alarm('checkout-errors', 'ALARM');
    const id = await route({ steps, alarms: ['checkout-errors'], onAlarmAtStart: 'ignoreUntilOk' });
    await holding(id);
    const ignoring = await pass(id, 2);
    expect(ignoring?.watch?.alarms).toMatchObject([{ state: 'alarm', ignored: true }]);
    await setAlarm('checkout-errors', 'OK');
    await pass(id, 2);
    await setAlarm('checkout-errors', 'ALARM');
    await pass(id, 2);
    expect(await bench.ended(id)).toMatchObject({ status: 'TERMINAL', failure: { code: 'alarmInAlarm' } });
    expect(await weights()).toBe('1');
  });

  it('that ring while the candidate has traffic already are never taken for older than it', async () => {
    await alarm('checkout-errors', 'OK');
    await bench.ended(
      await route({
        deploymentStrategy: '$WEIGHTED',
        trafficPercentA: 10,
        versionNameB: '$PREVIOUS',
        alarms: ['checkout-errors'],
      }),
    );
    await setAlarm('checkout-errors', 'ALARM');
    bench.lambda.clearCalls();
    const outcome = await bench.ended(
      await route({ steps, alarms: ['checkout-errors'], onAlarmAtStart: 'ignoreUntilOk' }),
    );
    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'alarmInAlarm' } });
    expect(bench.mutations()).toEqual([]);
  });

  it('do not keep an alias from going back', async () => {
    await bench.ended(await route({ deploymentStrategy: '$SIMPLE' }));
    await alarm('checkout-errors', 'ALARM');
    const outcome = await bench.ended(
      await route({ deploymentStrategy: '$SIMPLE', versionNameA: '$PREVIOUS', alarms: ['checkout-errors'] }),
    );
    expect(outcome.status).toBe('SUCCEEDED');
    expect(outcome.warnings.join()).toContain('Alarm checkout-errors is in ALARM since before the start');
    expect(await weights()).toBe('1');
  });

  it('are looked at once more before each raise, whatever has passed since the last look', async () => {
    await alarm('checkout-errors', 'OK');
    const check = { attempts: 4, intervalSeconds: 30, expect: { bodyContains: { label: 'two' } } };
    const id = await route({ steps: [{ weightPercent: 10, holdSeconds: 60 }, { check }], alarms: ['checkout-errors'] });
    await holding(id);
    bench.lambda.addFault({ kind: 'throttle', operation: 'Invoke', times: 3 });
    const died = bench.killAt((point, step) => point === 'afterResult' && step === 'check:2');
    await pass(id, 1);
    await died;
    await setAlarm('checkout-errors', 'ALARM');
    await pass(id, 2);
    expect(await bench.ended(id)).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'alarmInAlarm' },
      steps: [{}, {}, {}, { id: 'check:2', state: 'done' }, { id: 'promote', state: 'failed' }, { id: 'revert' }],
    });
    expect(await weights()).toBe('1');
  });
});

describe('a bake', () => {
  it('keeps the stage after the promotion, and an alarm in it sends the alias back', async () => {
    await alarm('checkout-errors', 'OK');
    const id = await route({ deploymentStrategy: '$SIMPLE', alarms: ['checkout-errors'], bakeSeconds: 900 });
    const baking = await holding(id);
    expect(baking.progress).toMatch(/^Promoted; the way back stays open for 15 min/);
    expect(await weights()).toBe('2');
    await pass(id, 3);
    await setAlarm('checkout-errors', 'ALARM');
    await pass(id, 2);
    expect(await bench.ended(id)).toMatchObject({ status: 'TERMINAL', failure: { code: 'alarmInAlarm' } });
    expect(await weights()).toBe('1');
  });

  it('comes after the concurrency and event sources of the stage, and takes them back', async () => {
    await alarm('checkout-errors', 'OK');
    const queue = 'arn:aws:sqs:us-east-1:123456789012:orders';
    const id = await route({
      steps: [{ weightPercent: 10 }],
      alarms: ['checkout-errors'],
      bakeSeconds: 900,
      reservedConcurrentExecutions: 7,
      eventSources: [{ arn: queue }],
    });
    await holding(id);
    const concurrency = new GetFunctionConcurrencyCommand({ FunctionName: 'checkout' });
    const sources = new ListEventSourceMappingsCommand({ FunctionName: 'checkout:live' });
    const baking = [await bench.aws.send(concurrency), await bench.aws.send(sources)];
    expect(baking).toMatchObject([
      { ReservedConcurrentExecutions: 7 },
      { EventSourceMappings: [{ EventSourceArn: queue }] },
    ]);
    await setAlarm('checkout-errors', 'ALARM');
    await pass(id, 3);
    const outcome = await bench.ended(id);
    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'alarmInAlarm' } });
    expect(await weights()).toBe('1');
    expect((await bench.aws.send(concurrency)).ReservedConcurrentExecutions).toBeUndefined();
    expect((await bench.aws.send(sources)).EventSourceMappings).toEqual([]);
  });

  it.each([
    ['with an alarm', ['checkout-errors']],
    ['without alarms', undefined],
  ])('%s ends within a minute if somebody else changes the alias', async (_title, alarms) => {
    await alarm('checkout-errors', 'OK');
    const id = await route({ steps: [{ weightPercent: 10 }], bakeSeconds: 900, ...(alarms && { alarms }) });
    await holding(id);
    await bench.aws.send(new UpdateAliasCommand({ FunctionName: 'checkout', Name: 'live', FunctionVersion: '1' }));
    await setAlarm('checkout-errors', 'ALARM');
    await pass(id, 2);
    expect(await bench.engine.poll(id)).toMatchObject({ status: 'TERMINAL', failure: { code: 'foreignChange' } });
  });

  it('ends with a warning if the stage proceeds over the change', async () => {
    const id = await route({ deploymentStrategy: '$SIMPLE', bakeSeconds: 900, onForeignChange: 'proceed' });
    await holding(id);
    await bench.aws.send(new UpdateAliasCommand({ FunctionName: 'checkout', Name: 'live', FunctionVersion: '1' }));
    await pass(id, 2);
    const outcome = await bench.engine.poll(id);
    expect(outcome).toMatchObject({ status: 'SUCCEEDED' });
    expect(outcome?.warnings.join()).toContain('Someone else changed live during a hold');
    expect(await weights()).toBe('1');
  });

  describe('whose stage is restarted', () => {
    const stage = { executionId: 'execution-2', stageId: 'promote' };
    const fields = {
      aliasName: 'live',
      deploymentStrategy: '$SIMPLE',
      versionNameA: '$LATEST',
      alarms: ['checkout-errors'],
      bakeSeconds: 900,
    };
    const restarted = async (): Promise<string> => {
      await alarm('checkout-errors', 'OK');
      await holding(await bench.begin(ROUTE, fields, stage));
      const id = await bench.begin(ROUTE, fields, { ...stage, attempt: 2 });
      expect((await holding(id)).progress).toMatch(/^Promoted; the way back stays open for 15 min/);
      return id;
    };

    it('begins again, and an alarm in it sends the alias back', async () => {
      const id = await restarted();
      expect((await bench.engine.poll(id))?.steps.map((step) => step.id)).toEqual(['beginWatching', 'bake']);
      await setAlarm('checkout-errors', 'ALARM');
      await pass(id, 2);
      expect(await bench.ended(id)).toMatchObject({ status: 'TERMINAL', failure: { code: 'alarmInAlarm' } });
      expect(await weights()).toBe('1');
    });

    it('goes back at once if an alarm rings by then: it may be about the candidate', async () => {
      await alarm('checkout-errors', 'OK');
      await holding(await bench.begin(ROUTE, { ...fields, onAlarmAtStart: 'ignoreUntilOk' }, stage));
      await setAlarm('checkout-errors', 'ALARM');
      const again = { ...fields, onAlarmAtStart: 'ignoreUntilOk' };
      const outcome = await bench.ended(await bench.begin(ROUTE, again, { ...stage, attempt: 2 }));
      expect(outcome).toMatchObject({
        status: 'TERMINAL',
        failure: { code: 'alarmInAlarm', what: 'Alarm checkout-errors is in ALARM.' },
      });
      expect(await weights()).toBe('1');
    });

    it('still holds its alias against other executions, and may be reverted by a person', async () => {
      const id = await restarted();
      const outcome = await bench.engine.poll(id);
      expect(outcome?.actions).toContainEqual({ verb: 'revert', allowed: true });
      const other = { aliasName: 'live', deploymentStrategy: '$GRADUAL', versionNameA: '1', steps };
      const refused = await bench.run(ROUTE, other, { executionId: 'execution-3' });
      expect(refused).toMatchObject({ status: 'TERMINAL', failure: { code: 'busy' } });
      await pass(id, 16);
      expect(await bench.ended(id)).toMatchObject({ status: 'SUCCEEDED', progress: 'live → v2 100%' });
    });
  });

  it('is left out with a warning if the alias served the version before the execution', async () => {
    await alarm('checkout-errors', 'OK');
    await bench.ended(await route({ deploymentStrategy: '$SIMPLE' }));
    const fields = { aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '2', bakeSeconds: 900 };
    const outcome = await bench.run(ROUTE, { ...fields, alarms: ['checkout-errors'] }, { executionId: 'execution-3' });
    expect(outcome).toMatchObject({ status: 'SUCCEEDED', steps: [] });
    expect(outcome.warnings).toEqual([
      'Nothing is watched, because live already served v2 100% before this execution: there is nothing to go back to.',
    ]);
  });

  it('without an alarm ends with the candidate', async () => {
    const id = await route({ steps, bakeSeconds: 300 });
    await holding(id);
    await pass(id, 16);
    expect(await bench.ended(id)).toMatchObject({ status: 'SUCCEEDED', progress: 'live → v2 100%' });
  });
});

describe('guards', () => {
  beforeEach(calmHour);

  it('find a candidate that fails more often, and send the alias back', async () => {
    const id = await route({ steps: [{ weightPercent: 10, holdSeconds: 1800 }], guards: errorRate });
    await holding(id);
    await pass(id, 20, () => ({ calls: 200, weight: 0.1, candidateErrors: 5 }));
    const outcome = await bench.ended(id);
    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'candidateWorse' } });
    expect(outcome.failure?.what).toMatch(
      /^v2 is worse: 25% of \d+ calls of v2 failed, against 0% of v1 in the same minutes/,
    );
    expect(outcome.watch?.guards).toMatchObject([{ metric: 'errorRate', verdict: 'worse' }]);
    expect(outcome.evidence?.at(-1)).toMatchObject({ source: 'guard', verdict: 'worse', version: '2' });
    expect(await weights()).toBe('1');
  });

  it('let a healthy candidate through, and show the minutes that they compared', async () => {
    const id = await route({ steps, guards: errorRate });
    await holding(id);
    await pass(id, 14, () => ({ calls: 200, weight: 0.1, candidateErrors: 0, baselineErrors: 1 }));
    const outcome = await bench.ended(id);
    expect(outcome).toMatchObject({ status: 'SUCCEEDED' });
    expect(outcome.warnings).toEqual([]);
    expect(outcome.watch?.guards).toMatchObject([{ metric: 'errorRate', verdict: 'fine' }]);
    expect(outcome.watch?.minutes?.[0]).toMatchObject({
      candidate: { calls: 20, errors: 0 },
      baseline: { calls: 180, errors: 1 },
    });
  });

  it('leave what they have compared in the outcome, although only alarms are looked at in the bake', async () => {
    await alarm('checkout-errors', 'OK');
    const id = await route({ steps, guards: errorRate, alarms: ['checkout-errors'], bakeSeconds: 120 });
    await holding(id);
    await pass(id, 16, () => ({ calls: 200, weight: 0.1 }));
    const outcome = await bench.ended(id);
    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      watch: { alarms: [{ state: 'ok' }], guards: [{ verdict: 'fine' }] },
    });
    expect(outcome.watch?.minutes?.length).toBeGreaterThan(5);
  });

  it('extend a hold with too few calls, and say how many are missing; then proceed with a warning', async () => {
    const id = await route({ steps, guards: errorRate });
    await holding(id);
    const extended = await pass(id, 12, () => ({ calls: 10, weight: 0.1 }));
    expect(extended).toMatchObject({ status: 'RUNNING' });
    expect(extended?.progress).toMatch(
      /^Holding at 10% for longer: the guard of error rate needs \d+ more calls: \d+ min( \d+ s)? left$/,
    );
    expect(extended?.hold?.until).toBe(extended?.watch?.extendedUntil);
    expect(Date.parse(extended?.hold?.until ?? '')).toBeGreaterThan(clock.now());
    await pass(id, 12, () => ({ calls: 10, weight: 0.1 }));
    const outcome = await bench.ended(id);
    expect(outcome).toMatchObject({ status: 'SUCCEEDED' });
    expect(outcome.warnings.join()).toContain('without enough evidence: the guard of error rate needs');
  });

  it('extend a hold within the deadline of the stage only, and proceed in time', async () => {
    const everyOther = (minute: number): Traffic => ({ calls: minute % 2 === 0 ? 10 : 0, weight: 0.1 });
    const id = await route({ steps, guards: errorRate, stageTimeoutMs: 20 * MINUTE });
    const holdingAt = await holding(id);
    const extended = await pass(id, 11, everyOther);
    expect(extended?.progress).toContain('Holding at 10% for longer');
    const [until, deadline] = [extended?.watch?.extendedUntil, holdingAt.deadlineAt].map((at) => Date.parse(at ?? ''));
    expect(deadline).toBeGreaterThanOrEqual((until ?? NaN) + 30_000);
    await pass(id, 8, everyOther);
    const outcome = await bench.ended(id);
    expect(outcome).toMatchObject({ status: 'SUCCEEDED' });
    expect(outcome.warnings.join()).toContain('Proceeded from 10% after 17 min');
  });

  it.each([
    ['skipped', 'skipHold', { holdSeconds: 1_800 }],
    ['continued', 'continue', { holdUntilContinued: true, continueWithinSeconds: 1_800 }],
  ])('count the calls in a hold that a person has %s', async (_title, action, hold) => {
    const id = await route({
      steps: [
        { weightPercent: 10, ...hold },
        { weightPercent: 50, holdSeconds: 300 },
      ],
      guards: errorRate,
    });
    await holding(id);
    await pass(id, 8, () => ({ calls: 500, weight: 0.1 }));
    await bench.ended(
      await bench.begin(
        'Aws.LambdaRolloutActionStage',
        { aliasName: 'live', action },
        { executionId: 'execution-of-a-person' },
      ),
    );
    const outcome = await pass(id, 6);
    expect(outcome).toMatchObject({ status: 'SUCCEEDED', warnings: [] });
    expect(outcome?.watch?.guards).toMatchObject([{ metric: 'errorRate', verdict: 'fine' }]);
  });

  it('that have extended a hold end it as soon as somebody else changes the alias', async () => {
    const id = await route({ steps, guards: errorRate, evidence: { extendSeconds: 7_200, onTooFew: 'hold' } });
    await holding(id);
    await pass(id, 11, () => ({ calls: 10, weight: 0.1 }));
    const half = { AdditionalVersionWeights: { 2: 0.5 } };
    await bench.aws.send(new UpdateAliasCommand({ FunctionName: 'checkout', Name: 'live', RoutingConfig: half }));
    await pass(id, 2);
    expect(await bench.engine.poll(id)).toMatchObject({ status: 'TERMINAL', failure: { code: 'foreignChange' } });
  });

  it('do not take the time that a bake needs, and say so before the rollout begins', async () => {
    const id = await route({ steps, guards: errorRate, bakeSeconds: 1_800, stageTimeoutMs: 45 * MINUTE });
    const { warnings } = await holding(id);
    expect(warnings.join()).toContain('Holds cannot be extended while there are too few calls: the stage has no time');
    await pass(id, 42, () => ({ calls: 10, weight: 0.1 }));
    const outcome = await bench.ended(id);
    expect(outcome).toMatchObject({ status: 'SUCCEEDED', progress: 'live → v2 100%' });
    expect(outcome.warnings.join()).toContain('Proceeded from 10% after 10 min');
  });

  it('end the hold as soon as the calls that were missing have come', async () => {
    const id = await route({ steps: [{ weightPercent: 10, holdSeconds: 300 }], guards: errorRate });
    await holding(id);
    await pass(id, 5, () => ({ calls: 10, weight: 0.1 }));
    const outcome = await pass(id, 8, () => ({ calls: 500, weight: 0.1 }));
    expect(outcome).toMatchObject({ status: 'SUCCEEDED', warnings: [] });
  });

  it('revert on too few calls if the author says so', async () => {
    const id = await route({ steps, guards: errorRate, evidence: { extendSeconds: 60, onTooFew: 'revert' } });
    await holding(id);
    await pass(id, 13, () => ({ calls: 10, weight: 0.1 }));
    expect(await bench.ended(id)).toMatchObject({ status: 'TERMINAL', failure: { code: 'notEnoughEvidence' } });
    expect(await weights()).toBe('1');
  });

  it('in shadow show that they would have reverted, and do not', async () => {
    const id = await route({ steps, guards: [{ metric: 'errorRate', shadow: true }] });
    await holding(id);
    await pass(id, 12, () => ({ calls: 200, weight: 0.1, candidateErrors: 10 }));
    const outcome = await bench.ended(id);
    expect(outcome).toMatchObject({ status: 'SUCCEEDED' });
    expect(outcome.warnings.filter((warning) => warning.startsWith('A guard in shadow'))).toHaveLength(1);
    expect(outcome.warnings.join()).toContain('A guard in shadow would have reverted v2: 50% of');
  });

  it('begin with what they know of the version that the alias serves, even if it has just been moved there', async () => {
    await bench.ended(
      await bench.begin(
        ROUTE,
        { aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '2' },
        { executionId: 'execution-3' },
      ),
    );
    const id = await bench.begin(
      ROUTE,
      { aliasName: 'live', deploymentStrategy: '$GRADUAL', versionNameA: '1', steps, guards: errorRate },
      { executionId: 'execution-4' },
    );
    expect((await holding(id)).status).toBe('RUNNING');
  });

  it('do not take an outage that hits both versions for a worse candidate', async () => {
    const id = await route({
      steps: [
        { weightPercent: 10, holdSeconds: 600 },
        { weightPercent: 50, holdSeconds: 600 },
      ],
      guards: errorRate,
    });
    await holding(id);
    await pass(id, 10, () => ({ calls: 1_000, weight: 0.1 }));
    await pass(id, 12, () => ({ calls: 1_000, weight: 0.5, candidateErrors: 150, baselineErrors: 150 }));
    const outcome = await bench.ended(id);
    expect(outcome).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('find a candidate whose median call takes twice as long', async () => {
    const id = await route({
      steps: [{ weightPercent: 20, holdSeconds: 1_800 }],
      guards: [{ metric: 'durationP50' }],
    });
    await holding(id);
    await pass(id, 15, () => ({ calls: 200, weight: 0.2, candidateMs: 220 }));
    const outcome = await bench.ended(id);
    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'candidateWorse' } });
    expect(outcome.failure?.what).toContain('were slower');
    expect(await weights()).toBe('1');
  });

  it.each([
    ['begins its periods elsewhere', { alignedPeriods: true }, 'fine', []],
    [
      'has no percentiles',
      { percentiles: false },
      'notEnough',
      ['AWS does not have the figures for median duration, so this guard does not act.'],
    ],
  ])('of durations do not fail a healthy candidate if AWS %s', async (_what, settings, verdict, warnings) => {
    bench.lambda.configure({ cloudwatch: settings });
    const id = await route({
      steps: [{ weightPercent: 50, holdSeconds: 1_200 }],
      guards: [{ metric: 'durationP50' }],
    });
    await holding(id);
    await pass(id, 24, () => ({ calls: 400, weight: 0.5 }));
    const outcome = await bench.ended(id);
    expect(outcome).toMatchObject({ status: 'SUCCEEDED', warnings });
    expect(outcome.watch?.guards).toMatchObject([
      { metric: 'durationP50', verdict, ...(warnings.length > 0 ? { notJudged: true } : {}) },
    ]);
  });

  it('have nothing to read in a hold that lies within a minute, which fails nothing', async () => {
    clock.skip(MINUTE - (clock.now() % MINUTE));
    const id = await route({
      steps: [{ weightPercent: 10, holdSeconds: 20 }],
      guards: [...errorRate, { metric: 'durationP99' }],
      evidence: { extendSeconds: 0, onTooFew: 'proceed' },
    });
    await holding(id);
    clock.skip(21_000);
    const outcome = await bench.ended(id);
    expect(outcome).toMatchObject({ status: 'SUCCEEDED', watch: { guards: [{ verdict: 'notEnough' }, {}] } });
    expect(outcome.watch?.minutes).toEqual([]);
  });

  it('that cannot read metrics do not let the candidate pass', async () => {
    bench.lambda.addFault({ kind: 'accessDenied', operation: 'GetMetricData', explicit: true, times: 1000 });
    const outcome = await bench.ended(await route({ steps, guards: errorRate }));
    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'accessDenied' } });
    expect(bench.mutations()).toEqual([]);
  });
});
