import type { Kysely } from 'kysely';
import { isPostgresUrl } from './journalName';
import { migrateJournal } from './migrateJournal';
import { openPostgres, type PostgresOptions } from './openPostgres';
import { openSqlite } from './openSqlite';
import type { JournalTables } from './tables';

export type JournalDatabase = Kysely<JournalTables>;

/**
 * Opens the journal, brings its tables up to date, and returns it: for a `postgres://` URL, a PostgreSQL database that
 * several replicas may share; otherwise a SQLite file (or `:memory:`) for one. Throws SettingFault with the remedy if
 * the journal can't be opened or a migration fails; the message never contains a password.
 */
export async function openJournal(location: string, options: PostgresOptions = {}): Promise<JournalDatabase> {
  const database = isPostgresUrl(location) ? openPostgres(location, options) : openSqlite(location);
  try {
    await migrateJournal(database, location);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  return database;
}
