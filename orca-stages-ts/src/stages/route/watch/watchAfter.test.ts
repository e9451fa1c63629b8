import { DeleteAlarmsCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { UpdateAliasCommand } from '@aws-sdk/client-lambda';
import type { Outcome } from 'stage-contract';
import { eventually } from 'strict-lambda/src/testing/eventually';
import { putTestAlarm, setTestAlarm, testCloudwatch } from 'strict-lambda/src/testing/testAlarm';
import { liveLine, moveLive } from '../../../testing/liveAlias';
import { deploymentOf } from '../../../testing/deploymentOf';
import { skippingClock, type SkippingClock } from '../../../testing/skippingClock';
import {
  startBench,
  type BenchOptions,
  type CheckpointName,
  type RunOptions,
  type StageBench,
} from '../../../testing/stageBench';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const MINUTE = 60_000,
  HOUR = 60 * MINUTE;
const second = { executionId: 'execution-2', stageName: 'Route' };
const alarms = ['checkout-errors'];
const simple = { deploymentStrategy: '$SIMPLE' };
const weighted = { deploymentStrategy: '$WEIGHTED', trafficPercentA: 10, versionNameB: '$PREVIOUS' };
let bench: StageBench;
let clock: SkippingClock;
let cloudwatch: CloudWatchClient;

async function start(options: BenchOptions = {}): Promise<void> {
  clock = skippingClock();
  bench = await startBench({ ...options, clock, lambda: { settleDelayMs: 0 } });
  cloudwatch = testCloudwatch(bench.lambda.url);
  for (const [key, executionId] of [
    ['v1.zip', 'execution-1'],
    ['v2.zip', 'execution-2'],
    ['v3.zip', 'execution-3'],
  ] as const) {
    await bench.putCode(key, key);
    if (key !== 'v3.zip') await bench.run('Aws.LambdaDeploymentStage', deploymentOf(key), { executionId });
  }
  await putTestAlarm(cloudwatch, 'checkout-errors');
  await setTestAlarm(cloudwatch, 'checkout-errors', 'OK');
  bench.lambda.clearCalls();
}
beforeEach(() => start());
afterEach(async () => {
  cloudwatch.destroy();
  await bench.close();
});

const routed = async (fields: Record<string, unknown>, options: RunOptions = {}): Promise<[string, Outcome]> => {
  const id = await bench.begin(
    ROUTE,
    { aliasName: 'live', versionNameA: '$LATEST', ...fields },
    { ...second, ...options },
  );
  const outcome = await bench.ended(id);
  if (outcome.status !== 'SUCCEEDED') throw new Error(`${outcome.progress} ${outcome.failure?.what ?? ''}`);
  return [id, outcome];
};
const watched = async (fields: Record<string, unknown> = {}, options: RunOptions = {}): Promise<string> =>
  (await routed({ ...simple, alarms, watchSeconds: 7 * 86_400, ...fields }, options))[0];
const ring = (): Promise<unknown> => setTestAlarm(cloudwatch, 'checkout-errors', 'ALARM');
const outcomeOf = async (id: string): Promise<Outcome> => {
  const outcome = await bench.engine.poll(id);
  if (outcome === undefined) throw new Error(`There is no operation ${id}.`);
  return outcome;
};
const alias = (): Promise<string> => liveLine(bench.aws);
const moveBehindBack = (version: string): Promise<unknown> => moveLive(bench.aws, version);
async function pass(minutes: number, each?: (minute: number) => void): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    each?.(minute);
    clock.skip(MINUTE);
    await bench.atRest();
    // Looks at the same time share a call, which is made a moment later.
    clock.skip(300);
    await bench.atRest();
  }
}
const settled = (id: string): Promise<Outcome> =>
  eventually(
    'the watch to end',
    async () => {
      const outcome = await outcomeOf(id);
      return outcome.watching?.state !== 'pending' && outcome;
    },
    { everyMs: 10 },
  );
const followUps = () =>
  bench.database.selectFrom('operations').selectAll().where('timer_of', 'is not', null).orderBy('created_at').execute();

