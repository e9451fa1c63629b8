import type { Transaction } from 'kysely';
import { z } from 'zod';
import { storedDocument } from '../../model/storedDocument';
import { UNDO_RECORD_VERSION, type UndoRecord } from '../../model/undo';
import type { JournalDatabase } from '../openJournal';
import type { JournalTables } from '../tables';

/** The record of a step, by the step's position in its operation. */
export interface WrittenUndoRecord {
  ordinal: number;
  /** Undefined if this release doesn't know the format. */
  record: UndoRecord | undefined;
}

const leftDocument = storedDocument({ name: 'undo record', version: 1, schema: z.array(z.string()) });

/**
 * Writes a step's undo record in the transaction of its intent. What the step goes back to may have changed since it was
 * first written, before it acted.
 */
export async function writeUndoRecord(
  transaction: Transaction<JournalTables>,
  step: { operationId: string; ordinal: number },
  { resource, before, left }: UndoRecord,
  now: number,
): Promise<void> {
  const changed = { version: UNDO_RECORD_VERSION, resource, before, left: leftDocument.write([...left]) };
  await transaction
    .insertInto('undo_records')
    .values({ operation_id: step.operationId, ordinal: step.ordinal, ...changed, written_at: now })
    .onConflict((conflict) => conflict.columns(['operation_id', 'ordinal']).doUpdateSet(changed))
    .execute();
}

/** The records of an operation, in the order of its steps. */
export async function readUndoRecords(database: JournalDatabase, operationId: string): Promise<WrittenUndoRecord[]> {
  const rows = await database
    .selectFrom('undo_records')
    .select(['ordinal', 'version', 'resource', 'before', 'left'])
    .where('operation_id', '=', operationId)
    .orderBy('ordinal')
    .execute();
  return rows.map(({ ordinal, version, resource, before, left }) => {
    const states = version === UNDO_RECORD_VERSION ? leftDocument.read(left) : undefined;
    return { ordinal, record: states?.ok === true ? { resource, before, left: states.value } : undefined };
  });
}
