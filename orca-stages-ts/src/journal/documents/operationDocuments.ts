import { awsCallSchema, failureSchema, outcomeSchema } from 'stage-contract';
import { z } from 'zod';
import { followUpSchema } from '../../model/followUp';
import { outcomeReportSchema, type OutcomeReport } from '../../model/report';
import { storedDocument } from '../../model/storedDocument';
import { guardNames, reportNames } from '../../model/storedNames';

/**
 * Every poll reads these of its operation: enough for a thousand rollouts in flight, so that a document is parsed when it has changed
 * and not at each poll.
 */
const KEPT = 2_048;

/** What an operation has to say so far. */
export const reportDocument = storedDocument<OutcomeReport>({
  name: 'report',
  version: 1,
  schema: outcomeReportSchema,
  names: reportNames,
  kept: KEPT,
});

/** Why an operation has left its plan. */
export const failureDocument = storedDocument({ name: 'failure', version: 1, schema: failureSchema });

const retriedFailureSchema = failureSchema.extend({
  /** Since when AWS has refused what IAM may yet come to allow. */
  iamSinceMs: z.number().exactOptional(),
});
/** The error that a piece of work is tried again for, as the journal keeps it. */
export type RetriedFailure = z.output<typeof retriedFailureSchema>;
/** The error that is waited out now. */
export const lastErrorDocument = storedDocument({ name: 'last error', version: 1, schema: retriedFailureSchema });

/** The AWS calls of an operation, in order. A list, so it stays at version 1: an entry may gain fields. */
export const awsCallsDocument = storedDocument({
  name: 'AWS calls',
  version: 1,
  schema: z.array(awsCallSchema),
  kept: KEPT,
});

/** What a follow-up keeps instead of facts: the only state of its resource that it acts on. */
export const followUpFactsDocument = storedDocument({
  name: 'facts of a follow-up',
  version: 1,
  schema: followUpSchema.pick({ guard: true }),
  names: guardNames,
});

/** The outcome of an ended operation: a document of its own format (`formatVersion`), which any reader takes as far as it knows it. */
export const outcomeDocument = storedDocument({ name: 'outcome', version: 1, schema: outcomeSchema, kept: 256 });

/** A step of which nothing is known but that it is JSON: for what can be made of one that isn't understood. */
export const rawStepDocument = storedDocument({ name: 'steps', version: Number.MAX_SAFE_INTEGER, schema: z.unknown() });
/** Facts of which nothing is known but that they are JSON. */
export const rawFactsDocument = storedDocument({
  name: 'facts',
  version: Number.MAX_SAFE_INTEGER,
  schema: z.unknown(),
});

/** What an outcome shows of a step: the same in the steps of all stages and releases. */
export const shownStepDocument = storedDocument({
  name: 'steps',
  version: Number.MAX_SAFE_INTEGER,
  schema: z.object({ sentence: z.string(), holdSeconds: z.number().exactOptional() }),
});
