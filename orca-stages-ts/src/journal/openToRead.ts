import Database from 'libsql';
import { Kysely, SqliteDialect } from 'kysely';
import { isPostgresUrl } from './journalName';
import { keepingStatements } from './keepingStatements';
import { lockFirst } from './lockFirst';
import { openPostgres } from './openPostgres';
import type { JournalTables } from './tables';

/**
 * Opens a journal for reading only: creates, migrates and writes nothing, even while a sidecar uses it. Throws what the
 * database says.
 */
export function openToRead(location: string): Kysely<JournalTables> {
  if (isPostgresUrl(location)) return openPostgres(location);
  const connection = new Database(location, { readonly: true });
  return new Kysely<JournalTables>({
    dialect: new SqliteDialect({ database: keepingStatements(lockFirst(connection)) }),
  });
}
