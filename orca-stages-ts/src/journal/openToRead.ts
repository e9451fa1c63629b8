import Database from 'libsql';
import { Kysely, SqliteDialect } from 'kysely';
import { isPostgresUrl } from './journalName';
import { keepingStatements } from './keepingStatements';
import { lockFirst } from './lockFirst';
import { openPostgres } from './openPostgres';
import type { JournalTables } from './tables';

/** Opens a journal to look at it: makes, migrates and writes nothing, also where a sidecar is at work on it. Throws what the database says. */
export function openToRead(location: string): Kysely<JournalTables> {
  if (isPostgresUrl(location)) return openPostgres(location);
  const connection = new Database(location, { readonly: true });
  return new Kysely<JournalTables>({
    dialect: new SqliteDialect({ database: keepingStatements(lockFirst(connection)) }),
  });
}
