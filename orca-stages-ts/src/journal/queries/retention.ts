import type { JournalDatabase } from '../openJournal';

/*
 * Each of these handles a limited number of rows at a time, oldest first, and returns how many: SQLite blocks all
 * other queries while it writes, and long transactions in PostgreSQL delay others.
 */

/**
 * Removes operations that ended before a time (ms since 1970), with their checkpoints. One whose follow-up has not ended
 * stays: its outcome says what has become of that.
 */
export async function removeEnded(database: JournalDatabase, endedBefore: number, atMost: number): Promise<number> {
  const old = database
    .selectFrom('operations')
    .select('id')
    .where('ended_at', '<', endedBefore)
    .where('status', '!=', 'RUNNING')
    .where('id', 'not in', (followUps) =>
      followUps
        .selectFrom('operations as follow_ups')
        .select('follow_ups.timer_of')
        .where('follow_ups.timer_of', 'is not', null)
        .where('follow_ups.status', '=', 'RUNNING')
        .$narrowType<{ timer_of: string }>(),
    )
    .orderBy('ended_at')
    .limit(atMost);
  const { numDeletedRows } = await database.deleteFrom('operations').where('id', 'in', old).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/**
 * Expires pins that were written before a time. The key stays, so that a late stage fails instead of choosing another
 * version.
 */
export async function expirePins(database: JournalDatabase, writtenBefore: number, atMost: number): Promise<number> {
  const old = database
    .selectFrom('pins')
    .select(['execution_id', 'target_key', 'kind', 'alias_name'])
    .where('written_at', '<', writtenBefore)
    .where('value', 'is not', null)
    .orderBy('written_at')
    .limit(atMost);
  const { numUpdatedRows } = await database
    .updateTable('pins')
    .set({ value: null })
    .where(({ eb, refTuple }) =>
      eb(
        refTuple('execution_id', 'target_key', 'kind', 'alias_name'),
        'in',
        old.$asTuple('execution_id', 'target_key', 'kind', 'alias_name'),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Removes the keys of expired pins that were written before a time. */
export async function forgetPins(database: JournalDatabase, writtenBefore: number, atMost: number): Promise<number> {
  const old = database
    .selectFrom('pins')
    .select(['execution_id', 'target_key', 'kind', 'alias_name'])
    .where('written_at', '<', writtenBefore)
    .where('value', 'is', null)
    .orderBy('written_at')
    .limit(atMost);
  const { numDeletedRows } = await database
    .deleteFrom('pins')
    .where(({ eb, refTuple }) =>
      eb(
        refTuple('execution_id', 'target_key', 'kind', 'alias_name'),
        'in',
        old.$asTuple('execution_id', 'target_key', 'kind', 'alias_name'),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
