import {
  attemptsBefore,
  loadOperation,
  type CheckpointRow,
  type JournalledOperation,
} from '../journal/queries/loadOperation';
import type { StageStep } from '../model/step';
import { NotUnderstood, readDocument } from './notUnderstood';
import type { OperationRun } from './operationRun';

/** What the failure policy works with: the started steps, in order, and the facts that they collected. */
export interface BegunWork {
  begun: StageStep[];
  /** IDs of steps whose call may not have been answered. */ unanswered: string[];
  facts: object;
}

/**
 * What this operation has started, including work that it took over. An earlier attempt that was stopped in favor of
 * this one has reverted nothing, so this operation must do that, even if it never gets a plan of its own. The search
 * stops at an attempt that ended normally.
 */
export async function begunWork(run: OperationRun): Promise<BegunWork> {
  const own = {
    begun: stepsBegun(run, run.checkpoints),
    unanswered: stepsUnanswered(run.checkpoints),
    facts: run.learnt(),
  };
  for (const { id, superseded_at } of await attemptsBefore(
    run.engine.database,
    run.operation.stage_id,
    run.operation.attempt,
  )) {
    const earlier = superseded_at === null ? undefined : await loadOperation(run.engine, id);
    if (earlier === undefined) break;
    const { begun, learnt } = workOf(run, earlier);
    if (begun.length > 0)
      return {
        begun: [...begun, ...own.begun],
        unanswered: [...stepsUnanswered(earlier.checkpoints), ...own.unanswered],
        facts: { ...learnt, ...own.facts },
      };
  }
  return own;
}

/** What an earlier attempt started and learned. Throws NotUnderstood, which a new plan can't fix. */
function workOf(
  run: OperationRun,
  { operation, checkpoints }: JournalledOperation,
): { begun: StageStep[]; learnt: object } {
  try {
    return {
      begun: stepsBegun(run, checkpoints),
      learnt: readDocument(run.stage.documents.facts, operation.facts),
    };
  } catch (error) {
    throw error instanceof NotUnderstood ? new NotUnderstood(error.document, error.reason, true) : error;
  }
}

const stepsBegun = (run: OperationRun, rows: readonly CheckpointRow[]): StageStep[] =>
  rows.filter((row) => row.recovery === 0 && row.begun_at !== null).map((row) => run.step(row));
const stepsUnanswered = (rows: readonly CheckpointRow[]): string[] =>
  rows.filter((row) => row.recovery === 0 && row.unsure === 1).map((row) => row.step_id);
