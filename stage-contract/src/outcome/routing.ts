import { z } from 'zod';
import { toldBeside } from './told';

/** Where an alias sends its calls, in AWS's layout: the main version gets what the additional one leaves. */
export const routingSchema = z.object({
  mainVersion: z.string().meta({ description: 'The version that gets the rest of the calls.' }),
  additionalVersion: z.string().optional().meta({ description: 'The second version, while the alias is split.' }),
  additionalWeightPercent: z.number().optional().meta({ description: 'Its share of the calls, in percent.' }),
});
export type Routing = z.output<typeof routingSchema>;

/** A version as the outcome shows it; the code hash is AWS's base64 SHA-256, the time is ISO 8601. */
export const versionFactsSchema = z.object({
  version: z.string().meta({ description: 'The version.' }),
  publishedAt: z.string().optional().meta({ description: 'When it was published.' }),
  codeSha256: z.string().optional().meta({ description: "AWS's hash of its code." }),
  description: z.string().optional().meta({ description: 'What it says about itself.' }),
});
export type VersionFacts = z.output<typeof versionFactsSchema>;

/** The routing at the points in time that a stage knows. */
export const routingsSchema = z.object({
  before: routingSchema.optional().meta({ description: 'What the alias served when the stage started.' }),
  highest: routingSchema.optional().meta({ description: 'The highest weight that the candidate had.' }),
  now: routingSchema.optional().meta({ description: 'What the alias serves now.' }),
  wanted: routingSchema.optional().meta({ description: 'What the alias should serve when the stage ends.' }),
  planned: z
    .array(
      z.object({
        afterSeconds: z.number().meta({ description: 'Seconds after the first.' }),
        weightPercent: z.number().meta({ description: "The candidate's weight from then on." }),
      }),
    )
    .optional()
    .meta({ description: "With `$GRADUAL`: the candidate's weights over time, ending with 100%." }),
});
export type Routings = z.output<typeof routingsSchema>;

export const timelineEntrySchema = z.object({
  at: z.string().meta({ description: 'Time of the entry.' }),
  routing: routingSchema.optional().meta({ description: 'What the alias served from then on.' }),
  reason: z.string().meta({ description: 'Why the routing changed.' }),
  told: toldBeside('the reason'),
});
export type TimelineEntry = z.output<typeof timelineEntrySchema>;

/** The result of a timer: `skipped` if it had nothing to revert, `failed` if AWS did not let it revert. */
export const REVERT_TIMER_STATES = ['pending', 'reverted', 'cleared', 'skipped', 'failed'] as const;

/**
 * The timer of a weighted Route: when the alias reverts, to which routing, and the result after the stage has ended.
 */
export const revertTimerSchema = z.object({
  state: z.enum(REVERT_TIMER_STATES).meta({
    description:
      '`pending`; `reverted`; `cleared` by a later Route; `skipped` if there was nothing to revert; `failed` if AWS did not allow the revert.',
  }),
  revertAt: z.string().meta({ description: 'When the timer reverts the alias, or would have.' }),
  afterSeconds: z.number().meta({ description: 'Seconds in which the candidate had to be promoted.' }),
  to: routingSchema.meta({ description: 'The routing that the alias is reverted to.' }),
  endedAt: z.string().optional().meta({ description: 'When it reverted or was cleared.' }),
  note: z.string().optional().meta({ description: 'What happened to the timer, in one sentence.' }),
  noteTold: toldBeside('the note'),
});
export type RevertTimerReport = z.output<typeof revertTimerSchema>;
