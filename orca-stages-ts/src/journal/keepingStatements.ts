import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';

/** More than the journal has queries; lists of values make more of them, which give way to those that come back. */
const KEPT_STATEMENTS = 128;

/**
 * A connection that prepares each query once. Kysely asks for a new statement per query, and a driver frees a statement only when V8
 * collects it, which sees little of the several KB that SQLite holds: thousands of queries a second left tens of MB lying about.
 * Every driver we tried needs this: a new statement per small query took 3 (libsql) to 16 (better-sqlite3 13) times the CPU of a kept one,
 * and with better-sqlite3 13 80 MB more memory.
 * The connection runs one query at a time to its end, so a statement is never wanted while it is in use.
 */
export function keepingStatements(connection: SqliteDatabase): SqliteDatabase {
  const statements = new LRUCache<string, SqliteStatement>({
    max: KEPT_STATEMENTS,
    memoMethod: (text) => connection.prepare(text),
  });
  return {
    prepare: (text) => statements.memo(text),
    close() {
      statements.clear();
      connection.close();
    },
  };
}
