import { adviceFor, ERROR_CODES, type ErrorCode } from './errorCodes';
import type { Problem } from './messages/problem';
import type { Saying } from './messages/say';
import type { InvocationReport } from './outcome/calls';
import type { EvidenceReport } from './outcome/evidence';

/** What is known of a failure, beside its code. */
export interface StageErrorDetails {
  code: ErrorCode;
  /** What failed: the finer reason within the code, with its words in one sentence. */
  what: Saying;
  /** Target or field that it concerns. */
  where: string;
  /** What to do next, when better than the code's own advice. */
  next?: Saying;
  awsCode?: string;
  awsMessage?: string;
  awsRequestId?: string;
  httpStatus?: number;
  problems?: readonly Problem[];
  /** What was called and judged before it failed, for the outcome. */
  invocations?: InvocationReport[];
  /** What was measured before it failed, for the outcome. */
  evidence?: EvidenceReport[];
  /** Whether trying again can help, where that differs from the code's own answer. */
  retry?: boolean;
  cause?: unknown;
}

/** The one error class of the stages; caught by `code`. */
export class StageError extends Error {
  readonly code: ErrorCode;
  readonly details: StageErrorDetails;

  constructor(details: StageErrorDetails) {
    super(`${details.what.words} (${details.where}) ${details.next?.words ?? adviceFor(details.code)}`, {
      cause: details.cause,
    });
    this.name = 'StageError';
    this.code = details.code;
    this.details = details;
  }

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return this.details.retry ?? ERROR_CODES[this.code].retryable;
  }
}
