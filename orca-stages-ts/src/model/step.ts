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
  /** Waits so long from when it was begun, in seconds: the outcome shows it as the hold. It is applied at its end, to look whether all is well. */
  holdSeconds: z.number().exactOptional(),
  /** During a hold it is applied this often as well, to look at evidence. Absent: at its end alone. */
  lookEverySeconds: z.number().positive().exactOptional(),
  /** What the outcome says during a hold, and what that says; absent: its sentence. */
  progress: z.string().exactOptional(),
  progressTold: toldSchema.exactOptional(),
});
export type StageStep = z.output<typeof stageStepSchema>;

/** What a step says that it does: its sentence, with code and values beside it. */
export const sentenceOf = (said: Saying): { sentence: string; told: Told } => ({
  sentence: said.words,
  told: toldOf(said),
});

/** What a step says during its hold, with its code beside it. */
export const progressOf = (said: Saying): { progress: string; progressTold: Told } => ({
  progress: said.words,
  progressTold: toldOf(said),
});

/** What is said during a step's hold. */
export const wordedProgress = (step: StageStep): Worded =>
  step.progress === undefined ? wordedStep(step) : { words: step.progress, ...step.progressTold };

/** A step's sentence as it says it, to be shown elsewhere. */
export const wordedStep = ({ sentence, told }: { sentence: string; told?: Told | undefined }): Worded => ({
  words: sentence,
  ...told,
});
