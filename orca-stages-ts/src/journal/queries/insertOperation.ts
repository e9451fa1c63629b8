import type { Insertable } from 'kysely';
import { inTransaction, oneAtATime } from '../inTransaction';
import type { JournalDatabase } from '../openJournal';
import type { OperationTable } from '../tables';

/**
 * Writes a new operation, or finds the existing one with the same (`stage_id`, `attempt`): a repeated POST is the same
 * operation. In the same transaction, marks older unfinished attempts of the stage as superseded; they stop without
 * reverting. An attempt that arrives after a newer one is superseded from the start: two attempts must never run at the
 * same time.
 */
export async function insertOperation(
  database: JournalDatabase,
  row: Insertable<OperationTable>,
): Promise<{ id: string; created: boolean }> {
  return inTransaction(database, async (transaction) => {
    await oneAtATime(transaction, 'stage', row.stage_id);
    const existing = await transaction
      .selectFrom('operations')
      .select('id')
      .where('stage_id', '=', row.stage_id)
      .where('attempt', '=', row.attempt)
      .executeTakeFirst();
    if (existing !== undefined) return { id: existing.id, created: false };
    await transaction
      .updateTable('operations')
      .set({
        superseded_at: row.created_at,
        superseded_by: 'a newer attempt of the same stage',
        due_at: row.created_at,
      })
      .where('stage_id', '=', row.stage_id)
      .where('attempt', '<', row.attempt)
      .where('status', '=', 'RUNNING')
      .where('superseded_at', 'is', null)
      .execute();
    const newer = await transaction
      .selectFrom('operations')
      .select('id')
      .where('stage_id', '=', row.stage_id)
      .where('attempt', '>', row.attempt)
      .executeTakeFirst();
    await transaction
      .insertInto('operations')
      .values(
        newer === undefined
          ? row
          : { ...row, superseded_at: row.created_at, superseded_by: 'a newer attempt of the same stage' },
      )
      .execute();
    return { id: row.id, created: true };
  });
}
