import { durationRolloutsOf, DURATIONS, HEALTHY, revertedShare, rolloutsOf, WORSE } from '../bench/evidenceBench';

/** Fewer than the published table, and the same ones every time. */
const ROLLOUTS = 250;
/** Drawing how long each call takes costs more than counting those that fail. */
const DURATION_ROLLOUTS = 40;

const titled = <T extends { name: string; callsPerMinute: number; weight: number }>(scenarios: readonly T[]) =>
  scenarios.map((one): [string, T] => [`${one.name}, ${one.callsPerMinute} a minute at ${one.weight * 100}%`, one]);

it.each(titled(HEALTHY))('a healthy candidate is hardly ever reverted: %s', (_, scenario) => {
  expect(revertedShare(rolloutsOf(scenario, ROLLOUTS))).toBeLessThanOrEqual(0.01);
});

it.each(
  titled(
    WORSE.filter(({ increase, callsPerMinute, clump }) => increase >= 0.2 && callsPerMinute >= 100 && clump === 1),
  ),
)('a gross fault is always found: %s', (_, scenario) => {
  expect(revertedShare(rolloutsOf(scenario, ROLLOUTS))).toBe(1);
});

it.each(titled(WORSE.filter(({ increase }) => increase <= 0.01)))(
  'a tolerated increase reverts nothing: %s',
  (_, scenario) => {
    expect(revertedShare(rolloutsOf(scenario, ROLLOUTS))).toBeLessThanOrEqual(0.01);
  },
);

it.each(titled(DURATIONS.filter(({ factor }) => factor === 1)))(
  'a candidate that is as fast stays: %s',
  (_, scenario) => {
    expect(revertedShare(durationRolloutsOf(scenario, DURATION_ROLLOUTS))).toBe(0);
  },
);

it.each(titled(DURATIONS.filter(({ factor, percentile }) => factor === 2 && percentile === 'p50')))(
  'one that takes twice as long is always found: %s',
  (_, scenario) => {
    expect(revertedShare(durationRolloutsOf(scenario, DURATION_ROLLOUTS))).toBe(1);
  },
);
