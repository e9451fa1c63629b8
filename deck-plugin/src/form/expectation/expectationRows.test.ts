import fc from 'fast-check';
import { conditionRowsOf, conditionsOfRows } from './expectationRows';

describe('conditions as rows', () => {
  it('become one row each, and the rows become a list', () => {
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

  it('keep what they do not know', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), (odd) => {
        const entries = odd.filter((entry) => typeof entry !== 'object' || entry === null);
        expect(conditionsOfRows(conditionRowsOf(entries)) ?? []).toEqual(entries);
      }),
    );
  });

  it('have no rows for an absent list', () => {
    expect([conditionRowsOf(undefined), conditionRowsOf(null), conditionsOfRows([])]).toEqual([[], [], undefined]);
  });
});
