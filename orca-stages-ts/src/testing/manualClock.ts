import type { Clock } from '../model/clock';

/** A clock that stands still until it is moved; due callbacks run in the order of their times. */
export interface ManualClock extends Clock {
  /** Moves the time forward, runs what becomes due, and lets what that started settle. */
  advance(ms: number): Promise<void>;
  /** When the next callback is due; undefined if none is waiting. */
  nextAt(): number | undefined;
  /** Lets everything in progress settle, without moving the time. */
  settle(turns?: number): Promise<void>;
}

/** Turns that work is waited for without a pause: most of it takes less than a millisecond. */
const TURNS_WITHOUT_PAUSE = 100;

/** Lets promises settle, and everything else in progress, until it has been quiet for this many turns. */
async function settled(turns: number, isBusy: () => boolean): Promise<void> {
  for (let quiet = 0, busy = 0; quiet < turns; quiet++) {
    await new Promise((resolve) => {
      // Another process is at work: spinning would take its core away.
      if (busy > TURNS_WITHOUT_PAUSE) setTimeout(resolve, 1);
      else setImmediate(resolve);
    });
    if (isBusy()) {
      quiet = 0;
      busy++;
    }
  }
}

/**
 * Starts at a fixed time, so that tests give the same results every day. `isBusy` reports work that takes real time,
 * such as queries.
 */
export function manualClock(startMs = Date.UTC(2026, 0, 15, 12), isBusy: () => boolean = () => false): ManualClock {
  const settle = (turns = 20): Promise<void> => settled(turns, isBusy);
  let now = startMs;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    settle,
    at(timeMs, run) {
      const timer = { at: timeMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    nextAt: () => (timers.length === 0 ? undefined : Math.min(...timers.map((timer) => timer.at))),
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        now = Math.max(now, next.at);
        next.run();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}
