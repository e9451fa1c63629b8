import { isAtRest } from '../../orca-stages-ts/src/testing/benchRest';
import { DirectHandler } from '../../orca-stages-ts/src/testing/directHandler';
import { skippingClock } from '../../orca-stages-ts/src/testing/skippingClock';
import type { Clock as OrcaClock } from '../../sandbox/src/orca';
import { READ_TIMEOUT_MS } from '../../sandbox/src/orca/webhook/okHttpClient';
import type { SidecarTime } from '../process/support/testSidecar';

/** One time for Orca, the sidecar and AWS, which jumps to what is due next as soon as nothing is at work. */
export interface WorldTime {
  sidecar: SidecarTime;
  orca: OrcaClock;
  /** A request to Orca is at work, until the returned function is called. */
  beginWork(): () => void;
  /** Lets time pass if nothing is at work: up to what is due next, or to a time if that comes first. */
  pass(untilMs?: number): Promise<void>;
}

/** A time that starts at the machine's own. */
export function worldTime(): WorldTime {
  const clock = skippingClock(),
    handler = new DirectHandler(() => clock);
  /** Requests to Orca, and calls by Orca. */
  let atWork = 0;
  const rests = (): Promise<boolean> => isAtRest(clock, () => atWork > 0 || handler.atWork > 0);
  return {
    sidecar: { clock, handler },
    orca: {
      now: () => Math.round(clock.now()),
      schedule(delayMs, action) {
        // A pending read timeout means that a call is in progress.
        const isCall = delayMs === READ_TIMEOUT_MS;
        if (isCall) atWork += 1;
        let isOpen = true;
        const end = (): void => {
          if (isCall && isOpen) atWork -= 1;
          isOpen = false;
        };
        const cancel = clock.at(clock.now() + delayMs, () => {
          end();
          action();
        });
        return () => {
          end();
          cancel();
        };
      },
    },
    beginWork() {
      atWork += 1;
      return () => {
        atWork -= 1;
      };
    },
    async pass(untilMs = Infinity) {
      if (!(await rests())) return;
      const next = Math.min(clock.nextAt() ?? Infinity, untilMs);
      if (next !== Infinity) clock.skip(Math.max(0, next - clock.now()));
    },
  };
}
