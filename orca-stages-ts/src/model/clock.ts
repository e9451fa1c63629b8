/** Time, passed in everywhere, so that tests can run hours in milliseconds. Milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** Calls back once, at or after the time; the returned function cancels it. */
  at(timeMs: number, run: () => void): () => void;
}

/** What the machine's clock showed when the process's own time began. */
const beganAtMs = Date.now() - performance.now();
const sinceEpochMs = (): number => beganAtMs + performance.now();

/**
 * The time of this process: the machine's clock is read once, when the process starts; from then on the time that has
 * passed is counted. So the time neither jumps nor stands still when somebody, or NTP, sets the machine's clock.
 * `journalClock.ts` says how processes agree on the time.
 */
export const systemClock: Clock = {
  now: () => Math.floor(sinceEpochMs()),
  at(timeMs, run) {
    const timer = setTimeout(run, Math.max(0, Math.min(Math.ceil(timeMs - sinceEpochMs()), 2 ** 31 - 1)));
    return () => clearTimeout(timer);
  },
};

/** A clock that shows another time than the given one, by this much; what is due comes when that time has come. */
export const aheadBy = (clock: Clock, aheadMs: () => number): Clock => ({
  now: () => clock.now() + aheadMs(),
  at: (timeMs, run) => clock.at(timeMs - aheadMs(), run),
});
