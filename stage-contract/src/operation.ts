import { z } from 'zod';
import { STAGE_TYPES } from './stageDefinition';

/** Longest ID, in characters. Orca's own IDs have 26 to 36. IDs are repeated in responses and in every log line. */
const LONGEST_ID = 200;
/** Longest name, in characters: of a stage, a pipeline, an application or a user. */
export const LONGEST_NAME = 1_000;

const id = () => z.string().min(1).max(LONGEST_ID);
const name = () => z.string().max(LONGEST_NAME).optional();

/**
 * Names of accounts. Reports only the first one that is not text: making a problem of each would keep the event loop
 * busy for seconds if the list is long.
 */
const accountNames = () =>
  z
    .array(z.unknown())
    .transform((entries, context): string[] => {
      const wrong = entries.findIndex((entry) => typeof entry !== 'string');
      if (wrong >= 0)
        context.addIssue({ code: 'invalid_type', expected: 'string', path: [wrong], input: entries[wrong] });
      return entries.filter((entry) => typeof entry === 'string');
    })
    .meta({ items: { type: 'string' } });

/** What Orca POSTs to start an operation: one run (`attempt`) of one stage (`stageId`). Source: the payload expression of `orca-config`. */
export const operationRequestSchema = z.object({
  executionId: id(),
  application: name(),
  pipelineName: name(),
  /** What triggered the pipeline, such as `build 812` or `tag v1.2`. */
  triggeredBy: name(),
  user: name(),
  allowedAccounts: accountNames().optional(),
  stageId: id(),
  refId: name(),
  type: z.enum(STAGE_TYPES),
  stageName: name(),
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
  executionId: id().optional(),
  stageId: id(),
  attempt: z.number().int().optional(),
});
export type CancelRequest = z.output<typeof cancelRequestSchema>;
