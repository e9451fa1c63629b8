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
  constructor(details: StageErrorDetails, readonly hints: RetryHints) {
    super(details);
  }
}
