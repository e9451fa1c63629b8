import { isDeepStrictEqual } from 'node:util';
import type { StepReport } from 'stage-contract';
import type { Boundary, BoundaryPoint } from './boundary';
import type { CrashJournal } from './crashJournal';
import type { CrashRun } from './crashRun';
import type { CrashStage } from './crashStage';
import { counted, expectCell, stopBegins, undisturbedEnd, type CellEnd, type Column } from './expectCell';
import { traceStage, type Trace } from './traceStage';

/** One cell: the process dies at one boundary of one stage, and Orca keeps polling or not. */
export interface Cell {
  stage: CrashStage;
  boundary: Boundary;
  column: Column;
  journal: CrashJournal;
  expected: CellEnd;
  /** The stage has been stopped or has failed by then, or people may have asked for something. */ inPolicy: boolean;
}

export const COLUMNS: readonly Column[] = ['polls', 'gaveUp'];

/**
 * Boundaries that every step has, except that a step that changes nothing has no intent, and one in which the stage was
 * stopped, or that somebody has left out, has no result.
 */
const EVERY_STEP = ['beforeIntent', 'afterCall', 'afterResult'] as const;

/**
 * The cells of a stage: each point of an undisturbed run, in both columns. Throws if that run is not as expected,
 * because nothing could be concluded from it.
 */
export async function cellsOf(run: CrashRun, journal: CrashJournal, stage: CrashStage): Promise<Cell[]> {
  const trace = await traceStage(run, journal, stage);
  const seen = endSeen(trace),
    expected = undisturbedEnd(stage, trace);
  if (!isDeepStrictEqual(seen, expected))
    throw new Error(`${stage.title}, without a crash: ${difference(expected, seen)}\n${trace.outcome.progress}`);
  const needed = ({ id, state }: StepReport): readonly BoundaryPoint[] =>
    EVERY_STEP.filter((point) => point !== 'afterResult' || (id !== stage.stopped?.step && state !== 'skipped'));
  const begun = trace.outcome.steps.filter((step) => step.state !== 'skipped' || step.startedAt !== undefined);
  const missing = begun.flatMap((step) =>
    needed(step)
      .filter((point) => !trace.points.some((each) => each.step === trace.nameOf(step.id) && each.point === point))
      .map((point) => `${point} of ${step.id}`),
  );
  if (missing.length > 0) throw new Error(`${stage.title} has no cell for ${missing.join(', ')}.`);
  return trace.points.flatMap(({ step, point, nth }, index) =>
    COLUMNS.map((column): Cell => {
      const boundary = { step, point, nth };
      return {
        stage,
        boundary,
        column,
        journal,
        inPolicy: index >= stopBegins(stage, trace),
        expected: expectCell(stage, trace, boundary, column),
      };
    }),
  );
}

function endSeen({ points, outcome }: Trace): CellEnd | undefined {
  const last = points.at(-1);
  return last === undefined
    ? undefined
    : {
        status: outcome.status,
        code: outcome.failure?.code,
        state: last.state,
        calls: counted(last.mutations),
        runs: last.runs,
      };
}

/** The differences between two results, in words. */
export function difference(expected: CellEnd, seen: CellEnd | undefined): string {
  const parts = (['status', 'code', 'state', 'calls', 'runs'] as const).filter(
    (key) => !isDeepStrictEqual(expected[key], seen?.[key]),
  );
  return parts
    .map((key) => `${key}: expected ${JSON.stringify(expected[key])}, came to ${JSON.stringify(seen?.[key])}`)
    .join('; ');
}
