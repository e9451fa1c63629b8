import { z } from 'zod';
import { awsCallSchema, invocationReportSchema } from './calls';
import { aliasReportSchema, deletionReportSchema, differenceSchema } from './changes';
import { evidenceSchema } from './evidence';
import { failureSchema } from './failure';
import { revertTimerSchema, routingsSchema, timelineEntrySchema, versionFactsSchema } from './routing';
import { stepReportSchema } from './steps';
import { toldSchema } from './told';

/**
 * Version of the outcome's form; a reader that meets a higher one shows what it knows. 2 added codes beside the texts (`told`) and `evidence`;
 * everything that 1 had is still there and means the same.
 */
export const OUTCOME_FORMAT_VERSION = 2;

/** The four words that Orca's monitor is configured for. */
export const OPERATION_STATUSES = ['RUNNING', 'SUCCEEDED', 'TERMINAL', 'CANCELED'] as const;
export type OperationStatus = (typeof OPERATION_STATUSES)[number];

/** The last status body of every stage: what Orca polls, Deck shows, and downstream expressions read. At most 64 KB. */
export const outcomeSchema = z.object({
  formatVersion: z.number(),
  id: z.string(),
  stageType: z.string(),
  status: z.enum(OPERATION_STATUSES),
  /** One sentence; always text, as Orca fails a stage whose progress is not. */
  progress: z.string(),
  progressTold: toldSchema.optional(),
  target: z.object({
    account: z.string(),
    region: z.string(),
    functionName: z.string(),
    aliasName: z.string().optional(),
  }),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  deadlineAt: z.string().optional(),
  baseline: versionFactsSchema.optional(),
  candidate: versionFactsSchema.optional(),
  routing: routingsSchema.optional(),
  /** The hold that is going on: the routing stays as it is between these times. */
  hold: z.object({ from: z.string(), until: z.string() }).optional(),
  /** Goes on after the stage has ended; changes the document once more when it fires or is cleared. */
  revertTimer: revertTimerSchema.optional(),
  steps: z.array(stepReportSchema),
  timeline: z.array(timelineEntrySchema),
  differences: z.array(differenceSchema),
  aliases: z.array(aliasReportSchema).optional(),
  invocations: z.array(invocationReportSchema).optional(),
  /** What was measured on which version, and what it means, the newest last. */
  evidence: z.array(evidenceSchema).optional(),
  deletions: z.array(deletionReportSchema).optional(),
  awsCalls: z.array(awsCallSchema),
  /** How many entries were left out of lists that have a limit. */
  omitted: z.record(z.string(), z.number()).optional(),
  warnings: z.array(z.string()),
  /** What each warning says, in the same order; null for one that an older release left without a code. */
  warningsTold: z.array(toldSchema.nullable()).optional(),
  failure: failureSchema.optional(),
  outputs: z.record(z.string(), z.unknown()),
});
export type Outcome = z.output<typeof outcomeSchema>;

/** Limits of the outcome document. */
export const OUTCOME_LIMITS = {
  totalBytes: 65_536,
  timelineEntries: 200,
  evidence: 100,
  awsCalls: 100,
  responseBytes: 4_096,
} as const;
