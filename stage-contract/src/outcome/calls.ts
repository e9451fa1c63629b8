import { z } from 'zod';
import { toldBeside } from './told';

/** One condition on a response, with the actual value. */
export const assertionReportSchema = z.object({
  condition: z.string().meta({ description: 'What was checked, such as `Body` or a JSON path.' }),
  expected: z.string().meta({ description: 'What the stage expects.' }),
  expectedTold: toldBeside('`expected`'),
  got: z.string().meta({ description: 'What was received, truncated.' }),
  gotTold: toldBeside('`got`'),
  ok: z.boolean().meta({ description: 'Whether the condition was met.' }),
});
export type AssertionReport = z.output<typeof assertionReportSchema>;

export const invocationReportSchema = z.object({
  index: z.number().meta({ description: 'Number of the call, starting at 1.' }),
  step: z.string().optional().meta({ description: 'The step that made the call, if a stage has several such steps.' }),
  ok: z.boolean().meta({ description: 'Whether all expectations were met.' }),
  statusCode: z.number().optional().meta({ description: 'HTTP status that Lambda returned.' }),
  executedVersion: z.string().optional().meta({ description: 'Version that ran.' }),
  durationMs: z.number().optional().meta({ description: 'Time from sending the request to the response, in ms.' }),
  functionError: z.string().optional().meta({ description: "Lambda's term for how the handler failed." }),
  requestId: z.string().optional().meta({ description: "AWS's id of the request." }),
  response: z
    .string()
    .optional()
    .meta({ description: 'The beginning of the response, unless `recordResponse` is `none`.' }),
  responseBytes: z.number().optional().meta({ description: 'Size of the whole response.' }),
  responseSha256: z.string().optional().meta({ description: 'SHA-256 of the whole response, in hex.' }),
  logTail: z.string().optional().meta({ description: 'The end of the log; only with `recordLogs`.' }),
  assertions: z.array(assertionReportSchema).meta({ description: 'Each condition with what was received.' }),
});
export type InvocationReport = z.output<typeof invocationReportSchema>;

export const awsCallSchema = z.object({
  at: z.string().meta({ description: 'When it was sent.' }),
  call: z.string().meta({ description: "AWS's name for the call." }),
  changes: z
    .boolean()
    .optional()
    .meta({ description: 'Whether the call changes something in AWS if it succeeds; a dry run and an Invoke do not.' }),
  requestId: z.string().optional().meta({ description: "AWS's id of the request." }),
  durationMs: z.number().optional().meta({ description: 'How long AWS took, in ms.' }),
  error: z.string().optional().meta({ description: "AWS's error code, where the call failed." }),
});
export type AwsCall = z.output<typeof awsCallSchema>;
