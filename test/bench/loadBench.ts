import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from 'stage-contract';
import { startSidecarProcess, type SidecarProcess } from '../process/support/sidecarProcess';
import { makeFunctions, startLambdaWorld, type LambdaWorld, type Place, type SeenCall } from './lambdaWorld';
import { OrcaPlayer, type Played } from './orcaPlayer';
import { processUse, type ProcessUse } from './processUse';
import { quantile } from './quantile';
import { fixed, say, tableOf, type Row } from './tableOf';

const REGIONS = ['us-east-1', 'eu-west-1'];
/** Ten pairs of account and region. */
export const PLACES: readonly Place[] = [1, 2, 3, 4, 5].flatMap((number) =>
  REGIONS.map((region) => ({ account: `team-${number}`, accountId: `10000000000${number}`, region })),
);
const FUNCTIONS_PER_PLACE = 100;
/** Rollouts are posted evenly over this time, so that their first steps come due one after the other. */
const POSTED_OVER_SECONDS = 60;
/** The second hold ends for all at the same time, this long after the first rollout was posted. */
const ALL_DUE_AT_SECONDS = 140;
const FIRST_HOLD_SECONDS = 60;
const MB = 1_000_000;

/** Accounts as the configuration names them, each with a role, so that every execution has its own credentials. */
export const accountsOf = (places: readonly Place[], url: string): object[] =>
  [...new Map(places.map((place) => [place.account, place])).values()].map(({ account, accountId }) => ({
    name: account,
    accountId,
    regions: REGIONS,
    assumeRoleArn: `arn:aws:iam::${accountId}:role/lambda-stages`,
    lambdaEndpoint: url,
    stsEndpoint: url,
    testCredentials: true,
  }));

/** 1,000 gradual rollouts in flight in one sidecar, polled as Orca polls. */
export async function loadBench(): Promise<void> {
  const world = await startLambdaWorld({ settleDelayMs: 0, quotas: 'unlimited' });
  const sidecar = await startSidecarProcess({
    configuration: { accounts: accountsOf(PLACES, world.url), rates: {}, log: { level: 'info' } },
  });
  try {
    await makeFunctions(
      world,
      PLACES,
      Array.from({ length: FUNCTIONS_PER_PLACE }, (_, index) => `checkout-${index}`),
      2,
    );
    await world.configure({ quotas: {} });
    await world.clearCalls();
    say(
      `\n1,000 gradual rollouts in flight, posted over ${POSTED_OVER_SECONDS} s, in ${PLACES.length} pairs of account and region\n`,
    );
    report(await runRollouts(world, sidecar));
  } finally {
    await sidecar.close();
    await world.close();
  }
}

interface LoadRun {
  start: ProcessUse;
  samples: { atSeconds: number; use: ProcessUse }[];
  orca: OrcaPlayer;
  played: Played[];
  outcomes: Outcome[];
  calls: SeenCall[];
  journalBytes: number;
  startedAtMs: number;
}

async function runRollouts(world: LambdaWorld, sidecar: SidecarProcess): Promise<LoadRun> {
  const orca = new OrcaPlayer(sidecar.address);
  const start = processUse(sidecar.pid());
  const startedAtMs = Date.now();
  const samples: LoadRun['samples'] = [];
  const sampling = setInterval(() => {
    samples.push({ atSeconds: (Date.now() - startedAtMs) / 1000, use: processUse(sidecar.pid()) });
  }, 1000);
  const rollouts = PLACES.flatMap((place) =>
    Array.from({ length: FUNCTIONS_PER_PLACE }, (_, index) => ({ place, index })),
  ).sort((a, b) => a.index - b.index);
  const played = await Promise.all(
    rollouts.map(async ({ place, index }, order) => {
      const offsetSeconds = (order / rollouts.length) * POSTED_OVER_SECONDS;
      await new Promise((resolve) => {
        setTimeout(resolve, offsetSeconds * 1000);
      });
      const secondHold = Math.round(ALL_DUE_AT_SECONDS - FIRST_HOLD_SECONDS - offsetSeconds);
      return orca.play({
        type: 'Aws.LambdaTrafficRoutingStage',
        executionId: `execution-${order}`,
        stageId: `load-${order}`,
        stageName: 'Roll out',
        allowedAccounts: [place.account],
        context: {
          account: place.account,
          region: place.region,
          functionName: `checkout-${index}`,
          aliasName: 'live',
          deploymentStrategy: '$GRADUAL',
          steps: [
            { weightPercent: 10, holdSeconds: FIRST_HOLD_SECONDS },
            { weightPercent: 50, holdSeconds: secondHold },
          ],
        },
      });
    }),
  );
  const journalBytes = (): number =>
    ['', '-wal'].reduce((sum, end) => sum + statSync(join(sidecar.folder, `journal.sqlite${end}`)).size, 0);
  const outcomes = await Promise.all(played.map(({ ended }) => ended));
  clearInterval(sampling);
  orca.close();
  return {
    start,
    samples,
    orca,
    played,
    outcomes,
    calls: await world.calls(),
    journalBytes: journalBytes(),
    startedAtMs,
  };
}

