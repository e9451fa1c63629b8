import { z } from 'zod';
import { toldBeside } from './told';

/**
 * One problem with the stage's input. Codes and values were added after field and message, so they are absent in an
 * older sidecar's outcome.
 */
export const problemReportSchema = z.object({
  field: z.string().meta({ description: 'Path of the field, such as `steps.1.weightPercent`.' }),
  message: z.string().meta({ description: 'What is wrong with it, without its name.' }),
  code: z.string().optional().meta({ description: 'What is wrong, as one of the [codes of problems](failures.md).' }),
  values: z
    .record(z.string(), z.unknown())
    .optional()
    .meta({ description: 'Values that the message is made from, by name.' }),
});
export type ProblemReport = z.output<typeof problemReportSchema>;

/** What failed, where, why, and what to do next. `code` is one of ERROR_CODES. */
export const failureSchema = z.object({
  code: z.string().meta({ description: 'What kind of failure it is: one of the [failure codes](failures.md).' }),
  what: z.string().meta({ description: 'What failed, in one sentence.' }),
  told: toldBeside('`what`').meta({
    description: 'The code and values of `what`: the exact reason within the failure code.',
  }),
  where: z.string().meta({ description: 'Target or field that the failure is about.' }),
  awsCode: z.string().optional().meta({ description: "AWS's error code." }),
  awsMessage: z.string().optional().meta({ description: "AWS's message." }),
  awsRequestId: z.string().optional().meta({ description: "AWS's id of the request." }),
  step: z.string().optional().meta({ description: 'The step that failed, by its sentence.' }),
  attempts: z.number().optional().meta({ description: 'Number of attempts, if more than one.' }),
  restored: z.string().optional().meta({ description: 'What was restored, or could not be.' }),
  restoredTold: toldBeside('`restored`'),
  next: z.string().meta({ description: 'What to do next.' }),
  nextTold: toldBeside('`next`').meta({
    description: "What `next` says, as a code and values; absent when it is the failure code's own advice.",
  }),
  problems: z.array(problemReportSchema).optional().meta({ description: 'Everything wrong with the input.' }),
});
export type Failure = z.output<typeof failureSchema>;
