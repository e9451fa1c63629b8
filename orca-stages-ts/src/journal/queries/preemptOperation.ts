import type { Transaction } from 'kysely';
import type { JournalTables } from '../tables';

/**
 * Makes an operation end as superseded, without reverting, because of another one; `by` says which. An operation that
 * has ended stays as it is.
 */
export async function preemptOperation(
  transaction: Transaction<JournalTables>,
  id: string,
  by: string,
  now: number,
): Promise<void> {
  await transaction
    .updateTable('operations')
    .set({ superseded_at: now, superseded_by: by, due_at: now })
    .where('id', '=', id)
    .where('status', '=', 'RUNNING')
    .execute();
}
