import { PostgresAdapter, sql, type Kysely, type Transaction, type TransactionBuilder } from 'kysely';
import type { JournalTables } from './tables';

/** How often to restart a transaction that the database has aborted in favor of another one. */
const MOST_TRIES = 5;

/**
 * Runs queries in one transaction. PostgreSQL aborts one of two transactions that wait for each other (40P01) or can't
 * be serialized (40001). It has written nothing by then, so we start over. `run` must do nothing except use the
 * transaction.
 */
export async function inTransaction<T>(
  database: Kysely<JournalTables>,
  run: (transaction: Transaction<JournalTables>) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await begin(database).execute(run);
    } catch (error) {
      if (tries >= MOST_TRIES || !wasGivenUp(error)) throw error;
    }
  }
}

/** Overrides the server's default, because `oneAtATime` needs every query to see what has been committed by then. */
const begin = (database: Kysely<JournalTables>): TransactionBuilder<JournalTables> =>
  isPostgres(database) ? database.transaction().setIsolationLevel('read committed') : database.transaction();

/** Whether the journal is in PostgreSQL, where other replicas may work on it too. */
export const isPostgres = (database: Pick<Kysely<JournalTables>, 'getExecutor'>): boolean =>
  database.getExecutor().adapter instanceof PostgresAdapter;

const wasGivenUp = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001');

/**
 * Serializes the transactions that name the same thing. SQLite has only one writer anyway; in PostgreSQL, "look, then
 * write" of two replicas would otherwise run side by side. Must come first in the transaction, so that later queries
 * see what the previous one wrote.
 */
export async function oneAtATime(
  transaction: Transaction<JournalTables>,
  what: 'stage' | 'journal',
  name: string,
): Promise<void> {
  if (!isPostgres(transaction)) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${what} ${name}`}, 0))`.execute(transaction);
}
