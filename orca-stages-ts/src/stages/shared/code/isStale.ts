import { StageError } from 'stage-contract';

/** Whether AWS refused a change because the RevisionId sent is no longer the present one (412). */
export const isStale = (error: unknown): error is StageError =>
  error instanceof StageError && (error.details.httpStatus === 412 || error.details.awsCode === 'PreconditionFailedException');
