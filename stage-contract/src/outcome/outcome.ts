import { z } from 'zod';
import { awsCallSchema, invocationReportSchema } from './calls';
import { aliasReportSchema, deletionReportSchema, differenceSchema } from './changes';
import { evidenceSchema } from './evidence';
import { failureSchema } from './failure';
import { allowedActionSchema, heldSchema } from './actions';
import { revertTimerSchema, routingsSchema, timelineEntrySchema, versionFactsSchema } from './routing';
import { stepReportSchema } from './steps';
import { toldBeside, toldSchema } from './told';
import { watchingSchema, watchSchema } from './watch';

/**
 * Version of the outcome's format. A reader that meets a higher one shows what it knows. 2 added codes next to the
 * texts (`told`) and `evidence`; everything in 1 still exists and means the same.
 */
export const OUTCOME_FORMAT_VERSION = 2;

/** The four statuses that Orca's monitor is configured for. */
export const OPERATION_STATUSES = ['RUNNING', 'SUCCEEDED', 'TERMINAL', 'CANCELED'] as const;
export type OperationStatus = (typeof OPERATION_STATUSES)[number];

/** Limits of the outcome document. */
export const OUTCOME_LIMITS = {
  totalBytes: 65_536,
  timelineEntries: 200,
  evidence: 100,
  awsCalls: 100,
  warnings: 50,
  responseBytes: 4_096,
} as const;

/** The last status body of every stage: what Orca polls, Deck shows, and downstream expressions read. At most 64 KB. */
export const outcomeSchema = z.object({
  formatVersion: z.number().meta({ description: `Version of this form, now ${OUTCOME_FORMAT_VERSION}.` }),
  id: z.string().meta({ description: 'ID of the operation.' }),
  stageType: z.string().meta({ description: 'Type of the stage.' }),
  status: z.enum(OPERATION_STATUSES).meta({
    description: '`RUNNING`, `SUCCEEDED`, `TERMINAL` (failed) or `CANCELED`; stays `RUNNING` until a revert has ended.',
  }),
  progress: z.string().meta({
    description:
      'One sentence: what the stage is doing, or how it ended. Always text, because Orca fails a stage whose progress is anything else.',
  }),
  progressTold: toldBeside('`progress`'),
  target: z
    .object({
      account: z.string().meta({ description: 'Account, by its name in the configuration.' }),
      region: z.string().meta({ description: 'Region.' }),
      functionName: z.string().meta({ description: 'Name of the function.' }),
      aliasName: z.string().optional().meta({ description: 'The alias that the stage works on.' }),
    })
    .meta({ description: 'What the stage works on.' }),
  startedAt: z.string().optional().meta({ description: 'Start time.' }),
  endedAt: z.string().optional().meta({ description: 'End time.' }),
  deadlineAt: z.string().optional().meta({ description: 'When the stage gives up.' }),
  baseline: versionFactsSchema.optional().meta({ description: 'What the alias served before this execution.' }),
  candidate: versionFactsSchema.optional().meta({ description: 'The version that the stage introduces.' }),
  routing: routingsSchema
    .optional()
    .meta({ description: "What the alias serves at the moments that the stage knows, in AWS's layout." }),
  hold: z
    .object({
      from: z.string().meta({ description: 'Start time.' }),
      until: z.string().meta({
        description: 'End time; the latest one, if it lasts longer than planned or until somebody continues it.',
      }),
      plannedUntil: z.string().optional().meta({ description: 'When it should have ended, if it lasts longer.' }),
    })
    .optional()
    .meta({ description: 'The current hold; `progress` says how much of it is left.' }),
  held: heldSchema.optional().meta({
    description: 'Somebody has put the rollout on hold, until somebody continues it; absent otherwise.',
  }),
  actions: z
    .array(allowedActionSchema)
    .optional()
    .meta({ description: 'What people may do to a Route now, with an AWS Lambda Rollout Action stage.' }),
  revertTimer: revertTimerSchema.optional().meta({
    description: 'The timer of a `$WEIGHTED` Route with `revertUnlessPromotedWithinSeconds`.',
  }),
  watching: watchingSchema.optional().meta({
    description: 'The watch after the end of a Route with `watchSeconds`.',
  }),
  steps: z.array(stepReportSchema).meta({ description: 'Each step with its state and times.' }),
  timeline: z
    .array(timelineEntrySchema)
    .meta({ description: `Every routing with its time and reason; the newest ${OUTCOME_LIMITS.timelineEntries}.` }),
  differences: z.array(differenceSchema).meta({
    description: 'Settings that changed, by name; values of the environment are never shown.',
  }),
  aliases: z.array(aliasReportSchema).optional().meta({ description: 'What happened to each alias.' }),
  invocations: z
    .array(invocationReportSchema)
    .optional()
    .meta({ description: 'The calls of an Invoke, and the calls that the health checks of a Route made.' }),
  evidence: z
    .array(evidenceSchema)
    .optional()
    .meta({
      description: `What was measured on which version, and what it means; the newest ${OUTCOME_LIMITS.evidence}, the newest last.`,
    }),
  watch: watchSchema.optional().meta({
    description: 'What the alarms and guards of a Route have seen at the last look.',
  }),
  deletions: z.array(deletionReportSchema).optional().meta({ description: 'Each version that a Delete considered.' }),
  awsCalls: z.array(awsCallSchema).meta({ description: `The first ${OUTCOME_LIMITS.awsCalls} AWS calls.` }),
  omitted: z
    .record(z.string(), z.number())
    .optional()
    .meta({ description: 'How many entries were left out of limited lists, by the name of the list.' }),
  alteredExpressions: z.number().optional().meta({
    description:
      'How often this document contained the beginning of an expression (`$` and `{` together). Each has an invisible word joiner (U+2060) in between, so that Orca does not evaluate it; absent if there was none.',
  }),
  warnings: z.array(z.string()).meta({ description: 'Things that did not fail the stage but that you should know.' }),
  warningsTold: z.array(toldSchema.nullable()).optional().meta({
    description:
      'Code and values of each warning, in the same order; null for a warning from an older release, which has no code.',
  }),
  failure: failureSchema.optional().meta({ description: 'Why the stage failed, and what to do next.' }),
  outputs: z.record(z.string(), z.unknown()).meta({
    description: 'Values for expressions of later stages: see below.',
  }),
});
export type Outcome = z.output<typeof outcomeSchema>;
