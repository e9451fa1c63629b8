import { z } from 'zod';
import { routingSchema } from './routing';
import { toldSchema } from './told';

/** A setting that differs, by name; values of the environment are never shown. */
export const differenceSchema = z.object({
  change: z.enum(['changed', 'new', 'removed']),
  setting: z.string(),
  /** Path of the stage's field that the setting is, where there is one. */
  field: z.string().optional(),
  /** The values are secret: they are never written, and never shown should they be there. */
  secret: z.boolean().optional(),
  before: z.string().optional(),
  after: z.string().optional(),
});
export type Difference = z.output<typeof differenceSchema>;

export const aliasReportSchema = z.object({
  alias: z.string(),
  routing: routingSchema,
  note: z.string(),
  noteTold: toldSchema.optional(),
});
export type AliasReport = z.output<typeof aliasReportSchema>;

export const deletionReportSchema = z.object({
  version: z.string(),
  result: z.enum(['deleted', 'protected', 'kept', 'gone']),
  reason: z.string().optional(),
  told: toldSchema.optional(),
});
export type DeletionReport = z.output<typeof deletionReportSchema>;
