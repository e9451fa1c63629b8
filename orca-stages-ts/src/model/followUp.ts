import { z } from 'zod';
import { stageStepSchema } from './step';

/** A state of a resource, as its stage describes it: any JSON. Code that stores it doesn't know what it means. */
const opaqueSchema = z.unknown().refine((value) => value !== undefined, { message: 'is missing' });

/**
 * An operation that a success arms: it runs on its own after some time, unless another operation decides about its
 * resource before that. One that watches may run earlier, if one of its looks finds that it must.
 */
export const followUpSchema = z.object({
  /** What it acts on, such as `alias:live`. */
  resource: z.string(),
  afterSeconds: z.number(),
  /** The state that the stage leaves behind, and the only one that the follow-up acts on. */
  guard: opaqueSchema,
  /** The state that it establishes. */
  to: opaqueSchema,
  /** How it does that: with a step of the stage itself, which is the only one that knows the details. */
  step: z.looseObject(stageStepSchema.shape),
  /**
   * Looks until then whether it must run at once. Absent: nothing looks.
   */
  watch: z
    .object({
      /** A step that holds, and is applied at each of its looks. When it ends, the follow-up runs. */
      step: z.looseObject(stageStepSchema.shape),
      /** When the time is over and nothing was found, there is nothing to do. */
      onlyIfFound: z.boolean(),
    })
    .exactOptional(),
});

export interface FollowUp extends Omit<z.output<typeof followUpSchema>, 'step' | 'watch'> {
  step: z.output<typeof stageStepSchema>;
  watch?: { step: z.output<typeof stageStepSchema>; onlyIfFound: boolean };
}
