import { z } from 'zod';
import { toldSchema } from './told';

/** One thing wrong with the stage's input. Codes and values came after field and message, so an older sidecar's have none. */
export const problemReportSchema = z.object({
  field: z.string(),
  message: z.string(),
  /** One of the problem codes; what is wrong, apart from its words. */
  code: z.string().optional(),
  /** What the message says of this case, by name. */
  values: z.record(z.string(), z.unknown()).optional(),
});
export type ProblemReport = z.output<typeof problemReportSchema>;

/** What failed, where, why, and what to do next. `code` is one of ERROR_CODES. */
export const failureSchema = z.object({
  code: z.string(),
  what: z.string(),
  /** What `what` says: the finer reason within the code. */
  told: toldSchema.optional(),
  where: z.string(),
  awsCode: z.string().optional(),
  awsMessage: z.string().optional(),
  awsRequestId: z.string().optional(),
  step: z.string().optional(),
  attempts: z.number().optional(),
  restored: z.string().optional(),
  next: z.string(),
  /** What `next` says, when it is not the code's own advice. */
  nextTold: toldSchema.optional(),
  problems: z.array(problemReportSchema).optional(),
});
export type Failure = z.output<typeof failureSchema>;
