import { armedBy, isLooking } from '../journal/queries/followUps';
import type { JournalledOperation } from '../journal/queries/loadOperation';
import { heldDocument } from '../journal/documents/askDocuments';
import { reportDocument } from '../journal/documents/operationDocuments';
import type { OperationRow } from '../journal/queries/loadOperation';
import type { Held } from '../model/ask';
import type { AnyStage } from '../model/stage';
import type { AskedState } from '../model/stageAsks';
import type { StageStep } from '../model/step';
import { readDocument, readOrNothing } from './notUnderstood';

/** Who has put an operation on hold; undefined if nobody has, or once it has abandoned its plan. */
export function heldOf({ held, phase, status }: Pick<OperationRow, 'held' | 'phase' | 'status'>): Held | undefined {
  return status === 'RUNNING' && phase !== 'recovering' ? readOrNothing(heldDocument, held) : undefined;
}

/** Marks the steps of the plan among the checkpoints: those of a follow-up begin where other operations revert. */
export const planRecovery = (operation: OperationRow): 0 | 1 => (armedBy(operation) === null ? 0 : 1);

/** An operation as its stage sees it when it is asked for something. Throws NotUnderstood. */
export function askedState(
  { operation, checkpoints }: JournalledOperation,
  { documents }: AnyStage,
  nowMs: number,
): AskedState<StageStep, object> {
  return {
    phase: phaseOf({ operation, checkpoints }),
    steps: checkpoints
      .filter((row) => row.recovery === planRecovery(operation))
      .map((row) => ({
        step: readDocument(documents.step, row.step),
        state: row.state,
        hasBegun: row.begun_at !== null,
        begunAtMs: row.begun_at ?? undefined,
      })),
    facts: readDocument(documents.facts, operation.facts),
    report: readDocument(reportDocument, operation.report),
    isHeld: heldOf(operation) !== undefined,
    nowMs,
  };
}

function phaseOf({ operation, checkpoints }: JournalledOperation): AskedState<StageStep, object>['phase'] {
  if (isLooking({ operation, checkpoints })) return 'watching';
  return operation.superseded_at === null ? operation.phase : 'ended';
}
