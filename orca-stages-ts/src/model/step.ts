import { toldOf, toldSchema, type Saying, type Told, type Worded } from 'stage-contract';
import { z } from 'zod';
import { pinWriteSchema } from './pins';

/** One ordered piece of a plan: what to do, said for people, with the state expected before it. Holds no secret: plans are shown. */
export const stageStepSchema = z.object({
  /** Unique in its plan, stable over re-planning: the key of its checkpoint. */
  id: z.string(),
  sentence: z.string(),
  /** What the sentence says; absent in steps that an older release has planned. */
  told: toldSchema.exactOptional(),
  /** The candidate's weight that the step sets or keeps, in percent; absent for steps that do neither. */
  weightPercent: z.number().exactOptional(),
  /** Is there to wait: being looked at several times is its nature and no repeated attempt. */
  waits: z.literal(true).exactOptional(),
  /** Changes something in AWS (or runs code), so its intent is written before it begins. */
  mutates: z.boolean(),
  /** What has to be so when it begins: it waits until then. Absent: nothing. `orcaIsPolling`: not begun when Orca has stopped asking. */
  beginsWhen: z.literal('orcaIsPolling').exactOptional(),
  /** Is done without the target's lock (health checks, holds); the lock is taken again after it. */
  withoutLock: z.boolean().exactOptional(),
  /** Pins written together with the step's intent: what it is about to leave is known to be ours even if the process dies before the answer. */
  intends: z.array(pinWriteSchema).exactOptional(),
  /** Waits so long from when it was begun, in seconds: the outcome shows it as the hold. */
  holdSeconds: z.number().exactOptional(),
});
export type StageStep = z.output<typeof stageStepSchema>;

/** What a step says that it does: its sentence, with code and values beside it. */
export const sentenceOf = (said: Saying): { sentence: string; told: Told } => ({
  sentence: said.words,
  told: toldOf(said),
});

/** A step's sentence as it says it, to be shown elsewhere. */
export const wordedStep = ({ sentence, told }: Pick<StageStep, 'sentence' | 'told'>): Worded => ({
  words: sentence,
  ...told,
});
