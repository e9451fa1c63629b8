import type { JournalDatabase } from '../journal/openJournal';
import { expirePins, forgetPins, removeEnded } from '../journal/queries/retention';
import type { EngineTiming } from './timing';

/** Rows per batch: few enough that polls are not affected. */
export const SWEPT_AT_A_TIME = 100;
/**
 * How long the key of an expired pin is kept, so that a stage of an older execution fails instead of choosing another
 * version: far longer than Orca keeps executions.
 */
const EXPIRED_PIN_MS = 365 * 24 * 3_600_000;

/** Pins written before this time (ms since 1970) may have been deleted completely. */
export const pinsForgottenBefore = (timing: EngineTiming, now: number): number =>
  now - timing.pinRetentionMs - EXPIRED_PIN_MS;

/**
 * Removes a batch of operations that ended long ago, expires a batch of old pins, and deletes a batch of expired
 * ones. Returns whether there may be more.
 */
export async function sweepJournal(database: JournalDatabase, timing: EngineTiming, now: number): Promise<boolean> {
  const taken = [
    await removeEnded(database, now - timing.operationRetentionMs, SWEPT_AT_A_TIME),
    await expirePins(database, now - timing.pinRetentionMs, SWEPT_AT_A_TIME),
    await forgetPins(database, pinsForgottenBefore(timing, now), SWEPT_AT_A_TIME),
  ];
  return taken.some((rows) => rows === SWEPT_AT_A_TIME);
}
