import { runSeed } from './runSeed';
import { openSimParts, type SimParts } from './simParts';

const AT_ONCE = 5;
/** On a machine that is busy with something else. A test that ends too early would leave its world running in the next one. */
const TIMEOUT_MS = 300_000;

/**
 * Tests that no invariant breaks in the worlds of so many seeds, five to a test. Each file that uses it runs other seeds, so
 * that they take all cores.
 */
export function itBreaksNoInvariant({ from, seeds }: { from: number; seeds: number }): void {
  let parts: SimParts;

  beforeAll(async () => {
    parts = await openSimParts();
  });
  afterAll(async () => {
    await parts.close();
  });

  it.each(Array.from({ length: seeds / AT_ONCE }, (_, index) => from + index * AT_ONCE))(
    'breaks no invariant in the worlds of five seeds from %d',
    async (first) => {
      const broken: unknown[] = [];
      for (let seed = first; seed < first + AT_ONCE; seed++) {
        const result = await runSeed(parts, seed);
        for (const each of result.broken) broken.push({ seed, ...each });
      }

      expect(broken).toEqual([]);
    },
    TIMEOUT_MS,
  );
}
