import type { Selectable } from 'kysely';
import type { Sealer } from '../../model/sealer';
import type { JournalDatabase } from '../openJournal';
import { openAnswers } from '../sealedAnswers';
import type { CheckpointTable, OperationTable } from '../tables';

export type OperationRow = Selectable<OperationTable>;
export type CheckpointRow = Selectable<CheckpointTable>;
export interface JournalledOperation {
  operation: OperationRow;
  checkpoints: CheckpointRow[];
}

/** Where operations are, and what opens their sealed documents. */
export interface Journal {
  database: JournalDatabase;
  sealer: Sealer;
}

/** An operation with its checkpoints in order, and with what functions have answered. */
export async function loadOperation(
  { database, sealer }: Journal,
  id: string,
): Promise<JournalledOperation | undefined> {
  const operation = await database.selectFrom('operations').selectAll().where('id', '=', id).executeTakeFirst();
  if (operation === undefined) return undefined;
  const checkpoints = await database
    .selectFrom('checkpoints')
    .selectAll()
    .where('operation_id', '=', id)
    .orderBy('ordinal')
    .execute();
  return { operation: openAnswers(operation, sealer), checkpoints };
}

/** The operation of a stage: the given attempt, or the newest one. */
export async function findOperationOfStage(
  database: JournalDatabase,
  stageId: string,
  attempt: number | undefined,
): Promise<OperationRow | undefined> {
  const query = database
    .selectFrom('operations')
    .selectAll()
    .where('stage_id', '=', stageId)
    .orderBy('attempt', 'desc');
  return (attempt === undefined ? query : query.where('attempt', '=', attempt)).executeTakeFirst();
}

/** Earlier attempts of a stage, newest first. */
export async function attemptsBefore(
  database: JournalDatabase,
  stageId: string,
  attempt: number,
): Promise<Pick<OperationRow, 'id' | 'superseded_at'>[]> {
  return database
    .selectFrom('operations')
    .select(['id', 'superseded_at'])
    .where('stage_id', '=', stageId)
    .where('attempt', '<', attempt)
    .orderBy('attempt', 'desc')
    .execute();
}

/** Whether an earlier attempt of the same stage has not ended. */
export async function hasUnfinishedEarlierAttempt(
  database: JournalDatabase,
  stageId: string,
  attempt: number,
): Promise<boolean> {
  const found = await database
    .selectFrom('operations')
    .select('id')
    .where('stage_id', '=', stageId)
    .where('attempt', '<', attempt)
    .where('status', '=', 'RUNNING')
    .executeTakeFirst();
  return found !== undefined;
}
