import { StageError, type StageErrorDetails } from 'stage-contract';

/** What AWS's answer says about trying again. */
export interface RetryHints {
  /** AWS asks to be left alone for so long (Retry-After). */
  retryAfterMs?: number;
  /** IAM is eventually consistent: the refusal may pass within about a minute after a role or policy was made or changed. */
  iamMayFollow?: true;
}

/** A failure of AWS: a StageError with what AWS said about trying again. */
export class AwsStageError extends StageError {
  constructor(
    details: StageErrorDetails,
    readonly hints: RetryHints,
  ) {
    super(details);
  }
}

/** Whether AWS refused a change because the RevisionId sent is no longer the present one (412). */
export const isStale = (error: unknown): error is StageError =>
  error instanceof StageError &&
  (error.details.httpStatus === 412 || error.details.awsCode === 'PreconditionFailedException');

/**
 * Whether AWS has refused a call before it acted: a throttle, a conflict with what is in progress, or what IAM does
 * not allow yet. A lost compare-and-set is none: an earlier try may have won it.
 */
export const refusedBeforeActing = (error: unknown): boolean =>
  error instanceof StageError &&
  (error.code === 'throttled' ||
    (error instanceof AwsStageError && error.hints.iamMayFollow === true) ||
    (error.code === 'awsConflict' && !isStale(error)));