describe('the watch after a stage', () => {
  it('is shown with its end, where it would go back to, and that a revert can be asked for', async () => {
    const [, outcome] = await routed({ ...simple, alarms, watchSeconds: 3600 });

    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'live → v2 100%',
      watching: { state: 'pending', seconds: 3600, to: { mainVersion: '1' } },
    });
    expect(outcome.revertTimer).toBeUndefined();
    expect(Date.parse(outcome.watching?.until ?? '') - Date.parse(outcome.endedAt ?? '')).toBe(HOUR);
    expect(outcome.actions?.filter(({ allowed }) => allowed).map(({ verb }) => verb)).toEqual(['revert']);
  });

  it('sends the alias back with one call within a minute after an alarm goes off', async () => {
    const id = await watched();
    await pass(30);
    const before = [await alias(), (await outcomeOf(id)).watching?.state];

    await ring();
    await pass(1);
    const outcome = await settled(id);

    expect(before).toEqual(['2', 'pending']);
    expect(await alias()).toBe('1');
    expect(bench.mutations()).toEqual(['UpdateAlias', 'UpdateAlias']);
    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'Reverted: live → v1 100%. Alarm checkout-errors is in ALARM.',
      routing: { now: { mainVersion: '1' } },
      watching: { state: 'reverted', note: 'live → v1 100%. Alarm checkout-errors is in ALARM.' },
      watch: { alarms: [{ name: 'checkout-errors', state: 'alarm' }] },
      outputs: { 'deployment:majorVersionDeployed': '1' },
    });
    expect(outcome.evidence?.at(-1)).toMatchObject({ source: 'alarm', verdict: 'worse' });
    expect(outcome.timeline.at(-1)).toMatchObject({
      routing: { mainVersion: '1' },
      reason: 'reverted while watched: Alarm checkout-errors is in ALARM.',
    });
    expect(outcome.actions?.filter(({ allowed }) => allowed)).toEqual([]);
  });

  it('goes back within a second of the look that sees the alarm', async () => {
    await watched({}, {});
    await pass(3);
    await ring();
    clock.skip(MINUTE);
    const seenAt = clock.now();

    await eventually('the alias to be back', async () => (await alias()) === '1', { everyMs: 5 });

    expect(clock.now() - seenAt).toBeLessThan(1000);
  });

  it('takes an alarm that disappears for one that goes off', async () => {
    const id = await watched();
    await pass(2);

    await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: alarms }));
    await pass(1);

    expect((await settled(id)).watching).toMatchObject({ state: 'reverted' });
    expect(await alias()).toBe('1');
  });

  it('never acts on an alarm in shadow', async () => {
    const id = await watched({ alarms: [{ name: 'checkout-errors', shadow: true }], watchSeconds: 600 });
    await pass(2);
    await ring();

    await pass(9);
    const outcome = await settled(id);

    expect(outcome.watching?.state).toBe('passed');
    expect(outcome.warnings).toContain('Alarm checkout-errors is in ALARM, but only in shadow.');
    expect(await alias()).toBe('2');
  });

  it('ends after its time, and changes nothing', async () => {
    const id = await watched({ watchSeconds: 1800 });

    await pass(29);
    const before = (await outcomeOf(id)).watching?.state;
    await pass(1);
    const outcome = await settled(id);
    await ring();
    await pass(5);

    expect(before).toBe('pending');
    expect(outcome.watching).toMatchObject({
      state: 'passed',
      note: 'live stays at v2 100%: nothing was found within 30 min.',
    });
    expect(await alias()).toBe('2');
    expect((await followUps()).map(({ status, sealed_input }) => [status, sealed_input])).toEqual([
      ['SUCCEEDED', null],
    ]);
    expect(bench.mutations()).toEqual(['UpdateAlias']);
  });

  it('goes on while CloudWatch does not answer, or no longer permits the looks', async () => {
    const id = await watched({ watchSeconds: 3600 });
    bench.lambda.addFault({ kind: 'accessDenied', operation: 'DescribeAlarms', times: 10_000 });
    await pass(20);
    const blind = (await outcomeOf(id)).watching?.state;

    bench.lambda.clearFaults();
    await ring();
    await pass(2);

    expect(blind).toBe('pending');
    expect((await settled(id)).watching?.state).toBe('reverted');
  });

  it('says so if it could not look at its end', async () => {
    const id = await watched({ watchSeconds: 600 });
    await pass(5);
    bench.lambda.addFault({ kind: 'accessDenied', operation: 'DescribeAlarms', times: 10_000 });

    await pass(25);
    const outcome = await settled(id);

    expect(outcome.watching?.state).toBe('failed');
    expect(outcome.warnings.join()).toContain('The watch has failed.');
    expect(await alias()).toBe('2');
  });

  it('watches nothing if there is no other version to go back to', async () => {
    const [, outcome] = await routed({ ...simple, alarms, watchSeconds: 3600, aliasName: 'fresh' });

    expect(outcome.watching).toBeUndefined();
    expect(outcome.warnings.join()).toContain('fresh is not watched after this stage');
    expect(await followUps()).toEqual([]);
  });

  it('also follows a gradual rollout with a bake', async () => {
    const id = await watched({
      deploymentStrategy: '$GRADUAL',
      steps: [{ weightPercent: 10 }],
      watchSeconds: 3600,
    });
    await ring();

    await pass(1);

    expect((await settled(id)).watching?.state).toBe('reverted');
    expect(await alias()).toBe('1');
  });
});

