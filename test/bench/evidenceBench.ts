import { quantile } from './quantile';
import { randomFrom, simulateRollout, type Rollout, type Scenario } from './simulatedRollouts';
import { fixed, say, tableOf, type Row } from './tableOf';

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

/** No difference: how often a rollout is reverted for nothing. */
export const HEALTHY: readonly Scenario[] = [
  ...[0.5, 2, 20].flatMap((baseline) =>
    [10, 100, 1_000, 10_000].map((calls) => scenario(`no difference, ${baseline}% errors`, calls, 10, { baseline })),
  ),
  ...[5, 25].map((weight) => scenario('no difference, 2% errors', 1_000, weight, { baseline: 2 })),
  ...[5, 10].flatMap((clump) =>
    [10, 100, 1_000, 10_000].map((calls) =>
      scenario(`no difference, 0.5% errors in clumps of ${clump}`, calls, 10, { clump }),
    ),
  ),
];

/** A worse candidate: how often and how soon it is found. */
export const WORSE: readonly Scenario[] = [1, 2, 5, 20].flatMap((increase) =>
  [
    [100, 5],
    [100, 10],
    [100, 25],
    [1_000, 10],
    [10_000, 10],
  ].map(([calls = 0, weight = 0]) => scenario(`+${increase} points`, calls, weight, { increase })),
);

/** Rollouts of a scenario that went the same way every time this is called. */
export function rolloutsOf(one: Scenario, count: number, seed = SEED): Rollout[] {
  const random = randomFrom(seed + one.callsPerMinute * 31 + Math.round(one.weight * 1_000) + one.clump);
  return Array.from({ length: count }, () => simulateRollout(one, random));
}

/** The share of rollouts that were reverted, 0 to 1. */
export const revertedShare = (rollouts: readonly Rollout[]): number =>
  rollouts.filter(({ worseAt }) => worseAt !== undefined).length / rollouts.length;

const nameAnd = ({ name, callsPerMinute, weight }: Scenario): Row => [name, callsPerMinute, `${weight * 100}%`];

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
      ['worse candidate', 'calls/min', 'weight', 'found', 'median min', 'p95 min', 'median calls', 'extra errors'],
      WORSE.map((one) => {
        const rollouts = rolloutsOf(one, count);
        const found = rollouts.filter(({ worseAt }) => worseAt !== undefined);
        const of = (values: number[], share: number): string =>
          values.length === 0 ? '-' : fixed(quantile(values, share), 0);
        return [
          ...nameAnd(one),
          `${fixed((found.length / rollouts.length) * 100, 1)}%`,
          of(
            found.map(({ worseAt = 0 }) => worseAt),
            0.5,
          ),
          of(
            found.map(({ worseAt = 0 }) => worseAt),
            0.95,
          ),
          of(
            found.map(({ candidateCalls }) => candidateCalls),
            0.5,
          ),
          of(
            found.map(({ extraErrors }) => extraErrors),
            0.5,
          ),
        ];
      }),
    ),
  );
}