/**
 * How late the weight after each hold was changed in AWS, in s. The planned time is the start of the hold plus its
 * length, from the journal.
 */
function lateness({ played, outcomes, calls }: LoadRun): { staggered: number[]; atOnce: number[] } {
  const keyOf = (account: unknown, region: unknown, name: unknown): string => `${account}/${region}/${name}`;
  const moves = new Map<string, number[]>();
  for (const call of calls) {
    if (call.operation !== 'UpdateAlias' || call.status !== 200) continue;
    const account = PLACES.find(({ accountId }) => accountId === call.account)?.account;
    const key = keyOf(account, call.region, call.functionName);
    moves.set(key, [...(moves.get(key) ?? []), Date.parse(call.time) + call.durationMs]);
  }
  const late = (hold: 'hold:10' | 'hold:50', move: 1 | 2): number[] =>
    outcomes.map(({ steps, target }, index) => {
      const { context } = played[index]?.stage ?? {};
      const held = (context?.['steps'] as { holdSeconds: number }[] | undefined)?.[move - 1]?.holdSeconds ?? NaN;
      const from = Date.parse(steps.find(({ id }) => id === hold)?.startedAt ?? '');
      return (
        ((moves.get(keyOf(target?.account, target?.region, target?.functionName))?.[move] ?? NaN) -
          (from + held * 1000)) /
        1000
      );
    });
  return { staggered: late('hold:10', 1), atOnce: late('hold:50', 2) };
}

function report(run: LoadRun): void {
  const failed = run.outcomes.filter(({ status }) => status !== 'SUCCEEDED');
  if (failed.length > 0)
    throw new Error(`${failed.length} rollouts did not succeed; the first: ${failed[0]?.progress}`);
  const { staggered, atOnce } = lateness(run);
  const due = run.calls.filter(({ time }) => Date.parse(time) >= run.startedAtMs);
  const throttled = due.filter(({ status }) => status === 429).length;
  say(
    tableOf(
      ['Phase', 'From s', 'To s', 'Polls/s', 'CPU s/min', 'Poll p50 ms', 'p99', 'max', 'Create p50 ms', 'p99', 'max'],
      [
        phase(run, 'Posting, the posted polled every second', 0, 60),
        phase(run, 'Every first step due; fewer are polled every second', 60, 120),
        phase(run, 'All hold, polled every 15 s', 122, 138),
        phase(run, 'All due at once', 140, 165),
      ],
    ),
  );
  const perPlace = run.outcomes.length / PLACES.length;
  const boundSeconds = (2 * perPlace - 5) / 10;
  say('');
  say(
    tableOf(
      ['Lateness of steps', 'Steps', 'p50 s', 'p99 s', 'max s', 'Budget'],
      [
        lateRow('Due one after the other', staggered, 'under 1'),
        lateRow(
          `All ${run.outcomes.length} due within 2 s`,
          atOnce,
          `max ${fixed(boundSeconds * 1.15, 1)}: 2 calls each, 10/s`,
        ),
      ],
    ),
  );
  say('');
  const peak = Math.max(...run.samples.map(({ use }) => use.peakResidentBytes));
  say(
    tableOf(
      ['Figure', 'Value', 'Unit', 'Budget'],
      [
        ['Resident memory, started', Math.round(run.start.residentBytes / MB), 'MB', ''],
        ['Resident memory, peak', Math.round(peak / MB), 'MB', 'under 300'],
        ['Calls of AWS', due.length, '', ''],
        ['Calls that AWS throttled', throttled, '', '0'],
        ['Journal, with what is finished', fixed(run.journalBytes / MB, 1), 'MB', ''],
      ],
    ),
  );
}

const lateRow = (title: string, values: number[], budget: string): Row => [
  title,
  values.length,
  fixed(quantile(values, 0.5), 2),
  fixed(quantile(values, 0.99), 2),
  fixed(quantile(values, 1), 2),
  budget,
];

function phase(run: LoadRun, title: string, from: number, to: number): Row {
  const asked = run.orca.asked.filter(
    ({ atMs }) => atMs >= run.startedAtMs + from * 1000 && atMs < run.startedAtMs + to * 1000,
  );
  const took = (kind: string): number[] => asked.filter((ask) => ask.kind === kind).map(({ tookMs }) => tookMs);
  const polls = took('poll'),
    creates = took('create');
  const inside = run.samples.filter(({ atSeconds }) => atSeconds >= from && atSeconds <= to);
  const first = inside[0],
    last = inside.at(-1);
  const cpu =
    first === undefined || last === undefined
      ? NaN
      : ((last.use.cpuSeconds - first.use.cpuSeconds) / (last.atSeconds - first.atSeconds)) * 60;
  const ms = (values: number[], share: number): string =>
    values.length === 0 ? '–' : fixed(quantile(values, share), 1);
  return [
    title,
    from,
    to,
    Math.round(polls.length / (to - from)),
    fixed(cpu, 1),
    ms(polls, 0.5),
    ms(polls, 0.99),
    ms(polls, 1),
    ms(creates, 0.5),
    ms(creates, 0.99),
    ms(creates, 1),
  ];
}
