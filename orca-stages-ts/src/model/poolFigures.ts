import type { RatePool } from './rateStore';

/** The state of one pool's queue. */
export interface PacerFigures {
  /** Calls per second that are allowed now. */
  perSecond: number;
  /** Calls that are waiting to start. */
  waiting: number;
  /** Calls that AWS has throttled since the process started. */
  throttles: number;
}

/** The current state of an AWS quota pool. */
export interface PoolFigures extends RatePool, PacerFigures {}
