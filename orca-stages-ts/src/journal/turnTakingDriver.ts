import { SqliteDriver, type DatabaseConnection } from 'kysely';

/** Queries, or transactions, that may follow each other before the event loop has its turn: some milliseconds. */
const QUERIES_PER_TURN = 32;

/**
 * Kysely's driver with another queue before the one connection. Its own wakes everybody who waits whenever the connection is given back,
 * and never lets go of the event loop while somebody waits, as SQLite answers at once: hundreds of operations kept polls, timers and AWS's
 * answers waiting for seconds, and V8 from giving back what it had collected. Here each gives the connection to the next, and the event loop comes in between.
 */
export class TurnTakingDriver extends SqliteDriver {
  private readonly waiting: (() => void)[] = [];
  private taken = false;
  private queriesOfTurn = 0;

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (this.taken)
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
      });
    this.taken = true;
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    await super.releaseConnection();
    const next = this.waiting.shift();
    if (next === undefined) {
      this.taken = false;
    } else if (++this.queriesOfTurn < QUERIES_PER_TURN) {
      next();
    } else {
      this.queriesOfTurn = 0;
      setImmediate(next);
    }
  }
}
