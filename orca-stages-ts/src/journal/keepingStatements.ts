import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';

/**
 * More than the journal has queries. Queries with lists of values create more; those make room for the ones that come
 * back.
 */
const KEPT_STATEMENTS = 128;

/**
 * A connection that prepares each query only once. Kysely asks for a new statement per query, and a driver frees a
 * statement only when V8 collects it. V8 sees little of the several KB that SQLite holds for it, so thousands of
 * queries a second left tens of MB behind. Every driver that we tried needs this: a new statement per small query took
 * 3 (libsql) to 16 (better-sqlite3 13) times the CPU of a reused one, and with better-sqlite3 13 it took 80 MB more
 * memory. The connection finishes one query before it starts the next, so a statement is never needed twice at the same
 * time.
 */
export function keepingStatements(connection: SqliteDatabase): SqliteDatabase {
  const statements = new LRUCache<string, SqliteStatement>({
    max: KEPT_STATEMENTS,
    memoMethod: (text) => withKnownReader(connection.prepare(text)),
  });
  return {
    prepare: (text) => statements.memo(text),
    close() {
      statements.clear();
      connection.close();
    },
  };
}

/** Kysely asks before each query whether the statement returns rows, and libsql asks SQLite each time. */
const withKnownReader = (statement: SqliteStatement): SqliteStatement => ({
  reader: statement.reader,
  run: (parameters) => statement.run(parameters),
  all: (parameters) => statement.all(parameters),
  iterate: (parameters) => statement.iterate(parameters),
});
