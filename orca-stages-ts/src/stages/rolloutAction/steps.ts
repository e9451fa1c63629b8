import { z } from 'zod';
import { askSchema } from '../../model/ask';
import { stageDocuments } from '../../model/stageDocuments';
import { stageStepSchema } from '../../model/step';

const askedSchema = z.object({ operationId: z.string(), executionId: z.string(), stageName: z.string() });

const rolloutActionStepSchema = z.discriminatedUnion('kind', [
  /** Asks the rollout, and waits for its answer. */
  stageStepSchema.extend({ kind: z.literal('ask'), asked: askedSchema, ask: askSchema }),
  /** Takes the request back, if the rollout has not answered it. */
  stageStepSchema.extend({ kind: z.literal('withdraw'), verb: z.string() }),
]);
export type RolloutActionStep = z.output<typeof rolloutActionStepSchema>;

const rolloutActionFactsSchema = z.object({
  /** The rollout that has taken the action. */
  taken: askedSchema.exactOptional(),
});
export type RolloutActionFacts = Required<z.output<typeof rolloutActionFactsSchema>>;

/** What the journal stores for a Rollout Action. */
export const rolloutActionDocuments = stageDocuments<RolloutActionStep, RolloutActionFacts>({
  step: { version: 1, schema: rolloutActionStepSchema },
  facts: { version: 1, schema: rolloutActionFactsSchema },
});
