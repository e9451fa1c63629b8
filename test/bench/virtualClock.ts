import { isJudging } from '../../orca-stages-ts/src/stages/shared/expectation';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { manualClock, type ManualClock } from '../../orca-stages-ts/src/testing/manualClock';

/**
 * A clock that jumps to the next due time as soon as everything that takes real time (requests, queries) has finished.
 */
export interface VirtualClock extends ManualClock {
  /** Lets time pass until the condition is true. Rejects if nothing is due any more. */
  until(isSo: () => boolean): Promise<void>;
  close(): void;
}

const CHANNELS = ['http.client.request.start', 'http.client.response.finish'] as const;

/** Starts at a fixed time. Learns about this process's requests from Node itself. */
export function virtualClock(): VirtualClock {
  let inFlight = 0;
  const started = (): void => {
      inFlight += 1;
    },
    finished = (): void => {
      inFlight -= 1;
    };
  subscribe(CHANNELS[0], started);
  subscribe(CHANNELS[1], finished);
  const clock = manualClock(undefined, () => inFlight > 0 || isJudging());
  return {
    ...clock,
    async until(isSo) {
      for (await clock.settle(); !isSo();) {
        const next = clock.nextAt();
        if (next === undefined) throw new Error('Nothing is due any more.');
        await clock.advance(Math.max(0, next - clock.now()));
      }
    },
    close() {
      unsubscribe(CHANNELS[0], started);
      unsubscribe(CHANNELS[1], finished);
    },
  };
}
