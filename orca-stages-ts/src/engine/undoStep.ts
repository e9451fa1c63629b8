import { z } from 'zod';
import { storedDocument } from '../model/storedDocument';
import { stageStepSchema, type StageStep } from '../model/step';
import type { UndoRecord } from '../model/undo';

const undoStepSchema = stageStepSchema.extend({
  kind: z.literal('undo'),
  record: z.object({ resource: z.string(), before: z.string(), left: z.array(z.string()) }),
  /** A change by the operation may still be on its way to AWS. */
  unanswered: z.boolean(),
});

/** The engine's own step, in every stage: restores something from its undo record. */
export type UndoStep = z.output<typeof undoStepSchema>;

/** Undo steps as stored in the journal. */
export const undoStepDocument = storedDocument({ name: 'steps', version: 1, schema: undoStepSchema, kept: 256 });

/** Whether a step is the engine's own. */
export const isUndoStep = (step: StageStep): step is UndoStep =>
  'kind' in step && step.kind === 'undo' && 'record' in step;

/** The step that applies an undo record. */
export const undoStep = (
  { resource, before, left }: UndoRecord,
  unanswered: boolean,
  words: Pick<StageStep, 'sentence' | 'told' | 'intends'>,
): UndoStep => ({
  ...words,
  id: `undo:${resource}`,
  kind: 'undo',
  mutates: true,
  record: { resource, before, left: [...left] },
  unanswered,
});
