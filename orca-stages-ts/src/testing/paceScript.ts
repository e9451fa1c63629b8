import type { RatePool, RateStore, Slots } from '../model/rateStore';

const POOL: RatePool = { accountId: '123456789012', region: 'us-east-1', pool: 'controlPlane' };
const PACE = { perSecond: 10, burst: 5 };

/** The intervals between starts, in units of 50 ms (time passes on a server meanwhile), and the lowered rate. */
type Answer = [step: number, loweredPerSecond: number | undefined];

const rounded = (slots: Slots): Answer => [Math.round(slots.stepMs / 50), slots.lowered?.perSecond];

/**
 * Takes starts from a store, gets throttled once, and takes one more. Wherever rates are stored, the results are
 * `SCRIPT_ANSWERS`.
 */
export async function runPaceScript(store: RateStore): Promise<Answer[]> {
  const first = await store.reserve(POOL, PACE, 2);
  const many = await store.reserve(POOL, PACE, 20);
  await store.throttled(POOL, PACE, 1);
  return [rounded(first), rounded(many), rounded(await store.reserve(POOL, PACE, 1))];
}

/** 10 calls per second, 5 after the throttle. */
export const SCRIPT_ANSWERS: readonly Answer[] = [
  [2, undefined],
  [2, undefined],
  [4, 5],
];
