import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../../orca-stages-ts/src/journal/openJournal';
import { insertOperation } from '../../orca-stages-ts/src/journal/queries/insertOperation';
import { writeOperation } from '../../orca-stages-ts/src/journal/queries/writeOperation';

const MEASURED_FOR_MS = 2_000;

/** Checkpoints that the journal commits per second, one after the other, each through to the disk as in production. */
export async function journalWritesPerSecond(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'journal-bench-'));
  const database = await openJournal(join(folder, 'journal.sqlite'));
  try {
    const { id } = await insertOperation(database, {
      id: 'operation',
      stage_id: 'stage',
      attempt: 1,
      execution_id: 'execution',
      stage_type: 'Aws.LambdaDeploymentStage',
      stage_name: 'Deploy',
      user_name: null,
      target_key: 'local/us-east-1/checkout',
      account: 'local',
      region: 'us-east-1',
      function_name: 'checkout',
      alias_name: null,
      sealed_input: null,
      phase: 'applying',
      status: 'RUNNING',
      recovery_reason: null,
      progress: '',
      report: '{}',
      facts: '{}',
      failure: null,
      last_error: null,
      aws_calls: '[]',
      aws_calls_omitted: 0,
      observe_tries: 0,
      created_at: 0,
      started_at: null,
      ended_at: null,
      deadline_at: 0,
      due_at: 0,
      last_poll_at: 0,
      cancel_requested_at: null,
      superseded_at: null,
      superseded_by: null,
      waits_for_lock: 0,
      lease_owner: null,
      lease_until: null,
      fence: 0,
      outcome: null,
    });
    await database
      .insertInto('checkpoints')
      .values({
        operation_id: id,
        ordinal: 0,
        step_id: 'publish',
        step: '{}',
        recovery: 0,
        state: 'todo',
        note: null,
        tries: 0,
        unsure: 0,
        begun_at: null,
        ended_at: null,
      })
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
