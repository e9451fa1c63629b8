import type { Outcome } from 'stage-contract';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import { skipToNext } from './benchRest';
import type { SkippingClock } from './skippingClock';

/** A time that a bench lets pass by itself, and whether only time can change anything now. */
export interface PassingTime {
  clock: SkippingClock;
  rests(): Promise<boolean>;
}

/** Time between two polls while something is at work: a poll costs as much as a step. */
const POLL_AT_WORK_MS = 20;

/** Polls an operation until it has ended; skips over whatever only time has to pass for, unless the test has a clock of its own. */
export function pollToTheEnd(id: string, poll: () => Promise<Outcome>, time?: PassingTime): Promise<Outcome> {
  let progress = '',
    polledAt = -Infinity;
  return eventually(
    `the end of ${id}`,
    async () => {
      const rested = time !== undefined && (await time.rests());
      if (time !== undefined && !rested && performance.now() < polledAt + POLL_AT_WORK_MS) return new NotYet(progress);
      const outcome = await poll();
      if (outcome.status !== 'RUNNING') return outcome;
      progress = outcome.progress;
      polledAt = performance.now();
      // The poll itself may have begun something.
      if (rested && (await time.rests())) skipToNext(time.clock);
      return new NotYet(progress);
    },
    { everyMs: time === undefined ? 5 : 0 },
  );
}
