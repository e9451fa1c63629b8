import type { Transaction, Updateable } from 'kysely';
import { inTransaction } from '../inTransaction';
import { askJournal } from '../journalFault';
import type { JournalDatabase } from '../openJournal';
import type { JournalTables, OperationTable } from '../tables';

/** Another replica has taken over the operation; whoever gets this error stops immediately. */
export class LostLease extends Error {
  constructor(id: string) {
    super(`Operation ${id} has been taken over.`);
    this.name = 'LostLease';
  }
}

/**
 * Changes an operation, and everything that belongs to the change, in one transaction, and only for the holder of the
 * fence. Throws LostLease, and JournalFault if the journal fails.
 */
export async function writeOperation(
  database: JournalDatabase,
  id: string,
  fence: number,
  change: Updateable<OperationTable>,
  more?: (transaction: Transaction<JournalTables>) => Promise<void>,
): Promise<void> {
  const held = await askJournal(() =>
    inTransaction(database, async (transaction) => {
      const result = await transaction
        .updateTable('operations')
        .set({ ...change, fence })
        .where('id', '=', id)
        .where('fence', '=', fence)
        .executeTakeFirst();
      if (result.numUpdatedRows !== 1n) return false;
      await more?.(transaction);
      return true;
    }),
  );
  if (!held) throw new LostLease(id);
}
