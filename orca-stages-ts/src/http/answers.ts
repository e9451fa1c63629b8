import { failureSchema, OPERATION_STATUSES, outcomeSchema, problemReportSchema } from 'stage-contract';
import { z } from 'zod';
import { JOURNAL_REASONS } from '../model/journalTrouble';
import { adviceOf, type RefusalDetails } from './refusal';

/** An operation in a response: the outcome document, and where to poll for it. */
export const operationAnswerSchema = outcomeSchema
  .extend({ statusUrl: z.string().describe('Where Orca polls. Starts with publicUrl.') })
  .meta({ description: 'The current outcome document.' });

/** Every refusal. `status` and `progress` are always text, because without them Orca fails the stage. */
export const refusalAnswerSchema = z
  .object({
    code: z.string(),
    message: z.string().describe('One sentence for people that lists everything that is wrong.'),
    problems: z.array(problemReportSchema),
    failure: failureSchema,
    status: z.enum(OPERATION_STATUSES),
    progress: z.string(),
  })
  .meta({ description: 'Why the request was rejected.' });

/** The response to a cancel. */
export const cancelAnswerSchema = z
  .object({ status: z.enum(OPERATION_STATUSES), progress: z.string(), id: z.string().optional() })
  .meta({ description: 'The result of the cancel.' });

/** Whether the process is alive, or ready. */
export const healthAnswerSchema = z.object({
  status: z.string(),
  progress: z.string(),
  reason: z.enum(JOURNAL_REASONS).optional().describe('Why the journal cannot be used.'),
  authorization: z.string().optional(),
});

/** The body of a refusal. */
export function refusalAnswer(details: RefusalDetails): z.output<typeof refusalAnswerSchema> {
  const problems = (details.problems ?? []).map((problem) => ({ ...problem, values: { ...problem.values } }));
  const next = adviceOf(details);
  const failure = {
    code: details.code,
    what: details.what,
    where: details.where,
    next,
    ...(problems.length === 0 ? {} : { problems }),
  };
  return {
    code: details.code,
    message: `${details.what} ${next}`,
    problems,
    failure,
    status: details.status,
    progress: details.what,
  };
}
