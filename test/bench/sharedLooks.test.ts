import { countLooks } from './sharedLooks';

it('many rollouts of an account and region look with twelve calls of a kind a minute, and two kinds of GetMetricData', async () => {
  const { describeAlarms, getMetricData, metrics } = await countLooks({ rollouts: 24, beginOverMinutes: 1 });

  // Of each rollout: calls and errors of both versions, two percentiles of the baseline, calls of both, and the share
  // within the limit, which is the same for both delays here.
  expect(metrics).toBe(24 * 9);
  expect(describeAlarms).toBe(12);
  // Minutes of errors; percentiles, by the minute in which the hold began; ranks.
  expect(getMetricData).toBeGreaterThan(12 * 2);
  expect(getMetricData).toBeLessThanOrEqual(12 * 4);
});
