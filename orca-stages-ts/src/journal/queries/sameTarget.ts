import { sql, type RawBuilder, type Transaction } from 'kysely';
import { splitTargetKey } from '../../model/target';
import { isPostgres } from '../inTransaction';
import type { JournalTables } from '../tables';

/**
 * Every key under which the journal may know the target of a key: the key itself, and those with the other names of the
 * same AWS account. Rows are written under one name, the operation's own, because that is where earlier releases look,
 * which may share the journal or get it back. For `in`.
 */
export function keysOfTarget(key: string): RawBuilder<string> {
  const { accountName, place } = splitTargetKey(key);
  return sql<string>`(select cast(${key} as text) as target_key union select other.name || cast(${place} as text) from account_names as own inner join account_names as other on other.account_id = own.account_id where own.name = ${accountName})`;
}

/**
 * Serializes the transactions about a target, whichever of its keys they have: each waits for all of them, in the same
 * order. Must come first in the transaction, like `oneAtATime`.
 */
export async function oneAtATimeForTarget(transaction: Transaction<JournalTables>, key: string): Promise<void> {
  if (!isPostgres(transaction)) return;
  await sql`select pg_advisory_xact_lock(hashtextextended('target ' || target_key, 0)) from (select target_key from ${keysOfTarget(key)} as known order by target_key) as keys`.execute(
    transaction,
  );
}
