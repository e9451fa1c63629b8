import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../../orca-stages-ts/src/journal/openJournal';
import { insertOperation } from '../../orca-stages-ts/src/journal/queries/insertOperation';
import { todoCheckpoint } from '../../orca-stages-ts/src/journal/queries/todoCheckpoint';
import { writeOperation } from '../../orca-stages-ts/src/journal/queries/writeOperation';
import { operationRow } from '../../orca-stages-ts/src/testing/operationRow';

const MEASURED_FOR_MS = 2_000;

/** Checkpoints that the journal commits per second, one after the other, each flushed to disk as in production. */
export async function journalWritesPerSecond(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'journal-bench-'));
  const database = await openJournal(join(folder, 'journal.sqlite'));
  try {
    const { id } = await insertOperation(database, operationRow('operation', { phase: 'applying' }));
    await database
      .insertInto('checkpoints')
      .values(todoCheckpoint({ operationId: id, ordinal: 0, stepId: 'publish', document: '{}', recovery: false }))
      .execute();
    const startedAt = performance.now();
    let writes = 0;
    for (; performance.now() - startedAt < MEASURED_FOR_MS; writes++) {
      await writeOperation(database, id, 0, { due_at: writes, progress: `Step ${writes}` }, async (transaction) => {
        await transaction
          .updateTable('checkpoints')
          .set({ tries: writes, state: 'running' })
          .where('operation_id', '=', id)
          .where('ordinal', '=', 0)
          .execute();
      });
    }
    return writes / ((performance.now() - startedAt) / 1000);
  } finally {
    await database.destroy();
    rmSync(folder, { recursive: true });
  }
}