describe('the watch among others', () => {
  it('ends without a change if somebody else has routed the alias, before or after an alarm', async () => {
    const id = await watched();
    await pass(1);
    await moveBehindBack('1');
    await moveBehindBack('2');
    await bench.aws.send(new UpdateAliasCommand({ FunctionName: 'checkout', Name: 'live', FunctionVersion: '1' }));

    await pass(10);
    const outcome = await settled(id);
    await ring();
    await pass(3);

    expect(outcome.watching).toMatchObject({ state: 'skipped' });
    expect(outcome.watching?.note).toContain('No longer watched. Someone else changed live: expected v2 100%');
    expect(await alias()).toBe('1');
  });

  it('never overwrites what somebody else has just routed, even if an alarm rings', async () => {
    await bench.putCode('v3.zip', 'three');
    const id = await watched();
    await pass(2);
    await bench.run('Aws.LambdaDeploymentStage', deploymentOf('v3.zip'), { executionId: 'execution-3' });
    await moveBehindBack('3');

    await ring();
    await pass(1);

    expect((await settled(id)).watching?.state).toBe('skipped');
    expect(await alias()).toBe('3');
  });

  it('ends with the next release of the alias', async () => {
    const id = await watched();
    await bench.run('Aws.LambdaDeploymentStage', deploymentOf('v3.zip'), { executionId: 'execution-3' });

    await routed(simple, { executionId: 'execution-3', stageName: 'Next' });
    await ring();
    await pass(3);

    expect((await outcomeOf(id)).watching).toMatchObject({
      state: 'cleared',
      note: 'Cleared by “Next” of execution execution-3.',
    });
    expect(await alias()).toBe('3');
  });

  it('is suspended while another Route works on the alias, and goes on if that changes nothing', async () => {
    const id = await watched();

    const failed = await bench.run(
      ROUTE,
      { aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '$PROVIDED', versionNumberA: '99' },
      { executionId: 'other' },
    );
    await ring();
    await pass(2);

    expect(failed.status).toBe('TERMINAL');
    expect((await settled(id)).watching?.state).toBe('reverted');
  });

  it('is replaced when its stage is restarted', async () => {
    const id = await watched({}, { stageId: 'promote', attempt: 1 });
    await pass(5);

    const again = await watched({}, { stageId: 'promote', attempt: 2 });
    await ring();
    await pass(1);

    expect((await outcomeOf(id)).watching?.state).toBe('cleared');
    expect((await settled(again)).watching?.state).toBe('reverted');
    expect(await alias()).toBe('1');
  });

  it('is explained to a later stage of the execution, which gives the candidate no traffic', async () => {
    const id = await watched();
    await ring();
    await pass(1);
    await settled(id);

    const later = await bench.run(ROUTE, { aliasName: 'live', ...simple, versionNameA: '$LATEST' }, second);

    expect(later).toMatchObject({ status: 'TERMINAL', failure: { code: 'foreignChange' } });
    expect(later.failure?.what).toBe('The watch of live reverted it to v1 100%. This stage left it unchanged.');
  });
});

