import type { LambdaClock } from '../strictLambda';

/** A clock that stands still until a test moves it. */
export interface MovedClock extends LambdaClock {
  move(ms: number): void;
}

/** Starts at a full minute. Nothing that waits for it is called, as the strict Lambda only waits for slow answers. */
export function movedClock(startMs: number = Date.UTC(2026, 0, 1, 12)): MovedClock {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    at: () => () => undefined,
    move: (ms) => {
      nowMs += ms;
    },
  };
}
