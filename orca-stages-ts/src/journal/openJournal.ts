import { chmodSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { SettingFault } from '../config/settingFault';
import { journalFileProblem, makeFolder, openingProblem } from './journalFile';
import * as initial from './migrations/001Initial';
import * as pinsOfTarget from './migrations/002PinsOfTarget';
import * as revertTimers from './migrations/003RevertTimers';
import type { JournalTables } from './tables';

export type JournalDatabase = Kysely<JournalTables>;

const MIGRATIONS = { '001Initial': initial, '002PinsOfTarget': pinsOfTarget, '003RevertTimers': revertTimers };

/**
 * Opens the journal in a SQLite file (or `:memory:`), brings its tables up to date, and returns it.
 * The file is readable by its owner alone. Throws SettingFault with the remedy when the file cannot be opened or a migration fails.
 */
export async function openJournal(file: string): Promise<JournalDatabase> {
  const connection = connectionTo(file);
  const database = new Kysely<JournalTables>({ dialect: new SqliteDialect({ database: connection }) });
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await database.destroy();
    throw new SettingFault('journal.file', `${file} could not be brought up to date. Restore a backup of it, or move it away to begin a new one. Why: ${error instanceof Error ? error.message : String(error)}`, error);
  }
  return database;
}

function connectionTo(file: string): InstanceType<typeof Database> {
  const problem = journalFileProblem(file);
  if (problem !== undefined) throw new SettingFault('journal.file', problem);
  let connection: InstanceType<typeof Database> | undefined;
  try {
    if (file !== ':memory:') makeFolder(dirname(file));
    connection = new Database(file);
    // WAL lets polls read while steps write; FULL keeps a written intent through a power cut, which at-most-once calls need.
    connection.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 5000;');
    if (file !== ':memory:') chmodSync(file, 0o600);
    return connection;
  } catch (error) {
    connection?.close();
    throw new SettingFault('journal.file', openingProblem(file, error), error);
  }
}