describe('a person', () => {
  const action = (verb: string): Promise<Outcome> =>
    bench.run(
      'Aws.LambdaRolloutActionStage',
      { aliasName: 'live', action: verb, reason: 'customers complain' },
      { executionId: 'by-hand' },
    );

  it('can revert while the alias is only watched, by the alias or by the stage', async () => {
    const id = await watched({}, { stageId: 'promote' });

    const taken = await bench.run(
      'Aws.LambdaRolloutActionStage',
      { rolloutExecutionId: 'execution-2', rolloutStageId: 'promote', action: 'revert', reason: 'customers complain' },
      { executionId: 'by-hand' },
    );
    const outcome = await settled(id);

    expect(taken.status).toBe('SUCCEEDED');
    expect(outcome.watching).toMatchObject({ state: 'reverted' });
    expect(outcome.watching?.note).toMatch(/^live → v1 100%\. Reverted on demand by demo/);
    expect(outcome.timeline.map(({ reason }) => reason).join()).toContain('customers complain');
    expect(await alias()).toBe('1');
  });

  it('finds the watch by its alias, and can do nothing else with it', async () => {
    const id = await watched();

    const refused = await action('promote');
    const during = (await outcomeOf(id)).watching?.state;
    const taken = await action('revert');

    expect(refused).toMatchObject({ status: 'TERMINAL', failure: { code: 'actionNotAllowed' } });
    expect(refused.failure?.what).toContain('this rollout has ended and is only watched');
    expect([during, taken.status]).toEqual(['pending', 'SUCCEEDED']);
    expect((await settled(id)).watching?.state).toBe('reverted');
  });

  it('is told that the rollout has ended once the watch has', async () => {
    const id = await watched({ watchSeconds: 120 }, { stageId: 'promote' });
    await pass(3);
    await settled(id);

    const refused = await bench.run(
      'Aws.LambdaRolloutActionStage',
      { rolloutExecutionId: 'execution-2', rolloutStageId: 'promote', action: 'revert' },
      { executionId: 'by-hand' },
    );

    expect(refused.failure?.what).toContain('this rollout has ended');
  });
});

