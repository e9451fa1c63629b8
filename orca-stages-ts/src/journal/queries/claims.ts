import type { Transaction } from 'kysely';
import type { Claim } from '../../model/claim';
import type { JournalDatabase } from '../openJournal';
import type { JournalTables } from '../tables';

/** Puts an operation's claim on an alias, in the place of whatever claim was there. */
export async function writeClaim(
  transaction: Transaction<JournalTables>,
  targetKey: string,
  claim: Claim,
  now: number,
): Promise<void> {
  const row = {
    operation_id: claim.operationId,
    execution_id: claim.executionId,
    stage_name: claim.stageName,
    baseline: claim.baseline,
    candidate: claim.candidate,
    claimed_at: now,
  };
  await transaction
    .insertInto('claims')
    .values({ target_key: targetKey, alias_name: claim.aliasName, ...row })
    .onConflict((conflict) => conflict.columns(['target_key', 'alias_name']).doUpdateSet(row))
    .execute();
}

/** The claim of an unfinished operation of another execution on the alias. */
export async function readClaim(
  database: JournalDatabase,
  targetKey: string,
  aliasName: string,
  executionId: string,
): Promise<Claim | undefined> {
  const row = await database
    .selectFrom('claims')
    .innerJoin('operations', 'operations.id', 'claims.operation_id')
    .selectAll('claims')
    .where('claims.target_key', '=', targetKey)
    .where('claims.alias_name', '=', aliasName)
    .where('claims.execution_id', '!=', executionId)
    .where('operations.status', '=', 'RUNNING')
    .where('operations.superseded_at', 'is', null)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : {
        executionId: row.execution_id,
        operationId: row.operation_id,
        aliasName: row.alias_name,
        baseline: row.baseline,
        candidate: row.candidate,
        stageName: row.stage_name,
        since: new Date(row.claimed_at).toISOString(),
      };
}
