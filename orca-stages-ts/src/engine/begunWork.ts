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
 * What this operation has started, including work that it took over. Earlier attempts that were stopped in favor of the
 * next one have reverted nothing, so this operation must do that, even if it never gets a plan of its own. The search
 * stops at an attempt that ended normally.
 */
export async function begunWork(run: OperationRun): Promise<BegunWork> {
  let work: BegunWork = {
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
    work = both(run, workOf(run, earlier), work);
  }
  return work;
}

/** The work of two attempts; one that has begun nothing has learned nothing. */
const both = ({ stage }: OperationRun, earlier: BegunWork, later: BegunWork): BegunWork =>
  earlier.begun.length === 0
    ? later
    : {
        begun: [...earlier.begun, ...later.begun],
        unanswered: [...earlier.unanswered, ...later.unanswered],
        facts:
          later.begun.length === 0
            ? earlier.facts
            : (stage.mergeFacts?.(earlier.facts, later.facts) ?? { ...earlier.facts, ...later.facts }),
      };

/** What an earlier attempt started and learned. Throws NotUnderstood, which a new plan can't fix. */
function workOf(run: OperationRun, { operation, checkpoints }: JournalledOperation): BegunWork {
  try {
    return {
      begun: stepsBegun(run, checkpoints),
      unanswered: stepsUnanswered(checkpoints),
      facts: readDocument(run.stage.documents.facts, operation.facts),
    };
  } catch (error) {
    throw error instanceof NotUnderstood ? new NotUnderstood(error.document, error.reason, true) : error;
  }
}

const stepsBegun = (run: OperationRun, rows: readonly CheckpointRow[]): StageStep[] =>
  rows.filter((row) => row.recovery === 0 && row.begun_at !== null).map((row) => run.step(row));
const stepsUnanswered = (rows: readonly CheckpointRow[]): string[] =>
  rows.filter((row) => row.recovery === 0 && row.unsure === 1).map((row) => row.step_id);