describe('the watch of a split', () => {
  /** Each minute's calls: a tenth goes to the candidate. */
  const traffic = (calls: number, candidateErrors: number): void => {
    const at = { functionName: 'checkout', alias: 'live', minute: clock.now() };
    const toCandidate = Math.round(calls / 10);
    bench.lambda.recordTraffic({ ...at, version: '2', invocations: toCandidate, errors: candidateErrors });
    bench.lambda.recordTraffic({ ...at, version: '1', invocations: calls - toCandidate, errors: 0 });
  };
  const guarded = { ...weighted, alarms: undefined, guards: [{ metric: 'errorRate' }] };

  it('compares both versions, and a worse candidate goes back', async () => {
    const id = await watched({ ...guarded, watchSeconds: 3600 });
    const split = await alias();

    await pass(15, () => traffic(500, 10));
    const outcome = await settled(id);

    expect(split).toBe('1 + 2 10%');
    expect(outcome.watching).toMatchObject({ state: 'reverted' });
    expect(outcome.watching?.note).toMatch(/^live → v1 100%\. v2 is worse: 20% of \d+ calls of v2 failed/);
    expect(outcome.evidence?.at(-1)).toMatchObject({ source: 'guard', verdict: 'worse', version: '2' });
    expect(await alias()).toBe('1');
  });

  it('leaves a good candidate where it is, with what was compared', async () => {
    const id = await watched({ ...guarded, watchSeconds: 1800 });

    await pass(31, () => traffic(500, 0));
    const outcome = await settled(id);

    expect(outcome.watching).toMatchObject({ state: 'passed' });
    expect(outcome.evidence?.at(-1)).toMatchObject({ source: 'guard', verdict: 'fine' });
    expect(outcome.warnings).toEqual([]);
    expect(await alias()).toBe('1 + 2 10%');
  });

  it('never lets a guard in shadow act', async () => {
    const id = await watched({ ...guarded, guards: [{ metric: 'errorRate', shadow: true }], watchSeconds: 1800 });

    await pass(31, () => traffic(500, 20));
    const outcome = await settled(id);

    expect(outcome.watching?.state).toBe('passed');
    expect(outcome.warnings.join()).toContain('A guard in shadow would have reverted v2');
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['warns without a policy', {}, 'passed', '1 + 2 10%'],
    ['reverts if its author says so', { evidence: { onTooFew: 'revert' } }, 'reverted', '1'],
  ])('with too few calls at its end %s', async (_title, evidence, state, left) => {
    const id = await watched({ ...guarded, ...evidence, watchSeconds: 600 });

    await pass(11, () => traffic(20, 0));
    const outcome = await settled(id);

    expect(outcome.watching?.state).toBe(state);
    expect(`${outcome.warnings.join()}${outcome.watching?.note ?? ''}`).toContain('the guard of error rate needs');
    expect(await alias()).toBe(left);
  });

  it('lasts longer with too few calls if its author says so', async () => {
    const id = await watched({ ...guarded, evidence: { onTooFew: 'hold' }, watchSeconds: 600 });
    await pass(20, () => traffic(20, 0));
    const during = (await outcomeOf(id)).watching?.state;

    await pass(10, () => traffic(5000, 0));

    expect(during).toBe('pending');
    expect((await settled(id)).watching?.state).toBe('passed');
  });

  it('looks at the alarms before it moves', async () => {
    await ring();

    const outcome = await bench.run(
      ROUTE,
      { aliasName: 'live', versionNameA: '$LATEST', ...weighted, alarms, watchSeconds: 600 },
      second,
    );

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'alarmInAlarm' } });
    expect(bench.mutations()).toEqual([]);
  });

  it('does not count an alarm from before the start until it was OK, if its author says so', async () => {
    await ring();
    const id = await watched({ ...weighted, onAlarmAtStart: 'ignoreUntilOk', watchSeconds: 3600 });
    await pass(3);
    const during = await alias();

    await setTestAlarm(cloudwatch, 'checkout-errors', 'OK');
    await pass(2);
    await ring();
    await pass(1);

    expect(during).toBe('1 + 2 10%');
    expect((await settled(id)).watching?.state).toBe('reverted');
  });

  it('ends with the promotion', async () => {
    const id = await watched({ ...weighted, watchSeconds: 3600 });

    await routed(simple, { stageName: 'Promote' });

    expect((await outcomeOf(id)).watching).toMatchObject({ state: 'cleared', note: 'Cleared by “Promote”.' });
  });

  describe('with a timer', () => {
    const both = { ...weighted, watchSeconds: 600, revertUnlessPromotedWithinSeconds: 3600 };

    it('acts before the timer', async () => {
      const id = await watched(both);
      await ring();

      await pass(2);
      const outcome = await settled(id);

      expect(outcome).toMatchObject({
        watching: { state: 'reverted' },
        revertTimer: { state: 'skipped', note: 'live → v1 100%. Alarm checkout-errors is in ALARM.' },
      });
      expect(await alias()).toBe('1');
      expect((await followUps()).map(({ status }) => status)).toEqual(['SUCCEEDED']);
    });

    it('leaves the rest of the time to the timer, which reverts', async () => {
      const id = await watched(both);
      await pass(11);
      await ring();
      await pass(48);
      const before = await alias();

      await pass(1);
      const outcome = await settled(id);

      expect(before).toBe('1 + 2 10%');
      expect(outcome).toMatchObject({
        progress: 'Reverted: live → v1 100%, because the canary was not promoted within 1 h.',
        watching: { state: 'passed' },
        revertTimer: { state: 'reverted' },
      });
      expect(await alias()).toBe('1');
    });
  });
});

describe('when the process is killed', () => {
  const POINTS: readonly CheckpointName[] = ['beforeIntent', 'afterIntent', 'afterCall', 'afterResult', 'ended'];

  it.each(POINTS)('%s of the revert, another one ends it with the same calls', async (point) => {
    cloudwatch.destroy();
    await bench.close();
    await start({ timing: { leaseMs: 150 } });
    const id = await watched();
    await pass(2);
    await ring();
    const killed = bench.killAt((at, step) => at === point && step === (point === 'ended' ? 'end' : 'watchRevert'));
    clock.skip(MINUTE);
    await killed;

    const outcome = await settled(id);

    expect([outcome.watching?.state, await alias(), bench.mutations()]).toEqual([
      'reverted',
      '1',
      ['UpdateAlias', 'UpdateAlias'],
    ]);
    expect(outcome.timeline.filter(({ reason }) => reason.startsWith('reverted'))).toHaveLength(1);
  });

  it.each(['beforeIntent', 'afterCall', 'afterResult'] as const)(
    '%s of a look, another one looks on',
    async (point) => {
      cloudwatch.destroy();
      await bench.close();
      await start({ timing: { leaseMs: 150 } });
      const id = await watched();
      await pass(2);
      await ring();
      const killed = bench.killAt((at, step) => at === point && step === 'watch');
      clock.skip(MINUTE);
      await killed;

      expect((await settled(id)).watching?.state).toBe('reverted');
      expect(await alias()).toBe('1');
    },
  );
});
