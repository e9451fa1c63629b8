import { PLANTED_BUGS } from './plantedBugs';
import { runSeed } from './runSeed';
import { openSimParts, type SimParts } from './simParts';

let parts: SimParts;

beforeAll(async () => {
  parts = await openSimParts();
});
afterAll(async () => {
  await parts.close();
});

it('goes the same way each time: a seed is all that decides', async () => {
  const first = await runSeed(parts, 23_496);
  await runSeed(parts, 7);
  const again = await runSeed(parts, 23_496);

  expect(again.lines).toEqual(first.lines);
  expect(again.hash).toBe(first.hash);
  expect((await runSeed(parts, 23_497)).hash).not.toBe(first.hash);
});

it('lets pipelines happen, and disturbs them', async () => {
  const { lines } = await runSeed(parts, 5);

  expect(lines.join('\n')).toMatch(/starts pipeline 1[^]*PublishVersion[^]*ended (SUCCEEDED|TERMINAL)[^]*dies/);
});

it.each([
  ['leaseIgnored', 1],
  ['claimKept', 1],
  ['noRevision', 19],
])('finds the planted bug %s in the world of seed %d', async (bug, seed) => {
  const sabotage = PLANTED_BUGS.find(({ name }) => name === bug)?.sabotage ?? {};

  const { broken } = await runSeed(parts, seed, sabotage);

  expect(broken).not.toEqual([]);
  expect((await runSeed(parts, seed)).broken).toEqual([]);
});

const SEEDS = 50;
const AT_ONCE = 10;

it.each(Array.from({ length: SEEDS / AT_ONCE }, (_, index) => 1 + index * AT_ONCE))(
  'breaks no invariant in the worlds of ten seeds from %d',
  async (from) => {
    const broken: unknown[] = [];
    for (let seed = from; seed < from + AT_ONCE; seed++) {
      const result = await runSeed(parts, seed);
      for (const each of result.broken) broken.push({ seed, ...each });
    }

    expect(broken).toEqual([]);
  },
);
