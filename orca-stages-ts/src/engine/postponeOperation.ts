import { releaseLock } from '../journal/queries/locks';
import { operationPlace } from '../journal/queries/operationTarget';
import { describeFailure } from './describeFailure';
import { endStuck } from './endOperation';
import type { EngineContext } from './engineContext';
import { leaveNotUnderstood, NOT_UNDERSTOOD } from './leaveNotUnderstood';
import { NotUnderstood } from './notUnderstood';
import { OperationRun } from './operationRun';
import { undoingsOf } from './undoRecords';

/** When what no step could handle is tried again. */
const TRY_AGAIN_MS = 5_000;

/**
 * What no step could handle (a journal or key out of reach) is tried again after a while, not in a loop; and not for ever,
 * as it keeps others from the function: past its deadline and the time for reverting, the operation ends.
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
  // What has a record can be brought back without whatever is in the way.
  if (run.operation.recovery_reason !== NOT_UNDERSTOOD && (await undoingsOf(run)).length > 0) {
    const reason = error instanceof Error ? error.message : String(error);
    await leaveNotUnderstood(run, new NotUnderstood('input', reason));
    return;
  }
  await endStuck(run, describeFailure(error, operationPlace(run.operation), undefined, 1));
  await releaseLock(engine.database, run.operation, run.now);
}
