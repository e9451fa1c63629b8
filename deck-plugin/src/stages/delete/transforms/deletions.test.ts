import { deletionRows, versionRanges } from './deletions';

describe('versions that a Delete checked', () => {
  it.each([
    [['2', '3', '4'], 'v2–v4'],
    [['2', '3'], 'v2, v3'],
    [['10', '9', '2', '8'], 'v2, v8–v10'],
    [['7', '7'], 'v7'],
    [['$LATEST', '3'], 'v3, $LATEST'],
    [[], ''],
  ])('%j are written as %p', (versions, text) => {
    expect(versionRanges(versions)).toBe(text);
  });

  it('are grouped by result and reason, protected ones apart', () => {
    const rows = deletionRows([
      { version: '3', result: 'gone' },
      { version: '2', result: 'deleted' },
      { version: '9', result: 'protected' },
      { version: '4', result: 'kept', reason: 'young' },
      { version: '5', result: 'kept', reason: 'newest' },
    ]);

    expect(rows.map(({ word, versions, reason, count }) => [word, versions, reason, count])).toEqual([
      ['Deleted', 'v2', '', '1'],
      ['Protected', 'v9', 'in use', '1'],
      ['Already gone', 'v3', '', '1'],
      ['Kept', 'v4', 'young', '1'],
      ['Kept', 'v5', 'newest', '1'],
    ]);
  });

  it('are grouped by what the reason says, however it is worded', () => {
    const kept = (version: string, count: number, reason: string) => ({
      version,
      result: 'kept' as const,
      reason,
      told: { code: 'amongNewest', values: { count } },
    });

    expect(
      deletionRows([kept('4', 2, 'Qx1'), kept('5', 2, 'Qx2'), kept('6', 3, 'Qx1')]).map(({ versions }) => versions),
    ).toEqual(['v4, v5', 'v6']);
  });
});
