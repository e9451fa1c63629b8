import { StageError, type StageErrorDetails } from 'stage-contract';

/** What AWS's response says about retrying. */
export interface RetryHints {
  /** How long AWS asks us to wait (Retry-After). */
  retryAfterMs?: number;
  /**
   * IAM is eventually consistent: the error may go away within about a minute after a role or policy was created or
   * changed.
   */
  iamMayFollow?: true;
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

/** Whether AWS rejected a change because the RevisionId in the request is no longer the current one (412). */
export const isStale = (error: unknown): error is StageError =>
  error instanceof StageError &&
  (error.details.httpStatus === 412 || error.details.awsCode === 'PreconditionFailedException');

/**
 * Whether AWS rejected a call before it acted: a throttle, a conflict with something in progress, or something that
 * IAM does not allow yet. A lost compare-and-set does not count: an earlier attempt may have won it.
 */
export const refusedBeforeActing = (error: unknown): boolean =>
  error instanceof StageError &&
  (error.code === 'throttled' ||
    (error instanceof AwsStageError && error.hints.iamMayFollow === true) ||
    (error.code === 'awsConflict' && !isStale(error)));
