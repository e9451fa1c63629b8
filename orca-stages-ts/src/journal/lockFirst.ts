import type { SqliteDatabase, SqliteStatement } from 'kysely';
import type Database from 'libsql';

type Connection = InstanceType<typeof Database>;

/** Statements that only begin or end a transaction. */
const BOUNDARIES: ReadonlyMap<string, string> = new Map([
  ['begin', 'begin immediate'],
  ['commit', 'commit'],
  ['rollback', 'rollback'],
]);
const WRITES = /^\s*(insert|update|delete|replace|with|create|alter|drop)\b/i;

/**
 * A connection that takes SQLite's write lock before every write, in a separate statement. libsql 0.5 does not reset a
 * prepared write that got SQLITE_BUSY. The write stays in progress until V8 collects it, and until then nothing on the
 * connection is committed, although later writes report success. `exec` never leaves a statement in progress, so `exec`
 * is what waits for the lock. Sources: SQLite's sqlite3_step(); tursodatabase/libsql-js pull request 238, which no
 * release has yet (0.6.0-pre.41 fails in the same way). better-sqlite3, node:sqlite and @photostructure/sqlite reset
 * such a write themselves; with them only `begin immediate` would be left. openSqlite.ts says why we use libsql all the
 * same.
 */
export const lockFirst = (connection: Connection): SqliteDatabase => ({
  close: () => {
    connection.close();
  },
  prepare(text) {
    const boundary = BOUNDARIES.get(text);
    if (boundary !== undefined) return boundaryStatement(connection, boundary);
    const statement = connection.prepare(text);
    return WRITES.test(text) ? lockedStatement(connection, statement) : statement;
  },
});

function boundaryStatement(connection: Connection, text: string): SqliteStatement {
  const run = (): { changes: number; lastInsertRowid: number } => {
    // Some failures have already rolled back; the original error matters more.
    if (text !== 'rollback' || connection.inTransaction) connection.exec(text);
    return { changes: 0, lastInsertRowid: 0 };
  };
  return { reader: false, run, all: () => [], iterate: () => [].values() };
}

function lockedStatement(connection: Connection, statement: SqliteStatement): SqliteStatement {
  return {
    reader: statement.reader,
    run: (parameters) => locked(connection, () => statement.run(parameters)),
    all: (parameters) => locked(connection, () => statement.all(parameters)),
    iterate: (parameters) => locked(connection, () => statement.all(parameters)).values(),
  };
}

/** Outside a transaction, each write is its own transaction. */
function locked<Result>(connection: Connection, write: () => Result): Result {
  if (connection.inTransaction) return write();
  connection.exec('begin immediate');
  try {
    const result = write();
    connection.exec('commit');
    return result;
  } catch (error) {
    // Some failures have already ended it.
    if (connection.inTransaction) connection.exec('rollback');
    throw error;
  }
}
