import { createHash } from 'node:crypto';
import { present, OUTCOME_LIMITS, type InvocationReport } from 'stage-contract';
import type { InvokeFacts } from '../../../model/invocation';
import type { Judgement, Showing } from '../expectation';

/** What is recorded of a call. */
export interface Recording {
  responses: Showing;
  logs: boolean;
  /** Calls that share the space in the outcome. */
  calls: number;
}

/**
 * Space in the outcome for all responses of one stage together, in bytes. They appear in it twice, along with
 * everything else.
 */
const ROOM_BYTES = 12_288;

/** Most bytes to record of one response or log tail. */
export const keptBytes = (calls: number): number =>
  Math.min(OUTCOME_LIMITS.responseBytes, Math.floor(ROOM_BYTES / Math.max(1, calls)));

/** The beginning of a text, in bytes, never ending within a character. */
export function firstBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text);
  // Streaming drops an unfinished character at the end.
  return bytes.length <= limit ? text : new TextDecoder().decode(bytes.subarray(0, limit), { stream: true });
}

/** The end of a text: the last lines of a log say most. */
const lastBytes = (text: string, limit: number): string => {
  const bytes = Buffer.from(text);
  return bytes.length <= limit
    ? text
    : new TextDecoder().decode(bytes.subarray(bytes.length - limit)).replace(/^\uFFFD+/, '');
};

/** One call as the outcome shows it. */
export function recordInvocation(
  index: number,
  facts: InvokeFacts,
  judgement: Judgement,
  recording: Recording,
): InvocationReport {
  const kept = keptBytes(recording.calls);
  return {
    index,
    ok: judgement.ok,
    statusCode: facts.statusCode,
    durationMs: Math.round(facts.durationMs),
    ...present({
      executedVersion: facts.executedVersion,
      functionError: facts.functionError,
      requestId: facts.requestId,
    }),
    responseBytes: Buffer.byteLength(facts.payload),
    // A hash of a short secret would reveal it, so it is dropped with the response.
    ...(recording.responses === 'none'
      ? {}
      : {
          response: firstBytes(facts.payload, kept),
          responseSha256: createHash('sha256').update(facts.payload).digest('hex'),
        }),
    ...(recording.logs && facts.logTail !== undefined ? { logTail: lastBytes(facts.logTail, kept) } : {}),
    assertions: judgement.assertions,
  };
}
