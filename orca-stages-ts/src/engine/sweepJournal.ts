import type { JournalDatabase } from '../journal/openJournal';
import { expirePins } from '../journal/queries/pins';
import type { EngineTiming } from './timing';

/** Removes operations that ended long ago and lets old pins expire. */
export async function sweepJournal(database: JournalDatabase, timing: EngineTiming, now: number): Promise<void> {
  await database.deleteFrom('operations').where('status', '!=', 'RUNNING').where('ended_at', '<', now - timing.operationRetentionMs).execute();
  await expirePins(database, now - timing.pinRetentionMs);
}
