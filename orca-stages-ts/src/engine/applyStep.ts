import { reportDocument } from '../journal/documents/operationDocuments';
import type { CheckpointRow } from '../journal/queries/loadOperation';
import { writePins } from '../journal/queries/pins';
import { writeServed } from '../journal/queries/servedVersions';
import type { Applied } from '../model/applied';
import { refusedBeforeActing } from '../model/awsStageError';
import type { PinWrite } from '../model/pins';
import { mergeReport } from './mergeReport';
import type { OperationRun } from './operationRun';

/** Applies one step as a checkpoint: intent, call, result. Returns whether the next step may begin at once. Errors come through. */
export async function applyStep(run: OperationRun, row: CheckpointRow): Promise<'next' | 'waiting'> {
  const { engine, operation } = run;
  const step = run.step(row),
    input = run.input(),
    facts = run.learnt();
  const again = row.unsure === 1;
  const begunAt = row.begun_at ?? run.now;
  await engine.onCheckpoint?.('beforeIntent', step.id, operation);
  row.tries += 1;
  row.begun_at = begunAt;
  if (step.mutates) {
    await writeCheckpoint(run, row, { state: 'running', unsure: 1 }, step.sentence, {}, step.intends);
    await engine.onCheckpoint?.('afterIntent', step.id, operation);
  }
  const applied = await run.stage
    .apply(step, input, {
      ...run.observeContext(),
      facts,
      again,
      tries: row.tries,
      firstBegunAtMs: begunAt,
      nowMs: run.now,
      settlePollMs: engine.timing.settlePollMs,
    })
    .catch(async (error: unknown) => {
      // AWS has refused, so this try has not acted: what was known before it still holds.
      if (step.mutates && refusedBeforeActing(error) && !again)
        await writeCheckpoint(run, row, { state: 'running', unsure: 0 }, step.sentence);
      await engine.onCheckpoint?.('afterCall', step.id, operation);
      throw error;
    });
  await engine.onCheckpoint?.('afterCall', step.id, operation);
  if (applied.kind === 'wait') {
    await writeCheckpoint(run, row, { state: 'running' }, applied.progress, {
      // AWS has answered, so what it failed at before is not what this step waits for.
      due_at: run.now + applied.afterMs,
      last_error: null,
      ...(applied.facts === undefined
        ? {}
        : { facts: run.stage.documents.facts.write({ ...facts, ...applied.facts }) }),
    });
    return 'waiting';
  }
  await writeResult(run, row, applied);
  await engine.onCheckpoint?.('afterResult', step.id, operation);
  return 'next';
}

async function writeCheckpoint(
  run: OperationRun,
  row: CheckpointRow,
  change: Partial<CheckpointRow>,
  progress: string,
  more: { due_at?: number; last_error?: null; facts?: string } = {},
  pins: readonly PinWrite[] = [],
): Promise<void> {
  await run.write({ progress, started_at: run.operation.started_at ?? run.now, ...more }, async (transaction) => {
    await transaction
      .updateTable('checkpoints')
      .set({ tries: row.tries, begun_at: row.begun_at, ...change })
      .where('operation_id', '=', row.operation_id)
      .where('ordinal', '=', row.ordinal)
      .execute();
    await writePins(
      transaction,
      { executionId: run.operation.execution_id, targetKey: run.operation.target_key },
      pins,
      run.now,
    );
  });
  Object.assign(row, change);
}

async function writeResult(
  run: OperationRun,
  row: CheckpointRow,
  applied: Extract<Applied<object>, { kind: 'done' }>,
): Promise<void> {
  const now = run.now;
  const { operation } = run;
  const report = mergeReport(run.report(), applied.report);
  const facts = { ...run.learnt(), ...applied.facts };
  const change = {
    state: applied.state ?? 'done',
    note: applied.note ?? null,
    ended_at: now,
    tries: row.tries,
    begun_at: row.begun_at,
    unsure: 0,
  };
  await run.write(
    {
      report: reportDocument.write(report),
      facts: run.stage.documents.facts.write(facts),
      due_at: now,
      started_at: operation.started_at ?? now,
      last_error: null,
    },
    async (transaction) => {
      await transaction
        .updateTable('checkpoints')
        .set(change)
        .where('operation_id', '=', row.operation_id)
        .where('ordinal', '=', row.ordinal)
        .execute();
      await writePins(
        transaction,
        { executionId: operation.execution_id, targetKey: operation.target_key },
        applied.pins ?? [],
        now,
      );
      await writeServed(transaction, operation.target_key, applied.served ?? [], now);
    },
  );
  Object.assign(row, change);
}
