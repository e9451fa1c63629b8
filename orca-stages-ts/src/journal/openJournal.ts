import type { Kysely } from 'kysely';
import { isPostgresUrl } from './journalName';
import { migrateJournal } from './migrateJournal';
import { openPostgres, type PostgresOptions } from './openPostgres';
import { openSqlite } from './openSqlite';
import type { JournalTables } from './tables';

export type JournalDatabase = Kysely<JournalTables>;

/**
 * Opens the journal, brings its tables up to date, and returns it: a PostgreSQL database for a `postgres://` address, which several
 * replicas may share, else a SQLite file (or `:memory:`) for one.
 * Throws SettingFault with the remedy when the journal cannot be opened or a migration fails; the message never holds a password.
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
