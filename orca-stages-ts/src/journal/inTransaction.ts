import { PostgresAdapter, sql, type Kysely, type Transaction, type TransactionBuilder } from 'kysely';
import type { JournalTables } from './tables';

/** How often a transaction that the database gave up in favour of another one is begun again. */
const MOST_TRIES = 5;

/**
 * Runs queries in one transaction. PostgreSQL ends one of two transactions that wait for each other (40P01) or cannot be ordered (40001):
 * nothing of it has been written then, so it begins again. `run` must do nothing but ask the transaction.
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

/** Whatever the server's default is: `oneAtATime` needs every query to see what has been committed by then. */
const begin = (database: Kysely<JournalTables>): TransactionBuilder<JournalTables> =>
  isPostgres(database) ? database.transaction().setIsolationLevel('read committed') : database.transaction();

/** Whether the journal is in PostgreSQL, where other replicas may work beside this one. */
export const isPostgres = (database: Pick<Kysely<JournalTables>, 'getExecutor'>): boolean =>
  database.getExecutor().adapter instanceof PostgresAdapter;

const wasGivenUp = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001');

/**
 * Lets one transaction after the other pass that names the same thing, until it ends. SQLite has a single writer anyway; in PostgreSQL
 * "look, then write" of two replicas would else run side by side. Must come first in the transaction, so that later queries see what the one before wrote.
 */
export async function oneAtATime(
  transaction: Transaction<JournalTables>,
  what: 'stage' | 'target' | 'journal',
  name: string,
): Promise<void> {
  if (!isPostgres(transaction)) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${what} ${name}`}, 0))`.execute(transaction);
}
