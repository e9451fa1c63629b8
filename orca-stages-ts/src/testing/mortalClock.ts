import type { Clock } from '../model/clock';

/** The clock of a process that can be killed. */
export interface MortalClock extends Clock {
  /** The process is dead: what was due never comes. */
  stop(): void;
}

/** Goes by another clock until it is stopped, so that an engine can be left as a SIGKILL leaves it. */
export function mortalClock(base: Clock): MortalClock {
  const pending = new Set<() => void>();
  let dead = false;
  return {
    now: () => base.now(),
    at(timeMs, run) {
      if (dead) return () => undefined;
      const cancel = base.at(timeMs, () => {
        pending.delete(cancel);
        run();
      });
      pending.add(cancel);
      return () => {
        pending.delete(cancel);
        cancel();
      };
    },
    stop() {
      dead = true;
      for (const cancel of pending) cancel();
    },
  };
}
