import fc from 'fast-check';
import { conditionRowsOf, conditionsOfRows, withEntry } from './expectationRows';
import { EXPECTATION_ENTRIES } from './expectationEntries';

describe('conditions as rows', () => {
  it('makes a row of each condition, and a list of the rows', () => {
    const rows = conditionRowsOf([
      { path: '$.a', greaterThan: 1, lessThan: 5 },
      { path: '$.b', matches: '200' },
    ]);

    expect(rows).toEqual([
      { path: '$.a', kind: 'lessThan', text: '5', rest: {} },
      { path: '$.a', kind: 'greaterThan', text: '1', rest: {} },
      { path: '$.b', kind: 'matches', text: '200', rest: {} },
    ]);
    expect(conditionsOfRows(rows)).toEqual([
      { path: '$.a', lessThan: 5 },
      { path: '$.a', greaterThan: 1 },
      { path: '$.b', matches: '200' },
    ]);
  });

  it('gives back what it does not know', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), (odd) => {
        const entries = odd.filter((entry) => typeof entry !== 'object' || entry === null);
        expect(conditionsOfRows(conditionRowsOf(entries)) ?? []).toEqual(entries);
      }),
    );
  });

  it('has none for nothing', () => {
    expect([conditionRowsOf(undefined), conditionRowsOf(null), conditionsOfRows([])]).toEqual([[], [], undefined]);
  });
});

describe('a map with one entry changed', () => {
  it.each([
    [{ a: 1, b: 2 }, 'a', 3, { a: 3, b: 2 }],
    [{ a: 1 }, 'b', 2, { a: 1, b: 2 }],
    [{ a: 1 }, 'a', undefined, undefined],
    [undefined, 'a', 1, { a: 1 }],
    ['odd', 'a', 1, { a: 1 }],
    [{ a: 1 }, 'a', '', { a: '' }],
  ])('%j with %s = %j is %j', (value, name, entry, after) => {
    expect(withEntry(value, name, entry)).toEqual(after);
  });
});

describe('conditions on the whole answer', () => {
  it('show what they wrote', () => {
    const texts: Record<string, string> = {
      functionError: 'true',
      body: '{"a":1}',
      bodyContains: '"x"',
      matches: '^a$',
      maxDurationMs: '800',
    };

    expect(EXPECTATION_ENTRIES.map((entry) => entry.show(entry.write(texts[entry.name] ?? '')))).toEqual([
      'true',
      '{"a":1}',
      'x',
      '^a$',
      '800',
    ]);
    expect(EXPECTATION_ENTRIES.map((entry) => entry.write(''))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
