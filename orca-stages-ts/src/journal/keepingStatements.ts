import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';

/** More than the journal has queries; lists of values make more of them, which give way to those that come back. */
const KEPT_STATEMENTS = 128;

/**
 * A connection that prepares a query once and not every time. Kysely asks for a statement per query, and SQLite's memory of it (several KB)
 * is given back only when V8 collects what little it sees of it: thousands of queries a second had tens of MB lying about.
 * One connection runs one query at a time to its end, so that a statement is never wanted while it is in use.
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
