import { setTimeout as pause } from 'node:timers/promises';
import type { Outcome } from 'stage-contract';
import type { CellPlace } from './cellPlace';
import { isOver } from './crashWorld';
import { POLL_EVERY_MS } from './timing';

/** Holds are shortened to this, so that the matrix does not wait for minutes. */
const REST_OF_HOLD_MS = 1_000;
/** Beyond every deadline. */
const HOUR_MS = 3_600_000;

/** What the polling side may do in addition. Functions, because it changes along the way. */
export interface Leave {
  /** Stops the stage as its row says: cancels it, or lets its deadline pass. */
  mayStop(): boolean;
  /** Lets the time of a long hold pass. */
  mayShorten(): boolean;
}

const ANYTHING: Leave = { mayStop: () => true, mayShorten: () => true };

/**
 * Polls as Orca does until the operation is over or something else has happened. Along the way it does what the row
 * says, as soon as it may.
 */
export async function playOrca(place: CellPlace, until: Promise<unknown>, leave: Partial<Leave> = {}): Promise<void> {
  let happened = false,
    mayPass = true;
  const stop = Promise.race([until, place.closed]);
  void stop.then(
    () => {
      happened = true;
    },
    () => {
      happened = true;
    },
  );
  while (!happened) {
    // The polled process may just have died.
    const outcome = await place.poll().catch(() => undefined);
    if (outcome !== undefined) {
      if (isOver(outcome) && outcome.watching?.state !== 'pending') return;
      mayPass = await disturb(place, outcome, { ...ANYTHING, ...leave }, mayPass).catch(() => mayPass);
    }
    await Promise.race([pause(POLL_EVERY_MS), stop]);
  }
}

const isAt = ({ steps }: Outcome, id: string): boolean =>
  steps.some((step) => step.id === id && step.state === 'running');

/** Returns whether an hour may still pass: one is enough for any deadline. */
async function disturb(place: CellPlace, outcome: Outcome, leave: Leave, mayPass: boolean): Promise<boolean> {
  const { stopped, asked } = place.stage;
  if (asked !== undefined && leave.mayStop() && isAt(outcome, asked.step) && (await place.ask(asked.actions)))
    return mayPass;
  if (stopped !== undefined && leave.mayStop() && isAt(outcome, stopped.step)) {
    if (stopped.by === 'cancel') await place.cancel();
    else if (mayPass) await place.passMs(HOUR_MS);
    return false;
  }
  const restMs =
    outcome.hold === undefined || outcome.held !== undefined ? 0 : Date.parse(outcome.hold.until) - Date.now();
  if (restMs > 2 * REST_OF_HOLD_MS && leave.mayShorten()) await place.passMs(restMs - REST_OF_HOLD_MS);
  return mayPass;
}
