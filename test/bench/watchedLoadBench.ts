import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { Outcome } from 'stage-contract';
import { putTestAlarm, setTestAlarm } from 'strict-lambda/src/testing/testAlarm';
import { startSidecarProcess, type SidecarProcess } from '../process/support/sidecarProcess';
import {
  makeFunctions,
  settingsOf,
  startLambdaWorld,
  type LambdaWorld,
  type Place,
  type SeenCall,
} from './lambdaWorld';
import { accountsOf, PLACES } from './loadBench';
import { OrcaPlayer } from './orcaPlayer';
import { processUse, type ProcessUse } from './processUse';
import { quantile } from './quantile';
import { fixed, say, tableOf, type Row } from './tableOf';

const FUNCTIONS_PER_PLACE = 100;
const ALARMS = ['errors', 'latency', 'throttles'];
/** Rollouts are posted evenly over this time, so that their looks do not come due at the same second. */
const POSTED_OVER_SECONDS = 60;
/** So that durations, too, are compared at several looks. */
const HOLD_SECONDS = 250;
/** List price in us-east-1, in USD, of one metric that GetMetricData returns, and of one API request beyond the free ones. */
const USD_PER_METRIC = 0.01 / 1000,
  USD_PER_REQUEST = 0.01 / 1000;
const MINUTE_MS = 60_000;
/** Minutes of calls that CloudWatch knows before the first rollout. */
const HISTORY_MINUTES = 5;
const CLIENTS = 8;
const MB = 1_000_000;

interface WatchedFunction {
  place: Place;
  name: string;
}

/** 1,000 gradual rollouts in flight that each watch three alarms and two guards, polled as Orca polls. */
export async function watchedLoadBench(): Promise<void> {
  const world = await startLambdaWorld({ settleDelayMs: 0, quotas: 'unlimited' });
  const sidecar = await startSidecarProcess({
    configuration: { accounts: accountsOf(PLACES, world.url), rates: {}, log: { level: 'info' } },
  });
  try {
    const names = Array.from({ length: FUNCTIONS_PER_PLACE }, (_, index) => `checkout-${index}`);
    await makeFunctions(world, PLACES, names, 2);
    const functions = names.flatMap((name) => PLACES.map((place) => ({ place, name })));
    await makeAlarms(world, functions);
    const now = Date.now();
    for (let back = HISTORY_MINUTES; back > 0; back -= 1) await call(world, functions, now - back * MINUTE_MS, ['1']);
    await world.configure({ quotas: {} });
    await world.clearCalls();
    say(
      `\n${functions.length} gradual rollouts in flight, each with ${ALARMS.length} alarms and 2 guards, posted over ${POSTED_OVER_SECONDS} s, in ${PLACES.length} pairs of account and region\n`,
    );
    report(await runRollouts(world, sidecar, functions));
  } finally {
    await sidecar.close();
    await world.close();
  }
}

/** Does the work of all, a few at a time. */
async function forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const left = [...items];
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let next = left.pop(); next !== undefined; next = left.pop()) await work(next);
    }),
  );
}

async function makeAlarms(world: LambdaWorld, functions: readonly WatchedFunction[]): Promise<void> {
  const clients = new Map(
    await Promise.all(
      PLACES.map(async (place) => [place, new CloudWatchClient(await settingsOf(world, place))] as const),
    ),
  );
  await forEach(functions, async ({ place, name }) => {
    const client = clients.get(place);
    if (client === undefined) return;
    for (const alarm of ALARMS) {
      const AlarmName = `${name}-${alarm}`;
      await putTestAlarm(client, AlarmName);
      await setTestAlarm(client, AlarmName, 'OK');
    }
  });
  for (const client of clients.values()) client.destroy();
}

/** A minute of calls of every function, through the alias. */
async function call(
  world: LambdaWorld,
  functions: readonly WatchedFunction[],
  minute: number,
  versions: readonly string[],
): Promise<void> {
  const durationsMs = Array.from({ length: 20 }, (_, index) => 100 + index);
  await forEach(functions, async ({ place: { accountId: account, region }, name }) => {
    for (const version of versions)
      await world.recordTraffic({
        functionName: name,
        alias: 'live',
        version,
        minute,
        invocations: durationsMs.length,
        durationsMs,
        account,
        region,
      });
  });
}

interface WatchedRun {
  start: ProcessUse;
  peakBytes: number;
  outcomes: Outcome[];
  calls: SeenCall[];
  startedAtMs: number;
  /** Of the sidecar, since the first rollout was posted. */
  cpuSeconds: number;
}

