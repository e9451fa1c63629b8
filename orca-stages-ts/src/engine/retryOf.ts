import { present, say, StageError, type Failure, type Saying } from 'stage-contract';
import { lastErrorDocument, type RetriedFailure } from '../journal/documents/operationDocuments';
import { AwsStageError } from '../model/awsStageError';
import { wordedFailure } from '../model/wordedFailure';
import { readOrNothing } from './notUnderstood';
import { retryAfterMs, type EngineTiming } from './timing';

/** When and why failed work is retried. */
export interface Retry {
  afterMs: number;
  progress: Saying;
  lastError: RetriedFailure;
}

interface Try {
  failure: Failure;
  tries: number;
  nowMs: number;
  deadlineMs: number;
  lastError: string | null;
  random: number;
}

/**
 * Whether failed work is retried. Throttles, conflicts and outages are retried until the deadline, not sooner than
 * AWS asks for; denials that may be due to IAM's delay are retried for as long as IAM takes to apply a change.
 * Undefined: the work has failed.
 */
export function retryOf(
  error: unknown,
  timing: EngineTiming,
  { failure, tries, nowMs, deadlineMs, lastError, random }: Try,
): Retry | undefined {
  if (!(error instanceof StageError) || nowMs >= deadlineMs) return undefined;
  const hints = error instanceof AwsStageError ? error.hints : {};
  const since = readOrNothing(lastErrorDocument, lastError)?.iamSinceMs ?? (hints.iamMayFollow ? nowMs : undefined);
  const kept: RetriedFailure = { ...failure, ...present({ iamSinceMs: since }) };
  const afterMs = Math.max(retryAfterMs(timing, tries, random), hints.retryAfterMs ?? 0);
  if (error.retryable)
    return { afterMs, progress: say('tryingAgain', { failed: wordedFailure(failure), tries }), lastError: kept };
  if (hints.iamMayFollow === undefined || since === undefined || nowMs - since >= timing.iamPropagationMs)
    return undefined;
  const seconds = Math.round((nowMs - since) / 1000);
  return {
    afterMs: Math.min(afterMs, Math.max(1, since + timing.iamPropagationMs - nowMs)),
    lastError: kept,
    progress: say('waitingForIam', {
      failed: wordedFailure(failure),
      limitSeconds: Math.round(timing.iamPropagationMs / 1000),
      seconds,
    }),
  };
}
