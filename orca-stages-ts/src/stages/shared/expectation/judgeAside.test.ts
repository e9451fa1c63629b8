import workerThreads, { type Worker } from 'node:worker_threads';
import { expectationSchema, type Expectation } from 'stage-contract';
import { judgeAside } from './judgeAside';
import type { JudgedFacts } from './judgeResponse';

const answer = (payload: unknown): JudgedFacts => ({ payload: JSON.stringify(payload), durationMs: 1 });
const wanted = (expect: object): Expectation => expectationSchema.parse(expect);
const TOO_LONG = [
  {
    condition: 'Check',
    got: 'no result within 1000 ms; simplify the conditions, or return less',
    ok: false,
  },
];

/** How often the event loop came round while something was going on. */
async function roundsDuring(work: Promise<unknown>): Promise<number> {
  let rounds = 0;
  const timer = setInterval(() => {
    rounds += 1;
  }, 5);
  await work;
  clearInterval(timer);
  return rounds;
}

it('returns the judgement of a quick check', async () => {
  const judgement = await judgeAside(wanted({ jsonPath: [{ path: '$.a', equals: 2 }] }), answer({ a: 1 }));

  expect(judgement).toMatchObject({
    ok: false,
    assertions: [{ ok: true }, { condition: '$.a', expected: '2', got: '1' }],
  });
});

it('checks thousands of texts with a harmless expression', async () => {
  const texts = { l: Array(30_000).fill('a') };

  expect(await judgeAside(wanted({ jsonPath: [{ path: '$.l[*]', matches: 'a' }] }), answer(texts))).toMatchObject({
    ok: true,
  });
});

/** Every entry of one list is looked for in all of the other. */
const entries = Array.from({ length: 30_000 }, (_, a) => ({ a }));
const SLOW = { bodyContains: { l: [...entries].reverse() } };
const LONG = { body: { l: entries } };

it.each<[string, object, unknown]>([
  ['a list within a list', SLOW, LONG],
  [
    'expressions that backtrack',
    { jsonPath: Array(9).fill({ path: '$.l', matches: '^(a+)+$' }) },
    { l: `${'a'.repeat(60)}b` },
  ],
  ['a path that finds everything in everything', { jsonPath: [{ path: '$..*..*..*..*', equals: 1 }] }, nested(12)],
])('fails %s without blocking the event loop', async (_title, expect_, payload) => {
  const check = judgeAside(wanted(expect_), answer(payload));

  const rounds = await roundsDuring(check);

  expect(await check).toMatchObject({ ok: false, assertions: TOO_LONG });
  // In the event loop itself, the check would leave room for none.
  expect(rounds).toBeGreaterThan(10);
});

it('continues with the next checks after one that took too long', async () => {
  const slow = wanted(SLOW),
    quick = wanted({ body: 'ok' });

  const judged = await Promise.all([
    ...Array.from({ length: 3 }, () => judgeAside(slow, answer(LONG))),
    ...Array.from({ length: 5 }, () => judgeAside(quick, answer({ body: 'ok' }))),
  ]);

  expect(judged.map(({ ok }) => ok)).toEqual([false, false, false, true, true, true, true, true]);
});

/** Ends every thread that the checks have started so far, as running out of the machine's memory would. */
const threads: Worker[] = [];
const endThreads = (): Promise<unknown> => Promise.all(threads.splice(0).map((thread) => thread.terminate()));

describe('a thread that ends while it has no work', () => {
  const Thread = workerThreads.Worker;
  const quick = (): ReturnType<typeof judgeAside> => judgeAside(wanted({ body: 'ok' }), answer({ body: 'ok' }));

  beforeAll(() => {
    jest.spyOn(workerThreads, 'Worker').mockImplementation((file, options) => {
      const thread = new Thread(file, options);
      threads.push(thread);
      return thread;
    });
  });
  afterAll(() => {
    jest.restoreAllMocks();
  });
  // Those of the other tests are not known; a check that never ends replaces both.
  beforeAll(async () => {
    await Promise.all([1, 2].map(() => judgeAside(wanted(SLOW), answer(LONG))));
    await Promise.all([quick(), quick()]);
  });

  it('is not used again', async () => {
    const before = threads.length;
    await endThreads();

    const judged = await Promise.all([quick(), quick(), quick()]);

    expect(before).toBeGreaterThan(0);
    expect(judged.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(threads.length).toBeGreaterThan(0);
  });

  it('does not fail a check that was already sent to it', async () => {
    const before = threads.length;
    const ends = endThreads();

    const judged = await Promise.all([quick(), quick()]);
    await ends;

    expect(before).toBeGreaterThan(0);
    expect(judged.map(({ ok }) => ok)).toEqual([true, true]);
  });
});

function nested(depth: number): unknown {
  return depth === 0 ? 1 : { a: nested(depth - 1), b: nested(depth - 1) };
}
