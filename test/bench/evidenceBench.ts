import { quantile } from './quantile';
import { simulateDurations, type DurationScenario } from './simulatedDurations';
import { randomFrom, simulateRollout, type Rollout, type Scenario } from './simulatedRollouts';
import { fixed, say, tableOf, type Row } from './tableOf';
import { runWholeStages } from './wholeStageRollouts';

const MINUTES = 30;
const SEED = 20_261_201;

const scenario = (
  name: string,
  callsPerMinute: number,
  weightPercent: number,
  { baseline = 0.5, increase = 0, clump = 1 }: { baseline?: number; increase?: number; clump?: number } = {},
): Scenario => ({
  name,
  callsPerMinute,
  weight: weightPercent / 100,
  baselineRate: baseline / 100,
  increase: increase / 100,
  clump,
  minutes: MINUTES,
});

const ALL_CALLS = [10, 100, 1_000, 10_000];

/** No difference: how often a rollout is reverted for nothing. */
export const HEALTHY: readonly Scenario[] = [
  ...[0.5, 2, 20].flatMap((baseline) => [
    ...ALL_CALLS.map((calls) => scenario(`no difference, ${baseline}% errors`, calls, 10, { baseline })),
    ...[5, 25].map((weight) => scenario(`no difference, ${baseline}% errors`, 1_000, weight, { baseline })),
  ]),
  ...[5, 10].flatMap((clump) => [
    ...ALL_CALLS.map((calls) => scenario(`no difference, 0.5% errors in clumps of ${clump}`, calls, 10, { clump })),
    ...[5, 25].map((weight) => scenario(`no difference, 0.5% errors in clumps of ${clump}`, 1_000, weight, { clump })),
  ]),
];

/** A worse candidate: how often and how soon it is found. */
export const WORSE: readonly Scenario[] = [
  ...[1, 2, 5, 20].flatMap((increase) =>
    [
      [10, 10],
      [100, 5],
      [100, 10],
      [100, 25],
      [1_000, 10],
      [10_000, 10],
    ].map(([calls = 0, weight = 0]) => scenario(`+${increase} points`, calls, weight, { increase })),
  ),
  ...[5, 20].flatMap((increase) =>
    [100, 1_000].map((calls) =>
      scenario(`+${increase} points, errors in clumps of 5`, calls, 10, { increase, clump: 5 }),
    ),
  ),
];

const duration = (
  percentile: DurationScenario['percentile'],
  callsPerMinute: number,
  factor: number,
): DurationScenario => ({
  name: `${percentile}, ${factor === 1 ? 'no difference' : `${factor} times as slow`}`,
  percentile,
  callsPerMinute,
  weight: 0.1,
  factor,
  minutes: MINUTES,
});

/** Durations: how often a candidate is reverted for nothing, and how often and how soon a slower one is found. */
export const DURATIONS: readonly DurationScenario[] = (['p50', 'p99'] as const).flatMap((percentile) =>
  [1, 1.5, 2].flatMap((factor) => [100, 1_000].map((calls) => duration(percentile, calls, factor))),
);

/** Rollouts through the whole stage; the same scenarios are simulated, too. */
const WHOLE: readonly Scenario[] = [100, 1_000].flatMap((calls) => [
  scenario('no difference, 0.5% errors', calls, 10),
  scenario('+5 points', calls, 10, { increase: 5 }),
]);

/** Rollouts of a scenario that went the same way every time this is called. */
export function rolloutsOf(one: Scenario, count: number, seed = SEED): Rollout[] {
  const random = randomFrom(seed + one.callsPerMinute * 31 + Math.round(one.weight * 1_000) + one.clump);
  return Array.from({ length: count }, () => simulateRollout(one, random));
}

/** The same for durations. */
export function durationRolloutsOf(one: DurationScenario, count: number, seed = SEED): Rollout[] {
  const random = randomFrom(seed + one.callsPerMinute * 31 + one.factor * 1_000);
  return Array.from({ length: count }, () => simulateDurations(one, random));
}

