import type { Clock } from '../engine/clock';

/** A clock that stands still until it is moved; due callbacks run in order of their time. */
export interface ManualClock extends Clock {
  /** Moves time on, letting what becomes due run and what it started settle. */
  advance(ms: number): Promise<void>;
  /** When the next callback is due; undefined when none waits. */
  nextAt(): number | undefined;
}

/** Lets promises and the journal's queries settle. */
export const settle = async (turns = 20): Promise<void> => {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => { setImmediate(resolve); });
};

/** Starts at a fixed time, so that tests are the same on every day. */
export function manualClock(startMs = Date.UTC(2026, 0, 15, 12)): ManualClock {
  let now = startMs;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    at(timeMs, run) {
      const timer = { at: timeMs, run };
      timers.push(timer);
      return () => { timers = timers.filter((other) => other !== timer); };
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
