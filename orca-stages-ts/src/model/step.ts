import { toldOf, toldSchema, type Saying, type Told, type Worded } from 'stage-contract';
import { z } from 'zod';
import { pinWriteSchema } from './pins';

/**
 * One ordered part of a plan: what to do, as a sentence for people, with the state expected before it. Contains no
 * secrets, because plans are shown.
 */
export const stageStepSchema = z.object({
  /** Unique in its plan, and stable when the stage plans again: the key of its checkpoint. */
  id: z.string(),
  sentence: z.string(),
  /** The code and values of the sentence; absent in steps that an older release planned. */
  told: toldSchema.exactOptional(),
  /** The candidate's weight that the step sets or keeps, in percent; absent for steps that do neither. */
  weightPercent: z.number().exactOptional(),
  /** The step only waits: several looks at it are normal and not repeated attempts. */
  waits: z.literal(true).exactOptional(),
  /** Changes something in AWS (or runs code), so its intent is written before it starts. */
  mutates: z.boolean(),
  /**
   * What must be true when it starts; it waits until then. `orcaIsPolling`: Orca wants the stage, according to its record.
   * Absent: nothing; but if there is no record to read, every step that changes something waits for polls.
   */
  beginsWhen: z.literal('orcaIsPolling').exactOptional(),
  /** Runs without the target's lock (health checks, holds); the lock is taken again afterward. */
  withoutLock: z.boolean().exactOptional(),
  /**
   * Pins written together with the step's intent: what it is about to leave is known to be ours even if the process
   * dies before the response.
   */
  intends: z.array(pinWriteSchema).exactOptional(),
  /**
   * Waits this long from its start, in seconds; the outcome shows it as the hold. It is applied at its end, to check
   * whether everything is fine.
   */
  holdSeconds: z.number().exactOptional(),
  /** During a hold, it is also applied at this interval, to look at evidence. Absent: only at its end. */
  lookEverySeconds: z.number().positive().exactOptional(),
  /** What the outcome says during a hold, with its code; absent: its sentence. */
  progress: z.string().exactOptional(),
  progressTold: toldSchema.exactOptional(),
});
export type StageStep = z.output<typeof stageStepSchema>;

/** What a step does: its sentence, with its code and values. */
export const sentenceOf = (said: Saying): { sentence: string; told: Told } => ({
  sentence: said.words,
  told: toldOf(said),
});

/** What a step says during its hold, with its code. */
export const progressOf = (said: Saying): { progress: string; progressTold: Told } => ({
  progress: said.words,
  progressTold: toldOf(said),
});

/** What is said during a step's hold. */
export const wordedProgress = (step: StageStep): Worded =>
  step.progress === undefined ? wordedStep(step) : { words: step.progress, ...step.progressTold };

/** A step's sentence, to be shown elsewhere. */
export const wordedStep = ({ sentence, told }: { sentence: string; told?: Told | undefined }): Worded => ({
  words: sentence,
  ...told,
});
