import { z } from 'zod';
import { toldSchema } from './told';

/** Where an alias sends its calls: AWS's own layout, the main version taking what the additional one leaves. */
export const routingSchema = z.object({
  mainVersion: z.string(),
  additionalVersion: z.string().optional(),
  additionalWeightPercent: z.number().optional(),
});
export type Routing = z.output<typeof routingSchema>;

/** A version as the outcome shows it; the code hash is AWS's base64 SHA-256, the time ISO 8601. */
export const versionFactsSchema = z.object({
  version: z.string(),
  publishedAt: z.string().optional(),
  codeSha256: z.string().optional(),
});
export type VersionFacts = z.output<typeof versionFactsSchema>;

/** The routing at the moments that a stage knows. */
export const routingsSchema = z.object({
  before: routingSchema.optional(),
  highest: routingSchema.optional(),
  now: routingSchema.optional(),
  wanted: routingSchema.optional(),
  /** The candidate's weights over time as planned, in seconds after the first; ends with 100%. */
  planned: z.array(z.object({ afterSeconds: z.number(), weightPercent: z.number() })).optional(),
});
export type Routings = z.output<typeof routingsSchema>;

export const timelineEntrySchema = z.object({
  at: z.string(),
  routing: routingSchema.optional(),
  reason: z.string(),
  told: toldSchema.optional(),
});
export type TimelineEntry = z.output<typeof timelineEntrySchema>;

/** What has become of a timer: `skipped` when it had nothing to revert, `failed` when AWS did not let it. */
export const REVERT_TIMER_STATES = ['pending', 'reverted', 'cleared', 'skipped', 'failed'] as const;

/** The timer of a weighted Route: when the alias goes back by itself, where to, and what has become of it since the stage ended. */
export const revertTimerSchema = z.object({
  state: z.enum(REVERT_TIMER_STATES),
  /** When it reverts, or would have. */
  revertAt: z.string(),
  /** Seconds that the candidate had for being promoted. */
  afterSeconds: z.number(),
  to: routingSchema,
  endedAt: z.string().optional(),
  /** What has become of it, in one sentence. */
  note: z.string().optional(),
  noteTold: toldSchema.optional(),
});
export type RevertTimerReport = z.output<typeof revertTimerSchema>;
