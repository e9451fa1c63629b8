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

function nested(depth: number): unknown {
  return depth === 0 ? 1 : { a: nested(depth - 1), b: nested(depth - 1) };
}
