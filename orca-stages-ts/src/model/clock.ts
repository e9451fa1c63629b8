/** Time, passed in everywhere, so that tests can run hours in milliseconds. Milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** Calls back once, at or after the time; the returned function cancels it. */
  at(timeMs: number, run: () => void): () => void;
}

/** The machine's own time; the only code that reads it. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(timeMs, run) {
    const timer = setTimeout(run, Math.max(0, Math.min(timeMs - Date.now(), 2 ** 31 - 1)));
    return () => clearTimeout(timer);
  },
};
