import { sqliteJournal, type CrashJournal } from './crashJournal';
import { columnsInTurn, COLUMNS, type Cell } from './crashMatrix';

const shared: CrashJournal = { ...sqliteJournal, name: 'shared', isShared: true };
const cellsAt = (journal: CrashJournal, boundaries: number): Cell[] => Array.from({ length: boundaries }, (_, nth) =>
  COLUMNS.map((column) => ({ journal, column, boundary: { step: 'route', point: 'afterCall', nth } }) as unknown as Cell)).flat();

it('keeps every boundary of a shared journal, in both columns by turns', () => {
  const kept = columnsInTurn(cellsAt(shared, 4));

  expect(kept.map(({ boundary, column }) => [boundary.nth, column])).toEqual([[0, 'polls'], [1, 'gaveUp'], [2, 'polls'], [3, 'gaveUp']]);
});

it('keeps every cell of a journal that is not shared', () => {
  const cells = cellsAt(sqliteJournal, 3);

  expect(columnsInTurn([...cells, ...cellsAt(shared, 1)])).toEqual([...cells, expect.objectContaining({ journal: shared, column: 'polls' })]);
});
