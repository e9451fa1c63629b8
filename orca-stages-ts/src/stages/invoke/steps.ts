import { invocationReportSchema } from 'stage-contract';
import { z } from 'zod';
import { stageDocuments } from '../../model/stageDocuments';
import { stageStepSchema } from '../../model/step';
import { actionNames, type StoredAction } from '../../model/storedNames';

/** What is called, and how. The payload is not part of it, because plans are shown. */
const callSchema = z.object({ qualifier: z.string().exactOptional(), timeoutMs: z.number() });
export type Call = z.output<typeof callSchema>;

/** Parallel calls, retries of throttled calls, or the verdict over all of them. */
const invokeStepSchema = z.discriminatedUnion('kind', [
  stageStepSchema.extend({ kind: z.literal('call'), indexes: z.array(z.number()), call: callSchema }),
  stageStepSchema.extend({ kind: z.literal('callThrottledAgain'), call: callSchema }),
  stageStepSchema.extend({
    kind: z.literal('judgeAnswers'),
    /** Alias or version that was called; absent for the unpublished head, and in steps of release 0.1.0. */
    qualifier: z.string().exactOptional(),
    /** What was called in words, which release 0.1.0 reads. */
    words: z.string(),
  }),
]);
export type InvokeStep = z.output<typeof invokeStepSchema>;

/** One call in the format of Spinnaker's own `invokeResultsList`. */
const nativeResultSchema = z.object({
  body: z.string(),
  response: z.string(),
  errors: z.array(z.string()),
  logs: z.string().exactOptional(),
});
export type NativeResult = z.output<typeof nativeResultSchema>;

const invokeFactsSchema = z.object({
  invocations: z.array(invocationReportSchema).exactOptional(),
  /** By index of the call. */
  results: z.record(z.string(), nativeResultSchema).exactOptional(),
  /** Calls that AWS throttled, or denied because IAM may not have propagated a change yet: they did not run. */
  throttled: z.array(z.number()).exactOptional(),
  /** Calls with an unknown result. */
  unknown: z.array(z.number()).exactOptional(),
});
export type InvokeFactsKept = Required<z.output<typeof invokeFactsSchema>>;

/** The actions by which the journal distinguishes these steps. */
const ACTIONS = {
  call: { name: 'calls', fields: ['indexes', 'call'] },
  callThrottledAgain: { name: 'throttledCalls', fields: ['call'] },
  judgeAnswers: { name: 'judge', fields: ['qualifier', 'words'] },
} as const satisfies Record<InvokeStep['kind'], StoredAction>;

/** What the journal stores for an Invoke. */
export const invokeDocuments = stageDocuments<InvokeStep, InvokeFactsKept>({
  step: { version: 1, schema: invokeStepSchema, names: actionNames(ACTIONS) },
  facts: { version: 1, schema: invokeFactsSchema },
});
