import { durationWords } from 'stage-contract';
import { entryOf, textOf } from '../../../values/readValue';
import type { GradualRow } from './gradualRows';

/** A row of the table, or several that only repeat what the ones around them say. */
export type ShownRow = { kind: 'row'; index: number } | { kind: 'fold'; from: number; to: number; words: string };

/** A run of fewer rows than this is short enough to be shown. */
const SHORTEST_RUN = 5;

const wholeOf = (row: GradualRow | undefined, name: string): number | undefined => {
  const text = row?.kind === 'weight' ? (textOf(entryOf(row.value, name))?.trim() ?? '') : '';
  return /^\d+$/.test(text) ? Number(text) : undefined;
};

/** What a row adds to the one before, and how long it holds; undefined if it does not continue a run. */
function strideOf(rows: readonly GradualRow[], index: number): { more: number; hold: number } | undefined {
  const [weight, before] = [wholeOf(rows[index], 'weightPercent'), wholeOf(rows[index - 1], 'weightPercent')];
  const [hold, holdBefore] = [wholeOf(rows[index], 'holdSeconds'), wholeOf(rows[index - 1], 'holdSeconds')];
  if (weight === undefined || before === undefined || hold === undefined || hold !== holdBefore) return undefined;
  return weight > before ? { more: weight - before, hold } : undefined;
}

/** The rows, with everything between the first and the last one of a long, even run folded. */
export function foldedRows(rows: readonly GradualRow[]): ShownRow[] {
  const shown: ShownRow[] = [];
  for (let start = 0; start < rows.length;) {
    const stride = strideOf(rows, start + 1);
    let end = start;
    while (stride !== undefined && isSame(strideOf(rows, end + 1), stride)) end++;
    shown.push({ kind: 'row', index: start });
    if (stride !== undefined && end - start + 1 >= SHORTEST_RUN)
      shown.push(
        {
          kind: 'fold',
          from: start + 1,
          to: end - 1,
          words: `${stride.more}% more every ${durationWords(stride.hold)}`,
        },
        { kind: 'row', index: end },
      );
    else for (let index = start + 1; index <= end; index++) shown.push({ kind: 'row', index });
    start = end + 1;
  }
  return shown;
}

const isSame = (one: ReturnType<typeof strideOf>, other: { more: number; hold: number }): boolean =>
  one?.more === other.more && one.hold === other.hold;
