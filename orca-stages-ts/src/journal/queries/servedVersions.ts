import type { Transaction } from 'kysely';
import type { JournalDatabase } from '../openJournal';
import type { JournalTables } from '../tables';
import { keysOfTarget } from './sameTarget';

/** Records that an alias serves a version with all its traffic. */
export async function writeServed(
  transaction: Transaction<JournalTables>,
  targetKey: string,
  served: readonly { aliasName: string; version: string }[],
  now: number,
): Promise<void> {
  for (const { aliasName, version } of served) {
    await transaction
      .insertInto('served_versions')
      .values({ target_key: targetKey, alias_name: aliasName, version, seen_at: now })
      .onConflict((conflict) => conflict.columns(['target_key', 'alias_name', 'version']).doUpdateSet({ seen_at: now }))
      .execute();
  }
}

/** The last version that the alias served before its current one. */
export async function readServedBefore(
  database: JournalDatabase,
  targetKey: string,
  aliasName: string,
  presentVersion: string,
): Promise<string | undefined> {
  const row = await database
    .selectFrom('served_versions')
    .select('version')
    .where('target_key', 'in', keysOfTarget(targetKey))
    .where('alias_name', '=', aliasName)
    .where('version', '!=', presentVersion)
    .orderBy('seen_at', 'desc')
    .executeTakeFirst();
  return row?.version;
}

/** When an alias was last seen to serve a version with all its traffic, if it has not been seen to serve another since. */
export async function readServedSince(
  database: JournalDatabase,
  targetKey: string,
  aliasName: string,
  version: string,
): Promise<number | undefined> {
  const row = await database
    .selectFrom('served_versions')
    .select(['version', 'seen_at'])
    .where('target_key', 'in', keysOfTarget(targetKey))
    .where('alias_name', '=', aliasName)
    .orderBy('seen_at', 'desc')
    .executeTakeFirst();
  return row?.version === version ? row.seen_at : undefined;
}
