/** Where the engine gets its time from, so that tests can run an hour of polling in a second. */
export interface Clock {
  /** Milliseconds since the epoch, as a whole number because Orca's times are. */
  now(): number;
  /** Calls `action` once, `delayMs` of this clock's milliseconds from now; the answer cancels it. */
  schedule(delayMs: number, action: () => void): () => void;
}

/** Node fires longer timers at once. Whoever is called early looks at the time and asks again. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A clock that runs `speed` times as fast as the wall's; 1 is real time. */
function scaledClock(speed: number): Clock {
  const startedAt = Date.now();
  return {
    now: () => Math.round(startedAt + (Date.now() - startedAt) * speed),
    schedule(delayMs, action) {
      const timer = setTimeout(action, Math.min(delayMs / speed, LONGEST_TIMER_MS));
      return () => clearTimeout(timer);
    },
  };
}

/** Real time. */
export const systemClock: Clock = scaledClock(1);
