import type { JournalDatabase } from '../openJournal';

/** Records that Orca has polled these operations at a time (ms since 1970). */
export async function noteAsked(database: JournalDatabase, ids: readonly string[], askedAt: number): Promise<void> {
  await database
    .updateTable('operations')
    .set({ last_poll_at: askedAt })
    .where('id', 'in', ids)
    .where('status', '=', 'RUNNING')
    .where('last_poll_at', '<', askedAt)
    .execute();
}
