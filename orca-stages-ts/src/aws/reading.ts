import type { ErrorCode } from 'stage-contract';

/** What one kind of failure is called, and the advice that is better than the code's own; `iamMayFollow`: it may pass within a minute. */
export interface Reading {
  code: ErrorCode;
  what: string;
  where?: string;
  next?: string;
  iamMayFollow?: true;
}
