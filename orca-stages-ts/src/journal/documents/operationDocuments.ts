import {
  awsCallSchema,
  failureSchema,
  outcomeSchema,
  present,
  stepReportSchema,
  toldSchema,
  type Present,
} from 'stage-contract';
import { z } from 'zod';
import { followUpSchema } from '../../model/followUp';
import { outcomeReportSchema, type OutcomeReport } from '../../model/report';
import { namesInTurn, storedDocument } from '../../model/storedDocument';
import { guardNames, reportNames } from '../../model/storedNames';
import { warningNames } from './warningNames';

/**
 * Every poll reads these for its operation. The cache is large enough for a thousand rollouts in flight, so that a
 * document is parsed when it has changed and not on every poll.
 */
const KEPT = 2_048;

/** What an operation has to report so far. */
export const reportDocument = storedDocument<OutcomeReport>({
  name: 'report',
  version: 1,
  schema: outcomeReportSchema,
  names: namesInTurn(warningNames, reportNames),
  kept: KEPT,
});

/** Why an operation has abandoned its plan. */
export const failureDocument = storedDocument({ name: 'failure', version: 1, schema: failureSchema });

const retriedFailureSchema = failureSchema.extend({
  /** How long AWS has denied something that IAM may still start to allow. */
  iamSinceMs: z.number().exactOptional(),
});
/** The error that the engine is retrying for, as the journal stores it. */
export type RetriedFailure = z.output<typeof retriedFailureSchema>;
/** The error that the engine is currently waiting out. */
export const lastErrorDocument = storedDocument({ name: 'last error', version: 1, schema: retriedFailureSchema });

/** The AWS calls of an operation, in order. It stays at version 1: it is a list, and its entries may get new fields. */
export const awsCallsDocument = storedDocument({
  name: 'AWS calls',
  version: 1,
  schema: z.array(awsCallSchema),
  kept: KEPT,
});

/** What a follow-up stores instead of facts: the only state of its resource that it acts on. */
export const followUpFactsDocument = storedDocument({
  name: 'facts of a follow-up',
  version: 1,
  schema: followUpSchema.pick({ guard: true }),
  names: guardNames,
});

/**
 * The outcome of an ended operation. It has its own format version (`formatVersion`), and readers take from it what
 * they understand.
 */
export const outcomeDocument = storedDocument({ name: 'outcome', version: 1, schema: outcomeSchema, kept: 256 });

/** A step that is only known to be JSON, for working with steps that can't be read. */
export const rawStepDocument = storedDocument({ name: 'steps', version: Number.MAX_SAFE_INTEGER, schema: z.unknown() });
/** Facts that are only known to be JSON. */
export const rawFactsDocument = storedDocument({
  name: 'facts',
  version: Number.MAX_SAFE_INTEGER,
  schema: z.unknown(),
});

const shownStepSchema = z.object({
  sentence: z.string(),
  holdSeconds: z.number().exactOptional(),
  kind: stepReportSchema.shape.kind,
  told: toldSchema.optional().catch(undefined),
  weightPercent: z.number().optional().catch(undefined),
  waits: z.boolean().optional().catch(undefined),
});
type ShownStep = z.output<typeof shownStepSchema>;

/** What an outcome shows of a step: the same for all stages and releases. */
export const shownStepDocument = storedDocument<ShownStep>({
  name: 'steps',
  version: Number.MAX_SAFE_INTEGER,
  schema: shownStepSchema,
});

/**
 * What the outcome shows beside a step's sentence. The fields are listed one by one, because a document that was read
 * contains the whole step.
 */
export const shownBeside = ({
  kind,
  told,
  weightPercent,
  waits,
}: ShownStep): Present<Pick<ShownStep, 'kind' | 'told' | 'weightPercent' | 'waits'>> =>
  present({ kind, told, weightPercent, waits });
