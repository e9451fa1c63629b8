import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import Database from 'libsql';
import * as initial from './migrations/001Initial';
import * as pinsOfTarget from './migrations/002PinsOfTarget';
import type { JournalTables } from './tables';

export type JournalDatabase = Kysely<JournalTables>;

const MIGRATIONS = { '001Initial': initial, '002PinsOfTarget': pinsOfTarget };

/**
 * Opens the journal in a SQLite file (or `:memory:`), brings its tables up to date, and returns it.
 * The file is readable by its owner alone. Throws when the file cannot be opened or a migration fails.
 */
export async function openJournal(file: string): Promise<JournalDatabase> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const connection = new Database(file);
  // WAL lets polls read while steps write; FULL keeps a written intent through a power cut, which at-most-once calls need.
  connection.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 5000;');
  if (file !== ':memory:') chmodSync(file, 0o600);
  const database = new Kysely<JournalTables>({ dialect: new SqliteDialect({ database: connection }) });
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await database.destroy();
    throw new Error(`The journal ${file} could not be brought up to date. Restore a backup of it, or move it away to begin a new one.`, { cause: error });
  }
  return database;
}
