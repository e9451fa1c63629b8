import { StageError, type StageErrorDetails } from 'stage-contract';

/** What is known about retrying: from AWS's response, or because there was no request. */
export interface RetryHints {
  /** How long AWS asks us to wait (Retry-After). */
  retryAfterMs?: number;
  /**
   * IAM is eventually consistent: the error may go away within about a minute after a role or policy was created or
   * changed.
   */
  iamMayFollow?: true;
  /** No byte of the request has left: there was no connection, or nothing to sign it with. */
  notSent?: true;
}

/** An AWS failure: a StageError plus what AWS said about retrying. */
export class AwsStageError extends StageError {
  constructor(
    details: StageErrorDetails,
    readonly hints: RetryHints,
  ) {
    super(details);
  }
}

/** The same error, of a call that failed before its request was sent. Other errors stay as they are. */
export const notSent = (error: unknown): unknown =>
  error instanceof StageError
    ? new AwsStageError(error.details, { ...(error instanceof AwsStageError ? error.hints : {}), notSent: true })
    : error;

/** Whether AWS rejected a change because the RevisionId in the request is no longer the current one (412). */
export const isStale = (error: unknown): error is StageError =>
  error instanceof StageError &&
  (error.details.httpStatus === 412 || error.details.awsCode === 'PreconditionFailedException');

/**
 * Whether AWS rejected a call before it acted, or never got it: a throttle, a conflict with something in progress,
 * something that IAM does not allow yet, or a request that was not sent. A lost compare-and-set does not count: an earlier attempt may have won it.
 */
export const refusedBeforeActing = (error: unknown): boolean =>
  error instanceof StageError &&
  (error.code === 'throttled' ||
    (error instanceof AwsStageError && (error.hints.iamMayFollow ?? error.hints.notSent) === true) ||
    (error.code === 'awsConflict' && !isStale(error)));
