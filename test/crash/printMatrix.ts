import { tableOf } from '../bench/tableOf';
import { boundaryWords, type Boundary } from './boundary';
import type { CellResult } from './runCells';

/** A column of the printed table, for one boundary, or for two of which no step has both. */
const POINTS: readonly { words: string; has: (boundary: Boundary) => boolean }[] = [
  { words: 'before', has: ({ point, nth }) => nth === 1 && (point === 'beforePlan' || point === 'beforeIntent') },
  { words: 'intent', has: ({ point }) => point === 'afterIntent' },
  { words: 'called', has: ({ point }) => point === 'afterCall' || point === 'afterObserve' },
  { words: 'waiting', has: ({ point }) => point === 'waiting' },
  { words: 'looks', has: ({ nth }) => nth === 2 },
  { words: 'written', has: ({ point }) => point === 'afterResult' || point === 'ended' },
];

export const LEGEND = `Each cell: the process was killed with -9 there, with operations of other cells at theirs, and another one finished; left when Orca went on asking, right when it had given up.
before   before the step's intent is written (of "plan": before AWS is read)
intent   after its intent is written, before its call
called   after its call, before the result is written (of "plan": after AWS was read, before the plan is written)
waiting  in the middle of a hold, when no process works on it
looks    between two looks at whether AWS has finished; of a hold: at its end
written  after its result is written (of "end": after the outcome is written)
S as without a crash, and it succeeds   F as without a crash, and it fails and its failure policy ends
U outcome unknown: a call that may have run is not repeated   A given up: what was moved is reverted, nothing continues
! wrong   . no such boundary, or not run`;

/** The matrix as a table: a line for every step of every stage, a column for every boundary. */
export function matrixTable(results: readonly CellResult[]): string {
  const lines = new Map<string, CellResult[]>();
  for (const result of results) {
    const key = JSON.stringify([result.journal.name, result.stage.title, result.boundary.step]);
    lines.set(key, [...(lines.get(key) ?? []), result]);
  }
  const rows = [...lines.values()].flatMap((cells) => {
    const first = cells[0];
    return first === undefined
      ? []
      : [
          [
            first.journal.name,
            first.stage.title,
            stepWords(first.boundary.step),
            ...POINTS.map((point) => cellWords(cells.filter((cell) => point.has(cell.boundary)))),
          ],
        ];
  });
  return tableOf(['Journal', 'Stage', 'Step', ...POINTS.map((point) => point.words)], rows);
}

const stepWords = (step: string): string => step.replace(/arn:\S*:/, '');

function cellWords(cells: readonly CellResult[]): string {
  const letter = (column: CellResult['column']): string => {
    const cell = cells.find((each) => each.column === column);
    return cell === undefined ? '.' : letterOf(cell);
  };
  return `${letter('polls')} ${letter('gaveUp')}`;
}

function letterOf({ wrong, expected }: CellResult): string {
  if (wrong !== undefined) return '!';
  if (expected.status === 'SUCCEEDED') return 'S';
  return expected.code === 'outcomeUnknown' ? 'U' : expected.code === 'abandoned' ? 'A' : 'F';
}

/** What is wrong with a cell, in one line. */
export const wrongLine = ({ journal, stage, boundary, column, wrong }: CellResult): string =>
  `WRONG ${journal.name} | ${stage.title} | ${boundary.step} | ${boundaryWords(boundary)} | ${column === 'polls' ? 'Orca polls' : 'Orca has given up'} | ${wrong}`;
