import { chmodSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { SettingFault } from '../model/settingFault';
import { journalFileProblem, makeFolder, openingProblem } from './journalFile';
import { keepingStatements } from './keepingStatements';
import { lockFirst } from './lockFirst';
import type { JournalTables } from './tables';
import { TurnTakingDriver } from './turnTakingDriver';

/** Opens a SQLite file (or `:memory:`), readable by its owner alone. Throws SettingFault with the remedy when it cannot be opened. */
export function openSqlite(file: string): Kysely<JournalTables> {
  const config = { database: keepingStatements(lockFirst(connectionTo(file))) };
  const dialect = new SqliteDialect(config);
  dialect.createDriver = () => new TurnTakingDriver(config);
  return new Kysely<JournalTables>({ dialect });
}

function connectionTo(file: string): InstanceType<typeof Database> {
  const problem = journalFileProblem(file);
  if (problem !== undefined) throw new SettingFault('journal.file', problem);
  let connection: InstanceType<typeof Database> | undefined;
  try {
    if (file !== ':memory:') makeFolder(dirname(file));
    connection = new Database(file);
    // WAL lets polls read while steps write; FULL keeps a written intent through a power cut, which at-most-once calls need.
    connection.exec(
      'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 5000;',
    );
    if (file !== ':memory:') chmodSync(file, 0o600);
    return connection;
  } catch (error) {
    connection?.close();
    throw new SettingFault('journal.file', openingProblem(file, error), error);
  }
}
