import { putTestAlarm, setTestAlarm, testCloudwatch } from 'strict-lambda/src/testing/testAlarm';
import { fixed, say, tableOf, type Row } from './tableOf';
import { DAY_MS, MINUTE_MS, startVirtualStages, type VirtualStages } from './virtualStages';

/** Rollouts of one account and region that watch two alarms and two guards each. */
export interface WatchedRollouts {
  rollouts: number;
  /** They begin evenly over so many minutes. */
  beginOverMinutes: number;
}

/** What the looks of such rollouts ask of CloudWatch, per minute, once all of them hold. */
export interface LookCosts {
  describeAlarms: number;
  getMetricData: number;
  metrics: number;
}

const ALARMS = ['errors', 'latency'];
/** Every guard judges by then; durations are compared from the sixth minute of a hold on. */
const SETTLED_MINUTES = 8,
  COUNTED_MINUTES = 3;

/** Counts the calls, on a clock that jumps: looks come when they are due, however busy the machine is. */
export async function countLooks({ rollouts, beginOverMinutes }: WatchedRollouts): Promise<LookCosts> {
  const stages = await startVirtualStages();
  const { bench, clock } = stages;
  try {
    const names = Array.from({ length: rollouts }, (_, index) => `checkout-${index}`);
    for (const name of names) await stages.makeFunction(name);
    await makeAlarms(stages);
    const everyMs = (beginOverMinutes * MINUTE_MS) / rollouts;
    recordMinutes(stages, names, beginOverMinutes + SETTLED_MINUTES + COUNTED_MINUTES + 1);
    for (const name of names) {
      await begin(stages, name);
      await stages.pass(everyMs);
    }
    await stages.pass(SETTLED_MINUTES * MINUTE_MS - (clock.now() % MINUTE_MS));
    bench.lambda.clearCalls();
    await stages.pass(COUNTED_MINUTES * MINUTE_MS);
    const calls = bench.lambda.calls();
    const perMinute = (operation: string): number =>
      calls.filter((call) => call.operation === operation).length / COUNTED_MINUTES;
    return {
      describeAlarms: perMinute('DescribeAlarms'),
      getMetricData: perMinute('GetMetricData'),
      metrics: calls.reduce((sum, call) => sum + (call.metrics ?? 0), 0) / COUNTED_MINUTES,
    };
  } finally {
    await stages.close();
  }
}

async function makeAlarms({ bench }: VirtualStages): Promise<void> {
  const client = testCloudwatch(bench.lambda.url);
  for (const alarm of ALARMS) {
    await putTestAlarm(client, alarm);
    await setTestAlarm(client, alarm, 'OK');
  }
  client.destroy();
}

/** The same calls of both versions in every minute. */
function recordMinutes({ bench, clock }: VirtualStages, names: readonly string[], minutes: number): void {
  const durationsMs = Array.from({ length: 20 }, (_, index) => 100 + index);
  for (const functionName of names)
    for (let minute = 0; minute < minutes; minute += 1)
      for (const version of ['1', '2'])
        bench.lambda.recordTraffic({
          functionName,
          alias: 'live',
          version,
          minute: clock.now() + minute * MINUTE_MS,
          invocations: durationsMs.length,
          durationsMs,
        });
}

const begin = ({ bench }: VirtualStages, functionName: string): Promise<string> =>
  bench.begin(
    'Aws.LambdaTrafficRoutingStage',
    {
      functionName,
      aliasName: 'live',
      deploymentStrategy: '$GRADUAL',
      steps: [{ weightPercent: 10, holdSeconds: 7_200 }],
      alarms: ALARMS,
      guards: [{ metric: 'errorRate' }, { metric: 'durationP50' }],
      stageTimeoutMs: DAY_MS,
    },
    { executionId: `execution of ${functionName}` },
  );

/** `npm run bench -- looks`: what the looks of rollouts of one account and region ask. */
export async function looksBench(): Promise<void> {
  const rows: Row[] = [];
  for (const watched of [
    { rollouts: 1, beginOverMinutes: 1 },
    { rollouts: 10, beginOverMinutes: 1 },
    { rollouts: 100, beginOverMinutes: 1 },
    { rollouts: 100, beginOverMinutes: 23 },
  ]) {
    const { describeAlarms, getMetricData, metrics } = await countLooks(watched);
    rows.push([
      watched.rollouts,
      watched.beginOverMinutes,
      fixed(describeAlarms, 1),
      fixed(getMetricData, 1),
      fixed(metrics / watched.rollouts, 1),
      fixed((describeAlarms + getMetricData) / watched.rollouts, 2),
    ]);
  }
  say('\nCalls a minute of rollouts of one account and region that hold, with 2 alarms, errorRate and durationP50\n');
  say(tableOf(['Rollouts', 'Begun over min', 'DescribeAlarms', 'GetMetricData', 'Metrics each', 'Calls each'], rows));
}
