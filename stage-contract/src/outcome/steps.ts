import { z } from 'zod';
import { toldSchema } from './told';

/** States of a step, in the words of the UI. */
export const STEP_STATES = ['todo', 'running', 'done', 'same', 'skipped', 'failed', 'reverted'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** One step. `told` is what its sentence says, `noteTold` what its note says. */
export const stepReportSchema = z.object({
  id: z.string(),
  /** What the step does, apart from what it works on: `hold`, `route`, `healthCheck`. */
  kind: z.string().optional(),
  sentence: z.string(),
  told: toldSchema.optional(),
  /** The candidate's weight that the step sets or keeps, in percent; absent for steps that do neither. */
  weightPercent: z.number().optional(),
  /** Is there to wait, so being looked at several times is its nature and no repeated attempt. */
  waits: z.boolean().optional(),
  state: z.enum(STEP_STATES),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  attempts: z.number().optional(),
  note: z.string().optional(),
  noteTold: toldSchema.optional(),
});
export type StepReport = z.output<typeof stepReportSchema>;
