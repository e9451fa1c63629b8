import type { Insertable } from 'kysely';
import type { CheckpointTable } from '../tables';

/** A planned step: its position among the operation's steps, and its document as the journal stores it. */
interface PlannedStep {
  operationId: string;
  ordinal: number;
  stepId: string;
  document: string;
  /** Whether it belongs to the failure policy. */
  recovery: boolean;
}

/** The journal row of a step that has not started. */
export const todoCheckpoint = ({
  operationId,
  ordinal,
  stepId,
  document,
  recovery,
}: PlannedStep): Insertable<CheckpointTable> => ({
  operation_id: operationId,
  ordinal,
  step_id: stepId,
  step: document,
  recovery: recovery ? 1 : 0,
  state: 'todo',
  note: null,
  tries: 0,
  unsure: 0,
  begun_at: null,
  ended_at: null,
});
