import { z } from 'zod';

/** One condition on a response, with what came. */
export const assertionReportSchema = z.object({
  condition: z.string(),
  expected: z.string(),
  got: z.string(),
  ok: z.boolean(),
});
export type AssertionReport = z.output<typeof assertionReportSchema>;

export const invocationReportSchema = z.object({
  index: z.number(),
  /** The step that made the call, where a stage has several such steps. */
  step: z.string().optional(),
  ok: z.boolean(),
  statusCode: z.number().optional(),
  executedVersion: z.string().optional(),
  durationMs: z.number().optional(),
  functionError: z.string().optional(),
  requestId: z.string().optional(),
  response: z.string().optional(),
  responseBytes: z.number().optional(),
  responseSha256: z.string().optional(),
  logTail: z.string().optional(),
  assertions: z.array(assertionReportSchema),
});
export type InvocationReport = z.output<typeof invocationReportSchema>;

export const awsCallSchema = z.object({
  at: z.string(),
  call: z.string(),
  /** The call changes something at AWS when it succeeds; a dry run and an Invoke do not. */
  changes: z.boolean().optional(),
  requestId: z.string().optional(),
  durationMs: z.number().optional(),
  error: z.string().optional(),
});
export type AwsCall = z.output<typeof awsCallSchema>;
