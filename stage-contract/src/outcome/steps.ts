import { z } from 'zod';
import { toldBeside } from './told';

/** States of a step, in the UI's words. */
export const STEP_STATES = ['todo', 'running', 'done', 'same', 'skipped', 'failed', 'reverted'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** What steps do, in all stages. */
export const STEP_KINDS = [
  'create',
  'configuration',
  'code',
  'publish',
  'reuse',
  'settleHead',
  'settleVersion',
  'createAlias',
  'moveAlias',
  'restoreAlias',
  'tags',
  'reserved',
  'provisioned',
  'settleProvisioned',
  'createEventSource',
  'updateEventSource',
  'deleteEventSource',
  'same',
  'leftovers',
  'leftoverCode',
  'route',
  'describeAlias',
  'restoreDescription',
  'hold',
  'healthCheck',
  'revert',
  'keepRouting',
  'restoreReserved',
  'restoreProvisioned',
  'restoreEventSource',
  'deleteCandidate',
  'keepCandidate',
  'beginWatching',
  'watch',
  'hook',
  'call',
  'callThrottledAgain',
  'judgeAnswers',
  'deleteAlias',
  'drain',
  'deleteVersion',
  'deleteMapping',
  'waitUntilMappingsGone',
  'deleteFunction',
  'holdForPerson',
  'ask',
  'withdraw',
  'undo',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** A reader that does not know a newer kind knows as much of the step as of one of release 0.1.0, which has none. */
const knownKind = (kind: unknown): unknown => STEP_KINDS.find((known) => known === kind);

/** One step. `told` is the code of its sentence, `noteTold` that of its note. */
export const stepReportSchema = z.object({
  id: z.string().meta({ description: 'ID of the step, unique in its operation.' }),
  kind: z
    .preprocess(knownKind, z.enum(STEP_KINDS).optional())
    .optional()
    .meta({
      description: `What the step does, apart from what it works on: ${STEP_KINDS.map((kind) => `\`${kind}\``).join(', ')}. A newer sidecar may have more.`,
    }),
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
