import { HEALTHY, revertedShare, rolloutsOf, WORSE } from '../bench/evidenceBench';

/** Fewer than the published table, and the same ones every time. */
const ROLLOUTS = 250;

const titled = <T extends { name: string; callsPerMinute: number; weight: number }>(scenarios: readonly T[]) =>
  scenarios.map((one): [string, T] => [`${one.name}, ${one.callsPerMinute} a minute at ${one.weight * 100}%`, one]);

it.each(titled(HEALTHY))('a healthy candidate is hardly ever reverted: %s', (_, scenario) => {
  expect(revertedShare(rolloutsOf(scenario, ROLLOUTS))).toBeLessThanOrEqual(0.01);
});

it.each(titled(WORSE.filter(({ increase }) => increase >= 0.2)))('a gross fault is always found: %s', (_, scenario) => {
  expect(revertedShare(rolloutsOf(scenario, ROLLOUTS))).toBe(1);
});

it.each(titled(WORSE.filter(({ increase }) => increase <= 0.01)))(
  'a tolerated increase reverts nothing: %s',
  (_, scenario) => {
    expect(revertedShare(rolloutsOf(scenario, ROLLOUTS))).toBeLessThanOrEqual(0.01);
  },
);
