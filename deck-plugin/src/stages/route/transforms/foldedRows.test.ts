import { foldedRows } from './foldedRows';
import { gradualRows } from './gradualRows';

const shown = (steps: readonly unknown[]): string[] =>
  foldedRows(gradualRows({ steps }).rows).map((row) =>
    row.kind === 'row' ? String(row.index) : `${row.from}–${row.to}: ${row.words}`,
  );
const even = (count: number, more = 10, holdSeconds: unknown = 60): unknown[] =>
  Array.from({ length: count }, (_, index) => ({ weightPercent: (index + 1) * more, holdSeconds }));

describe('the rows of a rollout', () => {
  it.each([
    ['a long, even run', even(9), ['0', '1–7: 10% more every 1 min', '8']],
    ['a short run', even(4), ['0', '1', '2', '3']],
    [
      'rows around a check',
      [...even(5, 5), { check: {} }, { weightPercent: 60 }],
      ['0', '1–3: 5% more every 1 min', '4', '5', '6'],
    ],
    [
      'two runs',
      [...even(5, 1), ...even(5, 10, '90')],
      ['0', '1–3: 1% more every 1 min', '4', '5', '6–8: 10% more every 1 min 30 s', '9'],
    ],
    [
      'uneven holds',
      even(6).map((step, index) => ({ ...(step as object), holdSeconds: 60 + index })),
      ['0', '1', '2', '3', '4', '5'],
    ],
    ['falling weights', even(6).reverse(), ['0', '1', '2', '3', '4', '5']],
    ['expressions', even(6, 10, '${parameters.hold}'), ['0', '1', '2', '3', '4', '5']],
    ['what is no step', ['x', null, 7], ['0', '1', '2']],
    ['nothing', [], []],
  ])('of %s', (_, steps, rows) => {
    expect(shown(steps)).toEqual(rows);
  });
});
