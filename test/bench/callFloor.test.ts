import { startTestSidecar, type TestSidecar } from '../process/support/testSidecar';
import { BENCH_STAGES, runCanaryPaths, type Measured } from './canaryPaths';
import { putBuilds } from './putBuilds';

/**
 * Calls that a stage may make beyond the floor; more would cost every pipeline time and part of AWS's 15 calls per
 * second.
 */
const ABOVE_FLOOR = 2;

describe('AWS calls of each stage in a canary pipeline', () => {
  let sidecar: TestSidecar;
  let measured: Measured[];
  beforeAll(async () => {
    sidecar = await startTestSidecar({ lambda: { settleDelayMs: 0 } });
    await putBuilds(sidecar.lambda);
    measured = await runCanaryPaths(sidecar, 'checkout');
  });
  afterAll(async () => {
    await sidecar.close();
  });

  it.each(BENCH_STAGES.map(({ title, floor }) => [title, floor] as const))(
    '%s stays within the floor of %i plus two calls',
    (title, floor) => {
      const calls = measured.find(({ stage }) => stage.title === title)?.calls ?? [];

      expect({ calls, count: calls.length, within: calls.length <= floor + ABOVE_FLOOR }).toEqual({
        calls,
        count: expect.any(Number),
        within: true,
      });
      expect(calls.length).toBeGreaterThan(0);
    },
  );
});
