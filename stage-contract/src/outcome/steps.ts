import { z } from 'zod';
import { toldBeside } from './told';

/** States of a step, in the UI's words. */
export const STEP_STATES = ['todo', 'running', 'done', 'same', 'skipped', 'failed', 'reverted'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** One step. `told` is the code of its sentence, `noteTold` that of its note. */
export const stepReportSchema = z.object({
  id: z.string().meta({ description: 'ID of the step, unique in its operation.' }),
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
    description: 'The step only waits, so several looks at it are not repeated attempts.',
  }),
  state: z.enum(STEP_STATES).meta({
    description: 'State of the step. `same`: nothing had to change. `reverted`: it restored what was there before.',
  }),
  startedAt: z.string().optional().meta({ description: 'Start time.' }),
  endedAt: z.string().optional().meta({ description: 'End time.' }),
  attempts: z.number().optional().meta({ description: 'Number of attempts or looks, if more than one.' }),
  note: z.string().optional().meta({ description: 'The result, in a few words.' }),
  noteTold: toldBeside('the note'),
});
export type StepReport = z.output<typeof stepReportSchema>;
