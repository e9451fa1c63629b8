import { deletionRows, versionRanges } from './deletions';

describe('versions that Delete looked at', () => {
  it.each([
    [['2', '3', '4'], 'v2–v4'],
    [['2', '3'], 'v2, v3'],
    [['10', '9', '2', '8'], 'v2, v8–v10'],
    [['7', '7'], 'v7'],
    [['$LATEST', '3'], 'v3, $LATEST'],
    [[], ''],
  ])('%j are written %p', (versions, text) => {
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
      ['Protected', 'v9', 'in use', ''],
      ['Already gone', 'v3', '', '1'],
      ['Kept', 'v4', 'young', '1'],
      ['Kept', 'v5', 'newest', '1'],
    ]);
  });
});
