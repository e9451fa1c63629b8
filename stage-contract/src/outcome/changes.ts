import { z } from 'zod';
import { routingSchema } from './routing';
import { toldBeside } from './told';

/** A setting that differs, by name; values of the environment are never shown. */
export const differenceSchema = z.object({
  change: z.enum(['changed', 'new', 'removed']).meta({ description: 'How the setting changed.' }),
  setting: z.string().meta({ description: 'The setting, for people.' }),
  field: z
    .string()
    .optional()
    .meta({ description: "Path of the stage's field that the setting is, where there is one." }),
  secret: z.boolean().optional().meta({
    description: 'The values are secret: they are never written, and must not be shown if they are present.',
  }),
  before: z.string().optional().meta({ description: 'The old value; absent for a new setting.' }),
  after: z.string().optional().meta({ description: 'The new value; absent for a removed setting.' }),
});
export type Difference = z.output<typeof differenceSchema>;

export const aliasReportSchema = z.object({
  alias: z.string().meta({ description: 'Name of the alias.' }),
  routing: routingSchema.meta({ description: 'Where the alias sends its calls.' }),
  note: z.string().meta({ description: 'What the stage did about it.' }),
  noteTold: toldBeside('the note'),
});
export type AliasReport = z.output<typeof aliasReportSchema>;

export const deletionReportSchema = z.object({
  version: z.string().meta({ description: 'The version; `$ALL` for the function as a whole.' }),
  result: z.enum(['deleted', 'protected', 'kept', 'gone']).meta({
    description:
      '`deleted`; `protected`: something still needs it; `kept`: the rule keeps it; `gone`: it no longer existed.',
  }),
  reason: z.string().optional().meta({ description: 'Why it stays, or what went with it.' }),
  told: toldBeside('the reason'),
});
export type DeletionReport = z.output<typeof deletionReportSchema>;
