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

it.each([
  [2060, 'a move that somebody has reversed meanwhile is repeated as configured, and shown'],
  [2848, 'what an alias came to serve after the plan of a Delete is kept'],
  [2894, 'a publication that arrives late changes nothing'],
  [3122, 'the same if the deletion arrives late'],
  [3813, "a failure policy waits longer by as much as the database's clock was set back"],
  [4030, 'a rollout whose last answer from the journal was lost has ended before the next one moves the alias'],
  [4141, 'a stage that is restarted after somebody reversed its move plans from what it finds'],
  [4345, 'a revert takes what somebody has set for its own late move, if it is the same'],
])('breaks no invariant in the world of seed %d (%s)', async (seed) => {
  expect((await runSeed(parts, seed)).broken).toEqual([]);
});

it('notices in the world of seed 2060 if the move is repeated without a word', async () => {
  const sabotage = PLANTED_BUGS.find(({ name }) => name === 'reversalIgnored')?.sabotage ?? {};

  const { broken } = await runSeed(parts, 2060, sabotage);

  expect(broken).toEqual([expect.objectContaining({ invariant: 'overwrittenEditsAreShown' })]);
});

it.each([
  ['askedAgain', 25],
  ['holdUnheard', 53],
  ['nobodyNeeded', 171],
  ['hookCalledAgain', 310],
  ['bakeIsBlind', 188],
])('finds the planted bug %s of rollouts in the world of seed %d', async (bug, seed) => {
  const sabotage = PLANTED_BUGS.find(({ name }) => name === bug)?.sabotage ?? {};

  const { broken } = await runSeed(parts, seed, sabotage);

  expect(broken).not.toEqual([]);
  expect((await runSeed(parts, seed)).broken).toEqual([]);
});

it('lets people act on rollouts that alarms watch', async () => {
  const { lines } = await runSeed(parts, 25);

  expect(lines.join('\n')).toMatch(/alarm errors: OK[^]*RolloutAction[^]*ended SUCCEEDED: .* has taken/);
});
