import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import { openJournal, type JournalDatabase } from '../../orca-stages-ts/src/journal/openJournal';
import type { CheckpointTable, OperationTable, PinTable } from '../../orca-stages-ts/src/journal/tables';

const HOUR = 3_600_000;
const FUNCTIONS = 500;

/**
 * Fills a journal with copies of the operations that real stages have left in it: outcomes, checkpoints, pins and
 * served versions, under other IDs, of other executions, on 500 functions, with end times spread evenly.
 */
export async function fillWithFinished(
  file: string,
  operations: number,
  endedFromMs: number,
  endedToMs: number,
): Promise<void> {
  const database = await openJournal(file);
  try {
    const originals = await database.selectFrom('operations').selectAll().where('status', '!=', 'RUNNING').execute();
    const checkpoints = await database.selectFrom('checkpoints').selectAll().execute();
    const pins = await database.selectFrom('pins').selectAll().execute();
    for (let copy = 0; copy < operations; copy++) {
      const original = originals[copy % originals.length];
      if (original === undefined) throw new Error('The journal holds nothing that could be copied.');
      const endedAt = Math.round(endedFromMs + ((endedToMs - endedFromMs) * copy) / operations);
      await copyOne(
        database,
        original,
        checkpoints.filter((row) => row.operation_id === original.id),
        pins.filter((pin) => pin.execution_id === original.execution_id),
        copy,
        endedAt,
      );
    }
  } finally {
    await database.destroy();
  }
}

async function copyOne(
  database: JournalDatabase,
  original: Selectable<OperationTable>,
  checkpoints: Selectable<CheckpointTable>[],
  pins: Selectable<PinTable>[],
  copy: number,
  endedAt: number,
): Promise<void> {
  const id = randomUUID(),
    executionId = `finished-${Math.floor(copy / 13)}`,
    targetKey = `local/us-east-1/finished-${copy % FUNCTIONS}`;
  await database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('operations')
      .values({
        ...original,
        id,
        stage_id: `finished-${copy}`,
        execution_id: executionId,
        target_key: targetKey,
        function_name: `finished-${copy % FUNCTIONS}`,
        created_at: endedAt - HOUR,
        due_at: endedAt,
        last_poll_at: endedAt,
        ended_at: endedAt,
        lease_owner: null,
        lease_until: null,
      })
      .execute();
    for (const row of checkpoints)
      await transaction
        .insertInto('checkpoints')
        .values({ ...row, operation_id: id })
        .execute();
    for (const pin of pins)
      await transaction
        .insertInto('pins')
        .values({ ...pin, execution_id: executionId, target_key: targetKey, written_at: endedAt })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  });
}
