import type { Transaction, Updateable } from 'kysely';
import type { JournalDatabase } from '../openJournal';
import type { JournalTables, OperationTable } from '../tables';

/** Another replica has taken the operation over; the one that reads this stops at once. */
export class LostLease extends Error {
  constructor(id: string) {
    super(`Operation ${id} has been taken over.`);
    this.name = 'LostLease';
  }
}

/** Changes an operation, and what belongs to the change, in one transaction; only for the holder of the fence. Throws LostLease. */
export async function writeOperation(
  database: JournalDatabase,
  id: string,
  fence: number,
  change: Updateable<OperationTable>,
  more?: (transaction: Transaction<JournalTables>) => Promise<void>,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const result = await transaction.updateTable('operations').set({ ...change, fence }).where('id', '=', id).where('fence', '=', fence).executeTakeFirst();
    if (result.numUpdatedRows !== 1n) throw new LostLease(id);
    await more?.(transaction);
  });
}
