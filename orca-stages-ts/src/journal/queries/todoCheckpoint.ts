import type { Insertable } from 'kysely';
import type { CheckpointTable } from '../tables';

/** A step that is planned: its place among the operation's steps, and its document as the journal keeps it. */
interface PlannedStep {
  operationId: string;
  ordinal: number;
  stepId: string;
  document: string;
  /** Whether it belongs to the failure policy. */
  recovery: boolean;
}

/** The journal's row of a step that has not begun. */
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
