import { emptyRow, mapOfNameRows, nameProblem, nameRowsOf } from './nameRows';

describe('rows of a map', () => {
  it('keep their identity while their names change', () => {
    const rows = [...nameRowsOf({ a: '1' }), emptyRow()];

    expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
    expect(mapOfNameRows(rows)).toEqual({ a: '1' });
  });

  it('complain about a missing or duplicate name', () => {
    const [first, second, third] = [
      { ...emptyRow(), name: 'a' },
      { ...emptyRow(), name: 'a' },
      { ...emptyRow(), text: 'x', value: 'x' },
    ] as const;
    const rows = [first, second, third];

    expect(rows.map((row) => nameProblem(rows, row))).toEqual([
      undefined,
      'is listed twice; the first one is used',
      'needs a name; not saved yet',
    ]);
  });
});
