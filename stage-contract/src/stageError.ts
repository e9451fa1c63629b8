import { adviceFor, ERROR_CODES, type ErrorCode } from './errorCodes';
import type { Problem } from './messages/problem';
import type { Saying } from './messages/say';
import type { InvocationReport } from './outcome/calls';
import type { EvidenceReport } from './outcome/evidence';

/** Details of a failure, in addition to its code. */
export interface StageErrorDetails {
  code: ErrorCode;
  /** What failed: the exact reason within the code, as one sentence. */
  what: Saying;
  /** The target or field that it is about. */
  where: string;
  /** What to do next, if there is better advice than the code's own. */
  next?: Saying;
  awsCode?: string;
  awsMessage?: string;
  awsRequestId?: string;
  httpStatus?: number;
  problems?: readonly Problem[];
  /** Calls made and checked before the failure, for the outcome. */
  invocations?: InvocationReport[];
  /** Measurements taken before the failure, for the outcome. */
  evidence?: EvidenceReport[];
  /** Whether a retry can help, if that differs from the code's default. */
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