/** The share of rollouts that were reverted, 0 to 1. */
export const revertedShare = (rollouts: readonly Rollout[]): number =>
  rollouts.filter(({ worseAt }) => worseAt !== undefined).length / rollouts.length;

const nameAnd = ({ name, callsPerMinute, weight }: Pick<Scenario, 'name' | 'callsPerMinute' | 'weight'>): Row => [
  name,
  callsPerMinute,
  `${weight * 100}%`,
];

/** How many were found, after how many minutes and calls of the candidate, and how many calls failed for it. */
function foundIn(rollouts: readonly Rollout[]): Row {
  const found = rollouts.filter(({ worseAt }) => worseAt !== undefined);
  const of = (value: (rollout: Rollout) => number, share: number, decimals = 0): string =>
    found.length === 0 ? '-' : fixed(quantile(found.map(value), share), decimals);
  const minute = ({ worseAt = 0 }: Rollout): number => worseAt,
    calls = ({ candidateCalls }: Rollout): number => candidateCalls;
  return [
    `${fixed(revertedShare(rollouts) * 100, 1)}%`,
    of(minute, 0.5),
    of(minute, 0.95),
    of(calls, 0.5),
    of(calls, 0.95),
    of(({ extraErrors }) => extraErrors, 0.5),
  ];
}

const FOUND_COLUMNS = ['found', 'median min', 'p95 min', 'median calls', 'p95 calls', 'extra errors'];

/** `npm run bench -- evidence`: error rates of the guards, from simulated rollouts through the code that judges real ones. */
export function benchEvidence(count = 2_000): void {
  say(`Guards: errorRate with its defaults, one hold of ${MINUTES} minutes, ${count} rollouts a row`);
  say('');
  say(
    tableOf(
      ['healthy candidate', 'calls/min', 'weight', 'wrong reverts'],
      HEALTHY.map((one) => [...nameAnd(one), `${fixed(revertedShare(rolloutsOf(one, count)) * 100, 2)}%`]),
    ),
  );
  say('');
  say(
    tableOf(
      ['worse candidate', 'calls/min', 'weight', ...FOUND_COLUMNS],
      WORSE.map((one) => [...nameAnd(one), ...foundIn(rolloutsOf(one, count))]),
    ),
  );
  // Every call's duration is drawn, which costs much more than counts.
  const durationCount = count / 4;
  say(`\nGuards: durationP50 and durationP99 with their defaults, ${durationCount} rollouts a row\n`);
  say(
    tableOf(
      ['durations', 'calls/min', 'weight', ...FOUND_COLUMNS.slice(0, -1)],
      DURATIONS.map((one) => [...nameAnd(one), ...foundIn(durationRolloutsOf(one, durationCount)).slice(0, -1)]),
    ),
  );
}

/** `npm run bench -- stage-evidence`: fewer rollouts, but each through the whole stage, next to the simulation. */
export async function benchStageEvidence(each = 50, simulated = 2_000): Promise<void> {
  const startedAt = performance.now();
  const ended = await runWholeStages(
    WHOLE.flatMap((one) => Array.from({ length: each }, () => one)),
    SEED,
  );
  const seconds = (performance.now() - startedAt) / 1000;
  say(
    `\nThe same through the whole stage: ${ended.length} rollouts side by side, in ${fixed(seconds, 0)} s; next to each row ${simulated} simulated ones\n`,
  );
  say(
    tableOf(
      ['candidate', 'calls/min', 'weight', 'rollouts', 'through', ...FOUND_COLUMNS],
      WHOLE.flatMap((one): Row[] => [
        [...nameAnd(one), each, 'the stage', ...foundIn(ended.filter(({ scenario: own }) => own === one))],
        [...nameAnd(one), simulated, 'simulation', ...foundIn(rolloutsOf(one, simulated))],
      ]),
    ),
  );
}
