/** Time, passed in everywhere, so that tests run hours in milliseconds. Milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** Calls back once at or after the time; the returned function takes it back. */
  at(timeMs: number, run: () => void): () => void;
}

/** The machine's own time; the only place that reads it. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(timeMs, run) {
    const timer = setTimeout(run, Math.max(0, Math.min(timeMs - Date.now(), 2 ** 31 - 1)));
    return () => clearTimeout(timer);
  },
};

/** A promise that a clock keeps. */
export const sleepUntil = (clock: Clock, timeMs: number): Promise<void> =>
  new Promise((resolve) => {
    clock.at(timeMs, resolve);
  });
