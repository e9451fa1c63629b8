const FIRST_MS = 100;
const LATE_LIMIT_MS = 5_000;
const SOON_MS = 20_000;

/**
 * When to look again, in ms. Most changes settle within a second or two, so the first looks come fast (100 ms,
 * doubling up to `soonLimitMs`). A change that has taken 20 s (VPC, SnapStart) takes minutes, and every look costs
 * quota, so the delay then grows to 5 s, or to `soonLimitMs` if that is longer.
 */
export function pollDelayMs(tries: number, elapsedMs: number, soonLimitMs: number): number {
  const grown = FIRST_MS * 2 ** Math.min(Math.max(tries, 1) - 1, 16);
  return Math.min(grown, elapsedMs < SOON_MS ? soonLimitMs : Math.max(soonLimitMs, LATE_LIMIT_MS));
}
