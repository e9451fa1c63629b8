/** Identifies one AWS quota. */
export interface RatePool {
  accountId: string;
  region: string;
  /** The service's name for it, such as `controlPlane`. Replicas of other releases share rates by this name, so it must not change. */
  pool: string;
}

/** How fast a pool may be used: calls per second, and calls in a burst after a pause. */
export interface Pace {
  perSecond: number;
  burst: number;
}

/** A rate that was lowered because AWS throttled, and when. */
export interface LoweredRate {
  perSecond: number;
  atMs: number;
}

/**
 * Starts of calls that are reserved for the caller: the time of the first one, which is in the past if calls were saved
 * up, and the interval between them.
 */
export interface Slots {
  firstAtMs: number;
  stepMs: number;
  lowered: LoweredRate | undefined;
}

/**
 * Keeps track of which starts of calls are taken: in this process, or in a place that replicas share, so that all of
 * them together stay within the rate. A port, because AWS calls know no journal. Times are those of the clock that the
 * store was given.
 */
export interface RateStore {
  /**
   * Reserves the next starts. The rate is the caller's own: replicas may have different ones during a configuration
   * change.
   */
  reserve(pool: RatePool, pace: Pace, count: number): Promise<Slots>;
  /**
   * AWS answered 429 to a call with that start: others use the same quota, so the rate is halved. Undefined if it has
   * already dropped since that start.
   */
  throttled(pool: RatePool, pace: Pace, startedAtMs: number): Promise<LoweredRate | undefined>;
}

/** How long it takes to return to the full rate after AWS has throttled. */
export const RECOVERY_MS = 60_000;
/** The lowest rate, however often AWS throttles: one call in two seconds finds out whether it still does. */
export const SLOWEST_PER_SECOND = 0.5;
/**
 * A start can't really be this far away: the clock must have been set back, and calls must not wait until it has caught
 * up.
 */
export const FARTHEST_START_MS = 60_000;

/** Calls per second that are allowed at a time: it rises linearly from the lowered rate to the full one. */
export function grantedPerSecond(pace: Pace, lowered: LoweredRate | undefined, nowMs: number): number {
  if (lowered === undefined) return pace.perSecond;
  const missing = Math.min(1, Math.max(0, 1 - (nowMs - lowered.atMs) / RECOVERY_MS));
  return Math.min(pace.perSecond, pace.perSecond - (pace.perSecond - lowered.perSecond) * missing);
}

/** A unique name for each pool. */
export const poolName = ({ accountId, region, pool }: RatePool): string => `${accountId}/${region}/${pool}`;
