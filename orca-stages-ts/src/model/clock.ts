/** Time, passed in everywhere, so that tests can run hours in milliseconds. Milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** Calls back once, at or after the time; the returned function cancels it. */
  at(timeMs: number, run: () => void): () => void;
}

/** Node's longest timer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

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
    let timer: NodeJS.Timeout;
    // A timer may come a millisecond early, or long before what lies further ahead than the longest one.
    const wait = (): void => {
      const restMs = Math.ceil(timeMs - sinceEpochMs());
      timer = setTimeout(
        () => (sinceEpochMs() < timeMs ? wait() : run()),
        Math.max(0, Math.min(restMs, LONGEST_TIMER_MS)),
      );
    };
    wait();
    return () => clearTimeout(timer);
  },
};

/** A clock that shows another time than the given one, by this much; what is due comes when that time has come. */
export const aheadBy = (clock: Clock, aheadMs: () => number): Clock => ({
  now: () => clock.now() + aheadMs(),
  at: (timeMs, run) => clock.at(timeMs - aheadMs(), run),
});
