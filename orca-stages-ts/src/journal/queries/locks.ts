import type { JournalDatabase } from '../openJournal';
import type { OperationRow } from './loadOperation';

/** Takes the lock of the operation's target, in the order in which operations came. False: somebody else has it or came first. */
export async function takeLock(database: JournalDatabase, operation: OperationRow, now: number): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const held = await transaction.selectFrom('locks').innerJoin('operations', 'operations.id', 'locks.operation_id')
      .select(['locks.operation_id', 'operations.status']).where('locks.target_key', '=', operation.target_key).executeTakeFirst();
    if (held?.operation_id === operation.id) return true;
    if (held?.status === 'RUNNING') return false;
    // Whoever had the lock may have pre-empted this operation with its last act, or keeps this timer from firing.
    const own = await transaction.selectFrom('operations').select(['superseded_at', 'timer_held_by']).where('id', '=', operation.id).executeTakeFirst();
    if (own?.superseded_at !== null || own.timer_held_by !== null) return false;
    const first = await transaction.selectFrom('operations').select('id')
      .where('target_key', '=', operation.target_key).where('status', '=', 'RUNNING').where('waits_for_lock', '=', 1)
      .orderBy('created_at').orderBy('id').executeTakeFirst();
    if (first !== undefined && first.id !== operation.id) return false;
    await transaction.deleteFrom('locks').where('target_key', '=', operation.target_key).execute();
    await transaction.insertInto('locks').values({ target_key: operation.target_key, operation_id: operation.id, locked_at: now }).execute();
    await transaction.updateTable('operations').set({ waits_for_lock: 0 }).where('id', '=', operation.id).execute();
    return true;
  });
}

/** Gives the lock back and makes the next one that waits for it due at once. */
export async function releaseLock(database: JournalDatabase, operation: Pick<OperationRow, 'id' | 'target_key'>, now: number): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('locks').where('target_key', '=', operation.target_key).where('operation_id', '=', operation.id).execute();
    const next = await transaction.selectFrom('operations').select('id')
      .where('target_key', '=', operation.target_key).where('status', '=', 'RUNNING').where('waits_for_lock', '=', 1)
      .orderBy('created_at').orderBy('id').executeTakeFirst();
    if (next !== undefined) await transaction.updateTable('operations').set({ due_at: now }).where('id', '=', next.id).execute();
  });
}
