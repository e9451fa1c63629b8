import { isDeepStrictEqual } from 'node:util';
import type { Boundary, BoundaryPoint } from './boundary';
import type { CrashJournal } from './crashJournal';
import type { CrashRun } from './crashRun';
import type { CrashStage } from './crashStage';
import { counted, expectCell, policyBegins, undisturbedEnd, type CellEnd, type Column } from './expectCell';
import { runCell, type CellRun } from './runCell';
import { traceStage, type Trace } from './traceStage';

/** One cell: the process dies at one boundary of one stage, and Orca goes on asking or not. */
export interface Cell { stage: CrashStage; boundary: Boundary; column: Column; journal: CrashJournal; expected: CellEnd; /** The failure policy has begun by then. */ inPolicy: boolean }
/** A cell that has been run; `wrong` says why it is not as it must be. */
export interface CellResult extends Cell { run?: CellRun; wrong?: string }

export const COLUMNS: readonly Column[] = ['polls', 'gaveUp'];

/** Boundaries that no step is without; a step that changes nothing has no intent, and one in which the stage was stopped no result. */
const EVERY_STEP = ['beforeIntent', 'afterCall', 'afterResult'] as const;

/** The cells of a stage: each point of an undisturbed run, in both columns. Throws when that run is not what was written by hand, as nothing could follow from it. */
export async function cellsOf(run: CrashRun, journal: CrashJournal, stage: CrashStage): Promise<Cell[]> {
  const trace = await traceStage({ run, journal, stage });
  const seen = endSeen(trace), expected = undisturbedEnd(stage, trace);
  if (!isDeepStrictEqual(seen, expected)) throw new Error(`${stage.title}, without a crash: ${difference(expected, seen)}\n${trace.outcome.progress}`);
  const needed = (id: string): readonly BoundaryPoint[] => EVERY_STEP.filter((point) => point !== 'afterResult' || id !== stage.stopped?.step);
  const begun = trace.outcome.steps.filter((step) => step.state !== 'skipped' || step.startedAt !== undefined);
  const missing = begun.flatMap(({ id }) => needed(id).filter((point) => !trace.points.some((each) => each.step === trace.nameOf(id) && each.point === point)).map((point) => `${point} of ${id}`));
  if (missing.length > 0) throw new Error(`${stage.title} has no cell for ${missing.join(', ')}.`);
  return trace.points.flatMap(({ step, point, nth }, index) => COLUMNS.map((column): Cell => {
    const boundary = { step, point, nth };
    return { stage, boundary, column, journal, inPolicy: index >= policyBegins(stage, trace), expected: expectCell(stage, trace, boundary, column) };
  }));
}

/**
 * Of journals that replicas share, each boundary in one of the two columns, in turn; of others, every cell. For machines on which
 * two processes for each cell take too long: no boundary of any stage is left out, and both columns come at every kind of boundary.
 */
export function columnsInTurn(cells: readonly Cell[]): Cell[] {
  let shared = 0;
  return cells.filter(({ journal, column }) => !journal.isShared || COLUMNS.indexOf(column) === (shared++ >> 1) % COLUMNS.length);
}

/** Runs cells, so many at a time; a cell that cannot be run is a wrong one. */
export async function runCells(run: CrashRun, cells: readonly Cell[], atATime: number, onResult: (result: CellResult) => void = () => undefined, leaseMs?: number): Promise<CellResult[]> {
  return inParallel(cells, atATime, async (cell) => {
    const result = await resultOf(run, cell, leaseMs);
    onResult(result);
    return result;
  });
}

async function resultOf(crashRun: CrashRun, cell: Cell, leaseMs?: number): Promise<CellResult> {
  try {
    const run = await runCell({ run: crashRun, journal: cell.journal, stage: cell.stage, ...(leaseMs === undefined ? {} : { leaseMs }) }, cell);
    return isDeepStrictEqual(run.end, cell.expected) ? { ...cell, run } : { ...cell, run, wrong: difference(cell.expected, run.end) };
  } catch (error) {
    return { ...cell, wrong: error instanceof Error ? error.message : String(error) };
  }
}

/** Does the same for every item, so many at a time, and keeps their order. */
export async function inParallel<Item, Result>(items: readonly Item[], atATime: number, work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: atATime }, one));
  return results;
}

function endSeen({ points, outcome }: Trace): CellEnd | undefined {
  const last = points.at(-1);
  return last === undefined ? undefined : { status: outcome.status, code: outcome.failure?.code, state: last.state, calls: counted(last.mutations), runs: last.runs };
}

function difference(expected: CellEnd, seen: CellEnd | undefined): string {
  const parts = (['status', 'code', 'state', 'calls', 'runs'] as const).filter((key) => !isDeepStrictEqual(expected[key], seen?.[key]));
  return parts.map((key) => `${key}: expected ${JSON.stringify(expected[key])}, came to ${JSON.stringify(seen?.[key])}`).join('; ');
}
