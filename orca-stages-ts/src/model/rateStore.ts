/** What one quota of AWS is for. */
export interface RatePool {
  accountId: string;
  region: string;
  /** The service's name for it, such as `controlPlane`. Replicas of other releases share rates by this name, so it must not change. */
  pool: string;
}

/** How fast a pool may be used: calls per second, and calls at once after a pause. */
export interface Pace {
  perSecond: number;
  burst: number;
}

/** A rate that AWS's throttles have lowered, and when. */
export interface LoweredRate {
  perSecond: number;
  atMs: number;
}

/** Starts of calls that nobody else has: the first one's time, which has passed when calls were saved up, and the time from one to the next. */
export interface Slots {
  firstAtMs: number;
  stepMs: number;
  lowered: LoweredRate | undefined;
}

/**
 * Where it is known which starts of calls are taken: in this process, or in a place that replicas share, so that all of them together keep to
 * the pace. A port, as the calls of AWS know no journal. Times are those of the clock that the store was given.
 */
export interface RateStore {
  /** Takes the next so many starts. The pace is the caller's own: replicas may have different ones while a configuration is being changed. */
  reserve(pool: RatePool, pace: Pace, count: number): Promise<Slots>;
  /** AWS answered 429 to a call of that start: others use the same quota, so the rate falls by half. Undefined when it has fallen since that start. */
  throttled(pool: RatePool, pace: Pace, startedAtMs: number): Promise<LoweredRate | undefined>;
}

/** Until the full rate is granted again after AWS has throttled. */
export const RECOVERY_MS = 60_000;
/** However often AWS throttles, one call in two seconds finds out whether it still does. */
export const SLOWEST_PER_SECOND = 0.5;
/** No start is so far away by itself: the clock has been put back since, and calls must not wait until it has caught up. */
export const FARTHEST_START_MS = 60_000;

/** Calls per second granted at a time: from the lowered rate back to the full one in a straight line. */
export function grantedPerSecond(pace: Pace, lowered: LoweredRate | undefined, nowMs: number): number {
  if (lowered === undefined) return pace.perSecond;
  const missing = Math.min(1, Math.max(0, 1 - (nowMs - lowered.atMs) / RECOVERY_MS));
  return Math.min(pace.perSecond, pace.perSecond - (pace.perSecond - lowered.perSecond) * missing);
}

/** One name for each pool. */
export const poolName = ({ accountId, region, pool }: RatePool): string => `${accountId}/${region}/${pool}`;
