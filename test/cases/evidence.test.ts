import { PutMetricAlarmCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { testCloudwatch } from 'strict-lambda/src/testing/testAlarm';
import { valueAt } from '../trust/orcaWorld';
import { passUntil } from '../trust/passUntil';
import { answering, route, startFunctionWorld, type FunctionWorld } from './functionWorld';

/* A rollout that looks at real traffic, as its author sees it. */

const MINUTE = 60_000;
let world: FunctionWorld;
let cloudwatch: CloudWatchClient;
beforeAll(async () => {
  world = await startFunctionWorld();
  cloudwatch = testCloudwatch(world.world.sidecar.lambda.url);
});
afterAll(async () => {
  cloudwatch.destroy();
  await world.close();
});

beforeEach(async () => {
  await world.makeFunction(answering(1), answering(2));
  await world.makeAlias('live', '1');
});

/** What happens in each minute of the next two hours, from an hour ago: a tenth of the calls goes to the candidate. */
function traffic({ candidateErrors, since = 0 }: { candidateErrors: number; since?: number }): void {
  const now = world.world.now();
  for (let at = -60; at < 120; at += 1) {
    const minute = now + at * MINUTE;
    const calls = { functionName: world.name(), alias: 'live', minute };
    world.world.sidecar.lambda.recordTraffic({ ...calls, version: '1', invocations: 180, errors: 0 });
    const errors = at >= since ? candidateErrors : 0;
    world.world.sidecar.lambda.recordTraffic({ ...calls, version: '2', invocations: 20, errors });
  }
}

/** Goes off when the candidate fails more than five times in a minute. */
const alarmOnCandidate = (name: string): Promise<unknown> =>
  cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: name,
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [
        { Name: 'FunctionName', Value: world.name() },
        { Name: 'Resource', Value: `${world.name()}:live` },
        { Name: 'ExecutedVersion', Value: '2' },
      ],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 5,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
    }),
  );

const rollout = (fields: Record<string, unknown>): ReturnType<typeof route> =>
  route({
    deploymentStrategy: '$GRADUAL',
    versionNameA: '$LATEST',
    steps: [{ weightPercent: 10, holdSeconds: 1200 }],
    stageTimeoutMs: 7_200_000,
    ...fields,
  });

const errorRate = [{ metric: 'errorRate' }];

it('a version that fails more often than the one before goes back by itself, and the stage says why', async () => {
  traffic({ candidateErrors: 4 });

  const ended = await world.run(rollout({ guards: errorRate }));

  expect(ended.status).toBe('TERMINAL');
  expect(ended.outcome('failure', 'code')).toBe('candidateWorse');
  expect(ended.outcome('failure', 'what')).toMatch(/^v2 is worse: 20% of \d+ calls of v2 failed, against 0% of v1/);
  expect(ended.progress).toBe('Reverted: live → v1 100%, as before this execution.');
  expect(await world.served()).toBe('1');
});

it('a version that is as good as the one before is promoted, with what was compared', async () => {
  traffic({ candidateErrors: 0 });

  const ended = await world.run(rollout({ guards: errorRate, bakeSeconds: 300 }));

  expect(ended.status).toBe('SUCCEEDED');
  expect(ended.warnings).toEqual([]);
  expect(ended.outcome('evidence')).toMatchObject([{ source: 'guard', verdict: 'fine', version: '2' }]);
  expect(await world.served()).toBe('2');
});

it('an alarm that goes off in the bake sends the alias back', async () => {
  traffic({ candidateErrors: 10, since: 25 });
  await alarmOnCandidate(`bake-${world.name()}`);

  const ended = await world.run(rollout({ alarms: [`bake-${world.name()}`], bakeSeconds: 1800 }));

  expect(ended.status).toBe('TERMINAL');
  expect(ended.outcome('failure', 'what')).toBe(`Alarm bake-${world.name()} is in ALARM.`);
  expect(ended.steps.find((step) => step.startsWith('promote'))).toContain('promote done');
  expect(await world.served()).toBe('1');
});

it('an alarm that is misspelled is found before anything has moved', async () => {
  await alarmOnCandidate(`exact-${world.name()}`);

  const ended = await world.run(rollout({ alarms: [`exakt-${world.name()}`] }));

  expect(ended.outcome('failure', 'code')).toBe('alarmNotFound');
  expect(ended.steps).toEqual([]);
  expect(await world.served()).toBe('1');
});

it('an alarm that goes off after the stage has ended sends the alias back, although the pipeline is over', async () => {
  traffic({ candidateErrors: 10, since: 25 });
  await alarmOnCandidate(`watch-${world.name()}`);

  const ended = await world.run(
    rollout({ steps: [{ weightPercent: 10 }], alarms: [`watch-${world.name()}`], watchSeconds: 7200 }),
  );
  const during = await world.served();
  await world.untilServed('1');

  expect([ended.status, ended.execution.status, during]).toEqual(['SUCCEEDED', 'SUCCEEDED', '2']);
  expect(ended.outcome('watching')).toMatchObject({ state: 'pending', seconds: 7200, to: { mainVersion: '1' } });
});

it('what the watch did reaches Orca, so that the details show it', async () => {
  traffic({ candidateErrors: 4 });
  const fields = {
    deploymentStrategy: '$WEIGHTED',
    trafficPercentA: 10,
    versionNameB: '$PROVIDED',
    versionNumberB: '1',
  };

  const ended = await world.run(route({ ...fields, versionNameA: '$LATEST', guards: errorRate, watchSeconds: 7200 }));
  await world.untilServed('1');
  const told = await passUntil(world.world, 'the outcome at Orca', async () => {
    const [stage] = world.world.orca.execution(ended.execution.id).stages;
    const state = valueAt(stage?.context, 'lambdaStages', 'outcome', 'watching', 'state');
    return state === 'reverted' || String(state);
  });

  expect(ended.outcome('watching', 'state')).toBe('pending');
  expect(told).toBe(true);
});

it('a cancel in the bake goes back, too', async () => {
  const running = world.start(rollout({ steps: [{ weightPercent: 10 }], bakeSeconds: 1800 }));
  await world.untilServed('2');

  world.world.orca.cancel(running.id, 'jane', 'not good enough');
  await running.ended();
  await world.untilServed('1');

  expect(await world.served()).toBe('1');
});

it('guards without anything to compare with say so', async () => {
  await world.makeFunction(answering(1));

  const ended = await world.run(rollout({ guards: errorRate, aliasName: 'fresh', evidence: { extendSeconds: 0 } }));

  expect(ended.status).toBe('SUCCEEDED');
  expect(ended.warnings.join()).toContain('The guards have nothing to compare with');
});
