import { z } from 'zod';
import { stageStepSchema } from './step';

/** A state of a resource as its stage describes it: any JSON. Whoever keeps it doesn't know what it means. */
const opaqueSchema = z.unknown().refine((value) => value !== undefined, { message: 'is missing' });

/** An operation that a success arms: it runs by itself after a while, unless another operation decides about its resource until then. */
export const followUpSchema = z.object({
  /** What it acts on, such as `alias:live`. */
  resource: z.string(),
  afterSeconds: z.number(),
  /** The state that the stage leaves behind, and the only one that the follow-up acts on. */
  guard: opaqueSchema,
  /** The state that it brings about. */
  to: opaqueSchema,
  /** How it does so: a step of the stage itself, which alone knows the rest of it. */
  step: z.looseObject(stageStepSchema.shape),
});

export interface FollowUp extends Omit<z.output<typeof followUpSchema>, 'step'> {
  step: z.output<typeof stageStepSchema>;
}
