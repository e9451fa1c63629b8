import { z } from 'zod';
import { STAGE_TYPES } from './stageDefinition';

/** What Orca POSTs to start an operation: one run (`attempt`) of one stage (`stageId`). Source: the payload expression of `orca-config`. */
export const operationRequestSchema = z.object({
  executionId: z.string().min(1),
  application: z.string().optional(),
  pipelineName: z.string().optional(),
  user: z.string().optional(),
  allowedAccounts: z.array(z.string()).optional(),
  stageId: z.string().min(1),
  refId: z.string().optional(),
  type: z.enum(STAGE_TYPES),
  stageName: z.string().optional(),
  /** The stage's start time in ms since 1970: a restarted stage has the same ID and a new attempt. */
  attempt: z.number().int(),
  context: z.record(z.string(), z.unknown()),
});
export type OperationRequest = z.output<typeof operationRequestSchema>;

/**
 * What Orca POSTs to cancel. Everything is optional, because the body may be the raw expression that Orca could not
 * evaluate.
 */
export const cancelRequestSchema = z.object({
  executionId: z.string().optional(),
  stageId: z.string(),
  attempt: z.number().int().optional(),
});
export type CancelRequest = z.output<typeof cancelRequestSchema>;
