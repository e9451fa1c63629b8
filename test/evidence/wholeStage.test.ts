import { runWholeStages } from '../bench/wholeStageRollouts';
import type { Scenario } from '../bench/simulatedRollouts';

const SEED = 5;
const rollout = (name: string, change: Partial<Scenario>): Scenario => ({
  name,
  callsPerMinute: 1_000,
  weight: 0.1,
  baselineRate: 0.005,
  increase: 0,
  clump: 1,
  minutes: 12,
  ...change,
});

it('in whole stages, side by side, the guard sends the worse candidates back in time, and promotes the others', async () => {
  const scenarios = [
    rollout('no difference', {}),
    rollout('no difference, in clumps', { clump: 5 }),
    rollout('worse', { increase: 0.2 }),
    rollout('a little worse', { increase: 0.05, callsPerMinute: 10_000 }),
  ];

  const ended = await runWholeStages([...scenarios, ...scenarios], SEED);

  const of = (name: string) => ended.filter(({ scenario }) => scenario.name === name);
  expect(of('no difference').map(({ worseAt }) => worseAt)).toEqual([undefined, undefined]);
  expect(of('no difference, in clumps').map(({ worseAt }) => worseAt)).toEqual([undefined, undefined]);
  for (const { outcome } of of('no difference')) {
    const { startedAt = '', endedAt = '' } = outcome.steps.find(({ id }) => id === 'hold:10') ?? {};
    // The last look comes in time, and waits for others only briefly.
    expect(Date.parse(endedAt) - Date.parse(startedAt)).toBeGreaterThanOrEqual(12 * 60_000);
    expect(Date.parse(endedAt) - Date.parse(startedAt)).toBeLessThan(12 * 60_000 + 500);
  }
  for (const { worseAt, outcome } of [...of('worse'), ...of('a little worse')]) {
    // Errors in three whole minutes, two minutes late: the first look that has them comes in minute 5 or 6.
    expect(worseAt).toBeGreaterThan(4);
    expect(worseAt).toBeLessThan(7);
    expect(outcome.watch?.guards).toMatchObject([{ metric: 'errorRate', verdict: 'worse' }]);
    expect(outcome.progress).toContain('Reverted');
  }
});