async function runRollouts(
  world: LambdaWorld,
  sidecar: SidecarProcess,
  functions: readonly WatchedFunction[],
): Promise<WatchedRun> {
  const orca = new OrcaPlayer(sidecar.address);
  const start = processUse(sidecar.pid());
  const startedAtMs = Date.now();
  let calling: Promise<void> = Promise.resolve();
  const traffic = setInterval(() => {
    const minute = Date.now();
    calling = calling.then(() => call(world, functions, minute, ['1', '2']));
  }, MINUTE_MS);
  const outcomes = await Promise.all(
    functions.map(async ({ place, name }, order) => {
      await new Promise((resolve) => {
        setTimeout(resolve, (order / functions.length) * POSTED_OVER_SECONDS * 1000);
      });
      const { ended } = await orca.play({
        type: 'Aws.LambdaTrafficRoutingStage',
        executionId: `execution-${order}`,
        stageId: `watched-${order}`,
        stageName: 'Roll out',
        allowedAccounts: [place.account],
        context: {
          account: place.account,
          region: place.region,
          functionName: name,
          aliasName: 'live',
          deploymentStrategy: '$GRADUAL',
          steps: [{ weightPercent: 10, holdSeconds: HOLD_SECONDS }],
          alarms: ALARMS.map((alarm) => `${name}-${alarm}`),
          guards: [{ metric: 'errorRate' }, { metric: 'durationP50', warmupMinutes: 0 }],
          evidence: { extendSeconds: 0, onTooFew: 'proceed' },
        },
      });
      return ended;
    }),
  );
  clearInterval(traffic);
  await calling;
  orca.close();
  const { peakResidentBytes: peakBytes, cpuSeconds } = processUse(sidecar.pid());
  return {
    start,
    peakBytes,
    outcomes,
    calls: await world.calls('cloudwatch'),
    startedAtMs,
    cpuSeconds: cpuSeconds - start.cpuSeconds,
  };
}

/** How much longer than planned the hold lasted, in s: its last look is part of it. */
const latenessOf = ({ outcomes }: WatchedRun): number[] =>
  outcomes.map(({ steps }) => {
    const hold = steps.find(({ id }) => id === 'hold:10');
    return (Date.parse(hold?.endedAt ?? '') - Date.parse(hold?.startedAt ?? '')) / 1000 - HOLD_SECONDS;
  });

function report(run: WatchedRun): void {
  const failed = run.outcomes.filter(({ status }) => status !== 'SUCCEEDED');
  if (failed.length > 0)
    throw new Error(`${failed.length} rollouts did not succeed; the first: ${failed[0]?.progress}`);
  const minutes = minutesOf(run);
  say(
    tableOf(
      ['Minute', 'Looks', 'DescribeAlarms', 'GetMetricData', 'Metrics', 'Metrics a look', 'Throttled'],
      minutes.map(({ looks, describeAlarms, getMetricData, metrics, throttled }, minute): Row => [
        minute + 1,
        looks,
        describeAlarms,
        getMetricData,
        metrics,
        looks === 0 ? '–' : fixed(metrics / looks, 1),
        throttled,
      ]),
    ),
  );
  const late = latenessOf(run);
  const looks = sumOf(minutes.map((minute) => minute.looks));
  const alarmCalls = sumOf(minutes.map(({ describeAlarms }) => describeAlarms)) / looks,
    figureCalls = sumOf(minutes.map(({ getMetricData }) => getMetricData)) / looks,
    metrics = Math.max(
      ...minutes
        .filter((minute) => minute.looks >= run.outcomes.length / 2)
        .map((minute) => minute.metrics / minute.looks),
    );
  say('');
  say(
    tableOf(
      ['Figure', 'Value', 'Unit', 'Budget'],
      [
        ['DescribeAlarms a look', fixed(alarmCalls, 2), '', ''],
        ['GetMetricData a look', fixed(figureCalls, 2), '', ''],
        ['Metrics a look, most', fixed(metrics, 1), '', ''],
        [
          'List price of a rollout',
          fixed((metrics * USD_PER_METRIC + alarmCalls * USD_PER_REQUEST) * 6000, 2),
          'cents/h',
          '',
        ],
        ['Lateness of the end of the hold, median', fixed(quantile(late, 0.5), 2), 's', ''],
        ['Lateness of the end of the hold, p99', fixed(quantile(late, 0.99), 2), 's', ''],
        ['Lateness of the end of the hold, longest', fixed(quantile(late, 1), 2), 's', ''],
        ['CPU of the sidecar, each rollout', Math.round((run.cpuSeconds / run.outcomes.length) * 1000), 'ms', ''],
        ['Resident memory, started', Math.round(run.start.residentBytes / MB), 'MB', ''],
        ['Resident memory, peak', Math.round(run.peakBytes / MB), 'MB', 'under 300'],
      ],
    ),
  );
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** What was planned and asked in each minute since the first rollout was posted. */
function minutesOf(run: WatchedRun) {
  const minuteOf = (timeMs: number): number => Math.floor((timeMs - run.startedAtMs) / MINUTE_MS);
  const calls = run.calls.map((call) => ({ ...call, minute: minuteOf(Date.parse(call.time)) }));
  const looks = run.outcomes.flatMap(looksOf).map(minuteOf);
  return Array.from({ length: Math.max(...calls.map(({ minute }) => minute)) + 1 }, (_, minute) => {
    const made = calls.filter((call) => call.minute === minute);
    const count = (operation: string): number => made.filter((one) => one.operation === operation).length;
    return {
      looks: looks.filter((look) => look === minute).length,
      describeAlarms: count('DescribeAlarms'),
      getMetricData: count('GetMetricData'),
      metrics: sumOf(made.map(({ metrics = 0 }) => metrics)),
      throttled: made.filter(({ status }) => status !== 200 && status < 500).length,
    };
  });
}

/** When looks were planned: one before the first weight, one a minute, and one at the end of the hold. */
function looksOf({ steps }: Outcome): number[] {
  const startOf = (id: string): number => Date.parse(steps.find((step) => step.id === id)?.startedAt ?? '');
  const hold = startOf('hold:10');
  return [
    startOf('beginWatching'),
    ...Array.from({ length: Math.floor(HOLD_SECONDS / 60) }, (_, look) => hold + (look + 1) * MINUTE_MS),
    hold + HOLD_SECONDS * 1000,
  ];
}
