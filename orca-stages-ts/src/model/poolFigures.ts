import type { RatePool } from './rateStore';

/** How the starts of one pool's calls stand. */
export interface PacerFigures {
  /** Calls per second granted now. */
  perSecond: number;
  /** Calls that wait for their start. */
  waiting: number;
  /** Calls that AWS has throttled since the process began. */
  throttles: number;
}

/** A pool of AWS's quotas as it stands now. */
export interface PoolFigures extends RatePool, PacerFigures {}
