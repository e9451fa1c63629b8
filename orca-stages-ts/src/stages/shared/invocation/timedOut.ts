import { StageError } from 'stage-contract';
import { refusedBeforeActing } from '../../../model/awsStageError';

/** Node's error code for a request that timed out; also for a connection that could not be opened in time. */
const TIMED_OUT = 'ETIMEDOUT';

/** Whether a function was called, and did not answer in time: that is its own fault, and all else AWS's. Pure. */
export const timedOut = (error: unknown): boolean =>
  error instanceof StageError &&
  error.code === 'awsUnavailable' &&
  error.details.awsCode === TIMED_OUT &&
  !refusedBeforeActing(error);
