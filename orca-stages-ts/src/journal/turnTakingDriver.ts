import { SqliteDriver, type DatabaseConnection } from 'kysely';

/**
 * How many queries or transactions may follow each other before the event loop gets its turn: some milliseconds' worth.
 */
const QUERIES_PER_TURN = 32;

/**
 * Kysely's driver with a fair queue for the one connection. Kysely's own mutex wakes every waiter whenever the
 * connection is released, and it blocks the event loop while anyone waits, because SQLite responds synchronously:
 * hundreds of operations held up polls, timers and AWS's responses for seconds. Here each holder hands the connection
 * to the next, and the event loop gets its turn in between. This is about Kysely, so it stays whatever the driver. A
 * mutex from npm would not do: none yields to the event loop.
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
