import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Clock } from '../../orca-stages-ts/src/engine';

/** A clock that goes from one due time to the next, as soon as everything that takes real time (requests, queries) has come to rest. */
export interface VirtualClock extends Clock {
  /** Lets time pass until it is so. Rejects when nothing is due any more. */
  until(isSo: () => boolean): Promise<void>;
  close(): void;
}

/** Turns of the event loop without anything under way that count as rest. */
const QUIET_TURNS = 12;
const CHANNELS = ['http.client.request.start', 'http.client.response.finish'] as const;

/** Begins at a fixed time; knows of requests of this process by what Node itself tells. */
export function virtualClock(startMs = Date.UTC(2026, 0, 15, 12)): VirtualClock {
  let now = startMs, inFlight = 0;
  const timers = new Set<{ at: number; run: () => void }>();
  const started = (): void => { inFlight += 1; }, finished = (): void => { inFlight -= 1; };
  subscribe(CHANNELS[0], started);
  subscribe(CHANNELS[1], finished);
  const rest = async (): Promise<void> => {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet++) {
      await new Promise((resolve) => { setImmediate(resolve); });
      if (inFlight > 0) quiet = 0;
    }
  };
  return {
    now: () => now,
    at(timeMs, run) {
      const timer = { at: timeMs, run };
      timers.add(timer);
      return () => { timers.delete(timer); };
    },
    async until(isSo) {
      for (await rest(); !isSo(); await rest()) {
        const next = [...timers].reduce<{ at: number; run: () => void } | undefined>((first, timer) => (first === undefined || timer.at < first.at ? timer : first), undefined);
        if (next === undefined) throw new Error('Nothing is due any more.');
        timers.delete(next);
        now = Math.max(now, next.at);
        next.run();
      }
    },
    close() {
      unsubscribe(CHANNELS[0], started);
      unsubscribe(CHANNELS[1], finished);
    },
  };
}
