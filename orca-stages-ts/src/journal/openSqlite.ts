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

/**
 * Opens a SQLite file (or `:memory:`), readable only by its owner. Throws SettingFault with the remedy if it cannot
 * be opened.
 *
 * The driver is libsql because a driver must work on Node 20, and install without a compiler or a download from another host:
 * - better-sqlite3 13 has its binaries in the package, but needs Node 22.14 and crashes Node 20 (segmentation fault); version 12 downloads
 *   or compiles its binary. node:sqlite needs Node 22.13.
 * - @photostructure/sqlite 1.2 (node:sqlite's API, binaries in the package) works on Node 20, but gets no more fixes: 2.x needs Node 22.
 *   It is little used, and an adapter to Kysely would replace `lockFirst`.
 *
 * What libsql costs: about 1.6 times the CPU per query of any of these. Writes are as fast, since they wait for the disk; the load
 * benchmark's memory (252 MB against 258 MB with @photostructure/sqlite) and the crash matrix are the same. Its SQLite, 3.45.1, lacks the
 * fix for the WAL-reset bug (sqlite.org/wal.html#walresetbug), which needs two connections that write at once, so never run two processes
 * on one file. Once Node 20 need not be supported, use better-sqlite3 13: the same API, without `lockFirst`.
 */
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
    // WAL lets polls read while steps write. FULL preserves a written intent through a power failure, which
    // at-most-once calls need.
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
