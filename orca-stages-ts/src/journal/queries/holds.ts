import type { Transaction } from 'kysely';
import type { HeldResource, ResourceHold } from '../../model/resourceHold';
import { resourceOf, storedResource } from '../../model/storedNames';
import type { JournalDatabase } from '../openJournal';
import type { JournalTables } from '../tables';
import type { OperationRow } from './loadOperation';
import { keysOfTarget } from './sameTarget';

/** Lets an operation hold resources of its target, and replaces whoever held them before. */
export async function writeHolds(
  transaction: Transaction<JournalTables>,
  { id, execution_id, stage_name, target_key }: OperationRow,
  holds: readonly ResourceHold[],
  now: number,
): Promise<void> {
  for (const { resource, terms } of holds) {
    const row = {
      operation_id: id,
      execution_id,
      stage_name,
      baseline: terms.baseline,
      candidate: terms.candidate,
      claimed_at: now,
    };
    await transaction
      .deleteFrom('claims')
      .where('target_key', 'in', keysOfTarget(target_key))
      .where('alias_name', '=', storedResource(resource))
      .execute();
    await transaction
      .insertInto('claims')
      .values({ target_key, alias_name: storedResource(resource), ...row })
      .execute();
  }
}

/** Releases everything that an operation holds. */
export async function releaseHolds(transaction: Transaction<JournalTables>, operationId: string): Promise<void> {
  await transaction.deleteFrom('claims').where('operation_id', '=', operationId).execute();
}

/** Unfinished operations of other executions that hold something of an operation's target. */
export async function holdersOf(
  database: JournalDatabase,
  { execution_id, target_key }: Pick<OperationRow, 'execution_id' | 'target_key'>,
): Promise<Pick<OperationRow, 'id' | 'execution_id' | 'stage_id' | 'attempt' | 'phase'>[]> {
  return database
    .selectFrom('operations')
    .select(['id', 'execution_id', 'stage_id', 'attempt', 'phase'])
    .where('status', '=', 'RUNNING')
    .where('superseded_at', 'is', null)
    .where('execution_id', '!=', execution_id)
    .where('id', 'in', (claims) =>
      claims
        .selectFrom('claims')
        .select('claims.operation_id')
        .where('claims.target_key', 'in', keysOfTarget(target_key)),
    )
    .execute();
}

/** The hold on a resource by an unfinished operation of another execution. */
export async function readHoldOfOther(
  database: JournalDatabase,
  { execution_id, target_key }: Pick<OperationRow, 'execution_id' | 'target_key'>,
  resource: string,
): Promise<HeldResource | undefined> {
  const row = await database
    .selectFrom('claims')
    .innerJoin('operations', 'operations.id', 'claims.operation_id')
    .selectAll('claims')
    .where('claims.target_key', 'in', keysOfTarget(target_key))
    .where('claims.alias_name', '=', storedResource(resource))
    .where('claims.execution_id', '!=', execution_id)
    .where('operations.status', '=', 'RUNNING')
    .where('operations.superseded_at', 'is', null)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : {
        resource: resourceOf(row.alias_name),
        terms: { baseline: row.baseline, candidate: row.candidate },
        executionId: row.execution_id,
        operationId: row.operation_id,
        stageName: row.stage_name,
        since: new Date(row.claimed_at).toISOString(),
      };
}
