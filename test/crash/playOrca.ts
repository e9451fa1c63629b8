import { setTimeout as pause } from 'node:timers/promises';
import type { Outcome } from 'stage-contract';
import type { CrashStage } from './crashStage';
import { isOver, type CrashWorld } from './crashWorld';
import { POLL_EVERY_MS } from './timing';

/** A hold is cut down to this much, as nobody waits for minutes here. */
const REST_OF_HOLD_MS = 1_000;
/** Beyond every deadline. */
const HOUR_MS = 3_600_000;

/**
 * Asks as Orca does until the operation is over or something else has happened. On the way it does what the row says: cancels, lets the
 * deadline pass, as soon as it may, and lets the time of long holds pass.
 */
export async function playOrca(world: CrashWorld, stage: CrashStage, id: string, until: Promise<unknown>, mayStop: () => boolean = () => true): Promise<void> {
  let happened = false, mayPass = true;
  void until.then(() => { happened = true; }, () => { happened = true; });
  while (!happened) {
    // The process that was asked may just have died.
    const outcome = await world.poll(id).catch(() => undefined);
    if (outcome !== undefined) {
      if (isOver(outcome)) return;
      mayPass = await disturb(world, mayStop() ? stage.stopped : undefined, outcome, mayPass).catch(() => mayPass);
    }
    await Promise.race([pause(POLL_EVERY_MS), until]);
  }
}

/** Answers whether an hour may still pass: one is enough for any deadline. */
async function disturb(world: CrashWorld, stopped: CrashStage['stopped'], outcome: Outcome, mayPass: boolean): Promise<boolean> {
  if (stopped !== undefined && outcome.steps.some((step) => step.id === stopped.step && step.state === 'running')) {
    if (stopped.by === 'cancel') await world.cancelStage();
    else if (mayPass) await world.passMs(HOUR_MS);
    return false;
  }
  const restMs = outcome.hold === undefined ? 0 : Date.parse(outcome.hold.until) - Date.now();
  if (restMs > 2 * REST_OF_HOLD_MS) await world.passMs(restMs - REST_OF_HOLD_MS);
  return mayPass;
}
