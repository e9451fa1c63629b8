import type { Clock } from '../../orca-stages-ts/src/engine';

/** The machine's time, and as much more as it is told: an hour passes at once. */
export interface MovableClock extends Clock { moveTo(aheadMs: number): void }

interface Timer { timeMs: number; run: () => void; cancel: () => void }

/** Makes a clock that can be moved ahead; what becomes due by that runs at once. */
export function movableClock(): MovableClock {
  const timers = new Set<Timer>();
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  const arm = (timer: Timer): void => {
    const handle = setTimeout(() => {
      timers.delete(timer);
      timer.run();
    }, Math.max(0, Math.min(timer.timeMs - now(), 2 ** 31 - 1)));
    timer.cancel = () => { clearTimeout(handle); };
  };
  return {
    now,
    at(timeMs, run) {
      const timer: Timer = { timeMs, run, cancel: () => undefined };
      timers.add(timer);
      arm(timer);
      return () => {
        timers.delete(timer);
        timer.cancel();
      };
    },
    moveTo(aheadMs) {
      ahead = aheadMs;
      for (const timer of timers) {
        timer.cancel();
        arm(timer);
      }
    },
  };
}
