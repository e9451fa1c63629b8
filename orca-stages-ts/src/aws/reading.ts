import type { ErrorCode, Saying } from 'stage-contract';

/**
 * What to call one kind of failure, and advice that is better than the code's own. `iamMayFollow`: it may pass within a
 * minute.
 */
export interface Reading {
  code: ErrorCode;
  what: Saying;
  where?: string;
  next?: Saying;
  iamMayFollow?: true;
}
