import { releaseLock } from '../journal/queries/locks';
import { operationPlace } from '../journal/queries/operationTarget';
import { describeFailure } from './describeFailure';
import { endStuck } from './endOperation';
import type { EngineContext } from './engineContext';
import { leaveNotUnderstood, NOT_UNDERSTOOD } from './leaveNotUnderstood';
import { NotUnderstood } from './notUnderstood';
import { OperationRun } from './operationRun';
import { undoingsOf } from './undoRecords';

/** When to retry after an error that no step could handle. */
const TRY_AGAIN_MS = 5_000;

/**
 * Retries after an error that no step could handle (journal or key not reachable), with a pause, and not forever: the
 * operation blocks its function, so it ends once its deadline and the time for reverting have passed.
 */
export async function postponeOperation(
  engine: EngineContext,
  id: string,
  fence: number,
  error: unknown,
): Promise<void> {
  engine.log.error(
    {
      operation: id,
      reason: error instanceof Error ? error.message : String(error),
      stack: error instanceof Error ? error.stack : undefined,
    },
    'an operation could not continue; retrying',
  );
  const run = await OperationRun.load(engine, id, fence);
  if (run.operation.status !== 'RUNNING') return;
  if (run.now < run.operation.deadline_at + engine.timing.recoveryLimitMs)
    return run.write({ due_at: run.now + TRY_AGAIN_MS });
  // Anything with an undo record can be restored regardless of the obstacle.
  if (run.operation.recovery_reason !== NOT_UNDERSTOOD && (await undoingsOf(run)).length > 0) {
    const reason = error instanceof Error ? error.message : String(error);
    await leaveNotUnderstood(run, new NotUnderstood('input', reason));
    return;
  }
  await endStuck(run, describeFailure(error, operationPlace(run.operation), undefined, 1));
  await releaseLock(engine.database, run.operation, run.now);
}
