import type { Clock } from '../model/clock';
import type { SkippingClock } from './skippingClock';

/** A clock that says when its next callback is due; undefined if none is waiting. */
export type BenchClock = Clock & { nextAt(): number | undefined };

/** Turns of the event loop in which nothing has happened, after which only time can help. */
const QUIET_TURNS = 20;

/** Whether nothing is at work or due, and nothing begins for some turns: only time can change anything then. */
export async function isAtRest(clock: BenchClock, isAtWork: () => boolean): Promise<boolean> {
  for (let turn = 0; turn < QUIET_TURNS; turn++) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    if (isAtWork() || (clock.nextAt() ?? Infinity) <= clock.now()) return false;
  }
  return true;
}

/** Jumps to what is due next, if anything is. */
export function skipToNext(clock: SkippingClock): void {
  const next = clock.nextAt();
  if (next !== undefined) clock.skip(Math.max(0, next - clock.now()));
}
