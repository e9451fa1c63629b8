import type { StepRow } from './steps';

/** A row of the table, or several in the same state that nothing else is to be said about. */
export type ShownStep =
  | { kind: 'row'; row: StepRow }
  | { kind: 'fold'; look: Pick<StepRow, 'icon' | 'word'>; key: string; rows: readonly StepRow[]; words: string };

/** A run of fewer rows than this is short enough to be shown. */
const SHORTEST_RUN = 8;
/** How many rows of a run are shown at either end. */
const ENDS = 2;

/** Whether a row only repeats the state of the one before. */
const isPlain = ({ isCurrent, note, icon }: StepRow): boolean =>
  !isCurrent && note === undefined && ['done', 'todo', 'skipped', 'same'].includes(icon);

/** The rows, with what is between the ends of a long run of equal states folded. */
export function foldedSteps(rows: readonly StepRow[]): ShownStep[] {
  const shown: ShownStep[] = [];
  const show = (some: readonly StepRow[]): void => {
    for (const row of some) shown.push({ kind: 'row', row });
  };
  for (let start = 0; start < rows.length;) {
    const first = rows[start];
    let end = start + 1;
    while (first !== undefined && isPlain(first) && rows[end]?.word === first.word && isPlain(rows[end] ?? first))
      end++;
    const run = rows.slice(start, end);
    const inner = run.slice(ENDS, -ENDS);
    if (run.length < SHORTEST_RUN || first === undefined) show(run);
    else {
      show(run.slice(0, ENDS));
      shown.push({ kind: 'fold', look: first, key: `fold ${start}`, rows: inner, words: `${inner.length} more steps` });
      show(run.slice(-ENDS));
    }
    start = end;
  }
  return shown;
}
