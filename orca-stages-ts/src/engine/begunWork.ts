import { attemptsBefore, loadOperation, type CheckpointRow } from '../journal/queries/loadOperation';
import type { StageStep } from '../model/step';
import { readDocument } from './notUnderstood';
import type { OperationRun } from './operationRun';

/** What the failure policy has to look at: the steps that were begun, in order, and what they learnt. */
export interface BegunWork {
  begun: StageStep[];
  /** Ids of those whose call may not have been answered. */ unanswered: string[];
  facts: object;
}

/**
 * What this operation has begun, after what it has taken over: an earlier attempt of its stage that was stopped for it has brought
 * nothing back, so that is this one's to do, also when it comes to no plan of its own. An attempt that ended by itself ends the search.
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
    const earlier = superseded_at === null ? undefined : await loadOperation(run.engine.database, id);
    if (earlier === undefined) break;
    const begun = stepsBegun(run, earlier.checkpoints);
    if (begun.length > 0)
      return {
        begun: [...begun, ...own.begun],
        unanswered: [...stepsUnanswered(earlier.checkpoints), ...own.unanswered],
        facts: { ...readDocument(run.stage.documents.facts, earlier.operation.facts), ...own.facts },
      };
  }
  return own;
}

const stepsBegun = (run: OperationRun, rows: readonly CheckpointRow[]): StageStep[] =>
  rows.filter((row) => row.recovery === 0 && row.begun_at !== null).map((row) => run.step(row));
const stepsUnanswered = (rows: readonly CheckpointRow[]): string[] =>
  rows.filter((row) => row.recovery === 0 && row.unsure === 1).map((row) => row.step_id);
