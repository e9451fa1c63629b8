import { z } from 'zod';
import { pinWriteSchema } from './pins';

/** One ordered piece of a plan: what to do, said for people, with the state expected before it. Holds no secret: plans are shown. */
export const stageStepSchema = z.object({
  /** Unique in its plan, stable over re-planning: the key of its checkpoint. */
  id: z.string(),
  sentence: z.string(),
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
  /** What the outcome says during a hold; absent: its sentence. */
  progress: z.string().exactOptional(),
});
export type StageStep = z.output<typeof stageStepSchema>;
