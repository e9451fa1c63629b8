import type { Insertable, Transaction } from 'kysely';
import type { JournalDatabase } from '../openJournal';
import type { CheckpointTable, JournalTables, OperationTable } from '../tables';
import type { OperationRow } from './loadOperation';

/** Due time of a timer that is kept from firing: the last one that a date can say. */
const NEVER = 8_640_000_000_000_000;

/** Writes a timer with its one step, in the transaction that ends the operation whose timer it is: there is either both or neither. */
export async function insertTimer(
  transaction: Transaction<JournalTables>,
  row: Insertable<OperationTable>,
  checkpoint: Insertable<CheckpointTable>,
): Promise<void> {
  await transaction.insertInto('operations').values(row).execute();
  await transaction.insertInto('checkpoints').values(checkpoint).execute();
}

/**
 * Keeps the timers of some aliases from firing while an operation decides about their routing. To be written under the lock of the target:
 * a timer fires only under it, so either it has fired before or it waits. The fence goes up so that whoever was about to fire it stops.
 */
export async function holdTimers(
  transaction: Transaction<JournalTables>,
  targetKey: string,
  aliasNames: readonly string[],
  holder: string,
): Promise<void> {
  await transaction
    .updateTable('operations')
    .set((expression) => ({
      timer_held_by: holder,
      due_at: NEVER,
      waits_for_lock: 0,
      lease_owner: null,
      lease_until: null,
      fence: expression('fence', '+', 1),
    }))
    .where('target_key', '=', targetKey)
    .where('status', '=', 'RUNNING')
    .where('timer_of', 'is not', null)
    .where('started_at', 'is', null)
    .where('alias_name', 'in', aliasNames)
    .execute();
}

/** The timers that an operation keeps from firing. */
export async function heldTimers(
  transaction: Transaction<JournalTables>,
  targetKey: string,
  holder: string,
): Promise<OperationRow[]> {
  return transaction
    .selectFrom('operations')
    .selectAll()
    .where('target_key', '=', targetKey)
    .where('status', '=', 'RUNNING')
    .where('timer_held_by', '=', holder)
    .execute();
}

/** Lets a timer go on: it fires at its time, or at once when that has passed. */
export async function resumeTimer(
  transaction: Transaction<JournalTables>,
  timer: Pick<OperationRow, 'id' | 'deadline_at'>,
  now: number,
): Promise<void> {
  await transaction
    .updateTable('operations')
    .set({ timer_held_by: null, due_at: Math.max(timer.deadline_at, now) })
    .where('id', '=', timer.id)
    .execute();
}

/** Ends a timer that has nothing left to do. */
export async function clearTimer(
  transaction: Transaction<JournalTables>,
  id: string,
  note: string,
  now: number,
): Promise<void> {
  await transaction
    .updateTable('operations')
    .set({ status: 'SUCCEEDED', phase: 'ended', progress: note, ended_at: now, sealed_input: null, due_at: now })
    .where('id', '=', id)
    .execute();
  await transaction.updateTable('checkpoints').set({ state: 'skipped', note }).where('operation_id', '=', id).execute();
}

/** Whether a stage of the execution has asked for the target before a time and has not looked at it yet: it is served before the timer. */
export async function cameInTime(
  database: JournalDatabase,
  timer: Pick<OperationRow, 'target_key' | 'execution_id'>,
  timeMs: number,
): Promise<boolean> {
  const found = await database
    .selectFrom('operations')
    .select('id')
    .where('target_key', '=', timer.target_key)
    .where('status', '=', 'RUNNING')
    .where('phase', '=', 'observing')
    .where('timer_of', 'is', null)
    .where('execution_id', '=', timer.execution_id)
    .where('created_at', '<=', timeMs)
    .executeTakeFirst();
  return found !== undefined;
}
