import { startTestSidecar, type TestSidecar } from '../process/support/testSidecar';
import { BENCH_STAGES, runCanaryPaths, type Measured } from './canaryPaths';
import { putBuilds } from './putBuilds';

/** What a stage may look at beyond the floor; more is paid by every pipeline in time and in AWS's 15 calls a second. */
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
    '%s stays within the floor of %i and two more',
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
