import { ERROR_CODES, type Failure } from 'stage-contract';
import type { RecoveryReason, StageStep } from '../stages/stage';
import type { CheckpointRow } from '../journal/queries/loadOperation';
import { endOperation } from './endOperation';
import { fromJson } from './json';
import type { OperationRun } from './operationRun';
import { targetWords } from './target';

/** Leaves the plan and puts the steps of the stage's failure policy behind what was begun. `failed` is the step in error, if it was one. */
export async function beginRecovery(run: OperationRun, reason: RecoveryReason, failure: Failure, failed?: CheckpointRow): Promise<void> {
  const begun = run.checkpoints.filter((row) => row.begun_at !== null);
  const steps = begun.length === 0 ? [] : run.stage.recover(run.input(), {
    reason, begun: begun.map((row) => fromJson<StageStep>(row.step)), facts: fromJson(run.operation.facts),
  });
  const now = run.now;
  const next = run.checkpoints.length;
  run.engine.log.info({ operation: run.operation.id, reason, code: failure.code, steps: steps.map((step) => step.id) }, 'failure policy begins');
  await run.write({
    phase: 'recovering', recovery_reason: reason, failure: JSON.stringify(failure), due_at: now, waits_for_lock: 0,
    deadline_at: Math.max(run.operation.deadline_at, now + run.engine.timing.recoveryLimitMs),
    progress: steps[0]?.sentence ?? failure.what, last_error: null,
  }, async (transaction) => {
    const of = transaction.updateTable('checkpoints').where('operation_id', '=', run.operation.id);
    // A step that changes nothing has written no intent: its row still says "to do".
    if (failed !== undefined) await of.set({ state: 'failed', tries: failed.tries, begun_at: failed.begun_at ?? now, ended_at: now }).where('ordinal', '=', failed.ordinal).execute();
    await of.set({ state: 'skipped', ended_at: now }).where('state', '=', 'running').execute();
    await of.set({ state: 'skipped' }).where('state', '=', 'todo').execute();
    for (const [index, step] of steps.entries()) {
      await transaction.insertInto('checkpoints').values({
        operation_id: run.operation.id, ordinal: next + index, step_id: step.id, step: JSON.stringify(step), recovery: 1,
        state: 'todo', note: null, tries: 0, unsure: 0, begun_at: null, ended_at: null,
      }).execute();
    }
  });
}

/** Why the plan must be left now, if it must: a newer attempt or another rollout, cancel, deadline, no polls. */
export async function interruption(run: OperationRun): Promise<'none' | 'ended' | 'recovering'> {
  const { operation, engine } = run;
  const where = targetWords(run.target, operation.alias_name ?? undefined);
  const failure = (code: 'cancelled' | 'deadlineExceeded' | 'abandoned' | 'superseded', what: string): Failure => ({ code, what, where, next: ERROR_CODES[code].next });
  if (operation.superseded_at !== null) {
    const by = operation.superseded_by ?? 'another run';
    await endOperation(run, 'CANCELED', `Superseded by ${by}. Nothing was reverted.`, fromJson(operation.report), failure('superseded', `Superseded by ${by}.`));
    return 'ended';
  }
  if (operation.phase === 'recovering') return 'none';
  if (operation.cancel_requested_at !== null) {
    await beginRecovery(run, 'cancelled', failure('cancelled', nothingBegun(run) ? 'The execution was cancelled before anything was changed.' : 'The execution was cancelled.'));
    return 'recovering';
  }
  if (run.now >= operation.deadline_at) {
    const late = run.checkpoints.find((row) => row.state === 'running');
    await beginRecovery(run, 'deadlineExceeded', {
      ...failure('deadlineExceeded', `The deadline passed during: ${operation.progress}`), ...lastAwsError(run),
      ...(late === undefined ? {} : { step: fromJson<StageStep>(late.step).sentence }),
    }, late);
    return 'recovering';
  }
  if (run.now - operation.last_poll_at >= engine.timing.abandonedAfterMs) {
    await beginRecovery(run, 'abandoned', failure('abandoned', 'Orca has not asked for this stage for so long that it must have given it up.'));
    return 'recovering';
  }
  return 'none';
}

const nothingBegun = (run: OperationRun): boolean => run.checkpoints.every((row) => row.begun_at === null);

function lastAwsError(run: OperationRun): Partial<Failure> {
  if (run.operation.last_error === null) return {};
  const { awsCode, awsMessage, awsRequestId, attempts } = fromJson<Failure>(run.operation.last_error);
  return {
    ...(awsCode === undefined ? {} : { awsCode }), ...(awsMessage === undefined ? {} : { awsMessage }),
    ...(awsRequestId === undefined ? {} : { awsRequestId }), ...(attempts === undefined ? {} : { attempts }),
  };
}
