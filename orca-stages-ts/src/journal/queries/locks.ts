import type { Transaction } from 'kysely';
import { inTransaction } from '../inTransaction';
import type { JournalDatabase } from '../openJournal';
import type { JournalTables } from '../tables';
import type { OperationRow } from './loadOperation';
import { keysOfTarget, oneAtATimeForTarget } from './sameTarget';
import { LostLease } from './writeOperation';

/** An operation held by the replica that has its fence. */
type LockedOperation = Pick<OperationRow, 'id' | 'target_key' | 'fence'>;

/**
 * Takes the lock of the operation's target, in the order in which operations arrived, whichever replica took them.
 * False if another operation has it or was first. Throws LostLease if another replica has the operation.
 */
export async function takeLock(database: JournalDatabase, operation: LockedOperation, now: number): Promise<boolean> {
  return inTransaction(database, async (transaction) => {
    await oneAtATimeForTarget(transaction, operation.target_key);
    const own = await transaction
      .selectFrom('operations')
      .select(['superseded_at', 'timer_held_by', 'fence'])
      .where('id', '=', operation.id)
      .executeTakeFirst();
    if (own?.fence !== operation.fence) throw new LostLease(operation.id);
    const held = await transaction
      .selectFrom('locks')
      .innerJoin('operations', 'operations.id', 'locks.operation_id')
      .select('locks.operation_id')
      .where('locks.target_key', 'in', keysOfTarget(operation.target_key))
      .where('operations.status', '=', 'RUNNING')
      // Under two names, an earlier release may have given two: the first one counts.
      .orderBy('locks.locked_at')
      .orderBy('locks.target_key')
      .executeTakeFirst();
    if (held !== undefined) return held.operation_id === operation.id;
    // The previous holder of the lock may have pre-empted this operation in its last step, or may be keeping this timer
    // from firing.
    if (own.superseded_at !== null || own.timer_held_by !== null) return false;
    const first = await firstInLine(transaction, operation.target_key);
    if (first !== undefined && first !== operation.id) return false;
    await transaction.deleteFrom('locks').where('target_key', 'in', keysOfTarget(operation.target_key)).execute();
    await transaction
      .insertInto('locks')
      .values({ target_key: operation.target_key, operation_id: operation.id, locked_at: now })
      .execute();
    await transaction.updateTable('operations').set({ waits_for_lock: 0 }).where('id', '=', operation.id).execute();
    return true;
  });
}

/**
 * Releases the lock and makes the next operation that waits for it due immediately. Does nothing if another replica
 * has the operation: the lock is that replica's now.
 */
export async function releaseLock(database: JournalDatabase, operation: LockedOperation, now: number): Promise<void> {
  await inTransaction(database, async (transaction) => {
    await oneAtATimeForTarget(transaction, operation.target_key);
    const own = await transaction
      .selectFrom('operations')
      .select('fence')
      .where('id', '=', operation.id)
      .executeTakeFirst();
    if (own !== undefined && own.fence !== operation.fence) return;
    await transaction
      .deleteFrom('locks')
      .where('target_key', 'in', keysOfTarget(operation.target_key))
      .where('operation_id', '=', operation.id)
      .execute();
    const next = await firstInLine(transaction, operation.target_key);
    if (next !== undefined)
      await transaction.updateTable('operations').set({ due_at: now }).where('id', '=', next).execute();
  });
}

/**
 * Gives the lock of an operation back in the transaction that ends it, so that a crash right afterwards leaves none behind.
 * `releaseLock` then wakes whoever waits for it.
 */
export async function dropLock(transaction: Transaction<JournalTables>, operationId: string): Promise<void> {
  await transaction.deleteFrom('locks').where('operation_id', '=', operationId).execute();
}

async function firstInLine(transaction: Transaction<JournalTables>, targetKey: string): Promise<string | undefined> {
  const row = await transaction
    .selectFrom('operations')
    .select('id')
    .where('target_key', 'in', keysOfTarget(targetKey))
    .where('status', '=', 'RUNNING')
    .where('waits_for_lock', '=', 1)
    .orderBy('created_at')
    .orderBy('id')
    .executeTakeFirst();
  return row?.id;
}
