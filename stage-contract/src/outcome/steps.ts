import { z } from 'zod';
import { toldBeside } from './told';

/** States of a step, in the words of the UI. */
export const STEP_STATES = ['todo', 'running', 'done', 'same', 'skipped', 'failed', 'reverted'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** One step. `told` is what its sentence says, `noteTold` what its note says. */
export const stepReportSchema = z.object({
  id: z.string().meta({ description: 'Unique in its operation.' }),
  kind: z
    .string()
    .optional()
    .meta({ description: 'What the step does, apart from what it works on: `hold`, `route`, `healthCheck`.' }),
  sentence: z.string().meta({ description: 'What the step does, for people.' }),
  told: toldBeside('the sentence'),
  weightPercent: z.number().optional().meta({
    description: "The candidate's weight that the step sets or keeps, in percent; absent for steps that do neither.",
  }),
  waits: z.boolean().optional().meta({
    description: 'Is there to wait, so being looked at several times is its nature and no repeated attempt.',
  }),
  state: z.enum(STEP_STATES).meta({
    description: 'How far it is. `same`: nothing had to be changed. `reverted`: it brought back what was there before.',
  }),
  startedAt: z.string().optional().meta({ description: 'When it began.' }),
  endedAt: z.string().optional().meta({ description: 'When it ended.' }),
  attempts: z.number().optional().meta({ description: 'How often it was tried or looked at, where more than once.' }),
  note: z.string().optional().meta({ description: 'What it came to.' }),
  noteTold: toldBeside('the note'),
});
export type StepReport = z.output<typeof stepReportSchema>;
