/** Where the engine gets the time from, so that tests can run an hour of polling in a second. */
export interface Clock {
  /** Milliseconds since the epoch, as a whole number, because Orca's times are whole numbers. */
  now(): number;
  /** Calls `action` once, after `delayMs` milliseconds of this clock; the returned function cancels it. */
  schedule(delayMs: number, action: () => void): () => void;
}

/** Node fires longer timers at once. A callback that comes early checks the time and waits again. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A clock that runs `speed` times as fast as real time; 1 is real time. */
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
