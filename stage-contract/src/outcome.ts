import { z } from 'zod';

/** Version of the outcome's form; a reader that meets a higher one shows what it knows. */
export const OUTCOME_FORMAT_VERSION = 1;

/** The four words that Orca's monitor is configured for. */
export const OPERATION_STATUSES = ['RUNNING', 'SUCCEEDED', 'TERMINAL', 'CANCELED'] as const;
export type OperationStatus = (typeof OPERATION_STATUSES)[number];

/** States of a step, in the words of the UI. */
export const STEP_STATES = ['todo', 'running', 'done', 'same', 'skipped', 'failed', 'reverted'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** Where an alias sends its calls: AWS's own layout, the main version taking what the additional one leaves. */
export const routingSchema = z.object({
  mainVersion: z.string(),
  additionalVersion: z.string().optional(),
  additionalWeightPercent: z.number().optional(),
});
export type Routing = z.output<typeof routingSchema>;

/** A version as the outcome shows it; the code hash is AWS's base64 SHA-256, the time ISO 8601. */
export const versionFactsSchema = z.object({
  version: z.string(),
  publishedAt: z.string().optional(),
  codeSha256: z.string().optional(),
});
export type VersionFacts = z.output<typeof versionFactsSchema>;

export const stepReportSchema = z.object({
  id: z.string(),
  sentence: z.string(),
  state: z.enum(STEP_STATES),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  attempts: z.number().optional(),
  note: z.string().optional(),
});
export type StepReport = z.output<typeof stepReportSchema>;

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
  where: z.string(),
  awsCode: z.string().optional(),
  awsMessage: z.string().optional(),
  awsRequestId: z.string().optional(),
  step: z.string().optional(),
  attempts: z.number().optional(),
  restored: z.string().optional(),
  next: z.string(),
  problems: z.array(problemReportSchema).optional(),
});
export type Failure = z.output<typeof failureSchema>;

/** A setting that differs, by name; values of the environment are never shown. */
export const differenceSchema = z.object({
  change: z.enum(['changed', 'new', 'removed']),
  setting: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
});
export type Difference = z.output<typeof differenceSchema>;

export const aliasReportSchema = z.object({ alias: z.string(), routing: routingSchema, note: z.string() });
export type AliasReport = z.output<typeof aliasReportSchema>;

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

export const deletionReportSchema = z.object({
  version: z.string(),
  result: z.enum(['deleted', 'protected', 'kept', 'gone']),
  reason: z.string().optional(),
});
export type DeletionReport = z.output<typeof deletionReportSchema>;

export const timelineEntrySchema = z.object({ at: z.string(), routing: routingSchema.optional(), reason: z.string() });
export type TimelineEntry = z.output<typeof timelineEntrySchema>;

/** What has become of a timer: `skipped` when it had nothing to revert, `failed` when AWS did not let it. */
export const REVERT_TIMER_STATES = ['pending', 'reverted', 'cleared', 'skipped', 'failed'] as const;

/** The timer of a weighted Route: when the alias goes back by itself, where to, and what has become of it since the stage ended. */
export const revertTimerSchema = z.object({
  state: z.enum(REVERT_TIMER_STATES),
  /** When it reverts, or would have. */
  revertAt: z.string(),
  /** Seconds that the candidate had for being promoted. */
  afterSeconds: z.number(),
  to: routingSchema,
  endedAt: z.string().optional(),
  /** What has become of it, in one sentence. */
  note: z.string().optional(),
});
export type RevertTimerReport = z.output<typeof revertTimerSchema>;

export const awsCallSchema = z.object({
  at: z.string(),
  call: z.string(),
  requestId: z.string().optional(),
  durationMs: z.number().optional(),
  error: z.string().optional(),
});
export type AwsCall = z.output<typeof awsCallSchema>;

/** The last status body of every stage: what Orca polls, Deck shows, and downstream expressions read. At most 64 KB. */
export const outcomeSchema = z.object({
  formatVersion: z.number(),
  id: z.string(),
  stageType: z.string(),
  status: z.enum(OPERATION_STATUSES),
  /** One sentence; always text, as Orca fails a stage whose progress is not. */
  progress: z.string(),
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
  routing: z
    .object({
      before: routingSchema.optional(),
      highest: routingSchema.optional(),
      now: routingSchema.optional(),
      wanted: routingSchema.optional(),
      /** The candidate's weights over time as planned, in seconds after the first; ends with 100%. */
      planned: z.array(z.object({ afterSeconds: z.number(), weightPercent: z.number() })).optional(),
    })
    .optional(),
  /** The hold that is going on: the routing stays as it is between these times. */
  hold: z.object({ from: z.string(), until: z.string() }).optional(),
  /** Goes on after the stage has ended; changes the document once more when it fires or is cleared. */
  revertTimer: revertTimerSchema.optional(),
  steps: z.array(stepReportSchema),
  timeline: z.array(timelineEntrySchema),
  differences: z.array(differenceSchema),
  aliases: z.array(aliasReportSchema).optional(),
  invocations: z.array(invocationReportSchema).optional(),
  deletions: z.array(deletionReportSchema).optional(),
  awsCalls: z.array(awsCallSchema),
  /** How many entries were left out of lists that have a limit. */
  omitted: z.record(z.string(), z.number()).optional(),
  warnings: z.array(z.string()),
  failure: failureSchema.optional(),
  outputs: z.record(z.string(), z.unknown()),
});
export type Outcome = z.output<typeof outcomeSchema>;

/** Limits of the outcome document. */
export const OUTCOME_LIMITS = {
  totalBytes: 65_536,
  timelineEntries: 200,
  awsCalls: 100,
  responseBytes: 4_096,
} as const;
