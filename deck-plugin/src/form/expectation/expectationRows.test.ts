import fc from 'fast-check';
import { conditionRowsOf, conditionsOfRows } from './expectationRows';

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
