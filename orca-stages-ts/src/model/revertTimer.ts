import { routingSchema } from 'stage-contract';
import { z } from 'zod';
import { stageStepSchema } from './step';

/** Brings an alias back after a while unless it has been routed until then. */
export const revertTimerSchema = z.object({
  aliasName: z.string(),
  afterSeconds: z.number(),
  /** What the stage leaves, and the only routing that is brought back. */
  guards: routingSchema,
  to: routingSchema,
  /** How it is brought back: a step of the stage itself, which alone knows the rest of it. */
  step: z.looseObject(stageStepSchema.shape),
});

export interface RevertTimer extends Omit<z.output<typeof revertTimerSchema>, 'step'> {
  step: z.output<typeof stageStepSchema>;
}
