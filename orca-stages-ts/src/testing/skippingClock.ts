import { systemClock, type Clock } from '../model/clock';

/** Another clock's time with jumps: real work runs as usual, and holds of minutes pass at once. */
export interface SkippingClock extends Clock {
  /** Jumps ahead; everything that is due by then runs now. */
  skip(ms: number): void;
  /** When the next callback is due; undefined when none waits. */
  nextAt(): number | undefined;
}

/** Starts at the other clock's time: this process's, unless another is given. */
export function skippingClock(base: Clock = systemClock): SkippingClock {
  let ahead = 0;
  const waiting = new Set<{ timeMs: number; run: () => void; cancel: () => void }>();
  const arm = (timer: { timeMs: number; run: () => void; cancel: () => void }): void => {
    timer.cancel = base.at(timer.timeMs - ahead, () => {
      waiting.delete(timer);
      timer.run();
    });
  };
  return {
    now: () => base.now() + ahead,
    at(timeMs, run) {
      const timer = { timeMs, run, cancel: (): void => undefined };
      waiting.add(timer);
      arm(timer);
      return () => {
        waiting.delete(timer);
        timer.cancel();
      };
    },
    nextAt: () => (waiting.size === 0 ? undefined : Math.min(...[...waiting].map((timer) => timer.timeMs))),
    skip(ms) {
      ahead += ms;
      for (const timer of waiting) {
        timer.cancel();
        arm(timer);
      }
    },
  };
}
