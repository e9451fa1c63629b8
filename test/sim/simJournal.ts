import { Kysely, SqliteDialect, SqliteDriver, type DatabaseConnection, type SqliteDatabase } from 'kysely';
import Database from 'libsql';
import { migrateJournal } from '../../orca-stages-ts/src/journal/migrateJournal';
import type { JournalDatabase } from '../../orca-stages-ts/src/journal/openJournal';
import type { JournalTables } from '../../orca-stages-ts/src/journal/tables';

type Raw = InstanceType<typeof Database>;
type Sqlite = Pick<SqliteDatabase, 'close' | 'prepare'>;

/** What a replica's connection to the journal goes through. */
export interface JournalGate {
  /** Before a query or a transaction. Throws if the journal is cut off; never resolves if the replica is dead. */
  enter(): Promise<void>;
  /** At a commit: whether it is carried out, and whether the replica learns about it. */
  commit(): { isWritten: boolean; then: 'answer' | 'fail' | 'die' };
  isDead(): boolean;
}

/** One journal in memory, which several replicas share as they share a PostgreSQL database. */
export interface SimJournal {
  /** `rewrite` changes the queries of this connection. */
  connect(gate: JournalGate, rewrite?: (sql: string) => string): JournalDatabase;
  /** Rows of a query, past every gate. */
  rows<Row>(sql: string): Row[];
  /** Forgets everything that worlds have written. */
  empty(): void;
  close(): void;
}

const NEVER = new Promise<never>(() => undefined);

/** Opens an empty journal with its tables. */
export async function openSimJournal(): Promise<SimJournal> {
  const raw = new Database(':memory:');
  // SQLite would write to files what it may have to undo within a statement.
  raw.exec('pragma foreign_keys = on; pragma temp_store = memory;');
  const database = keeping(quick(raw));
  const turn = new Turn();
  await migrateJournal(connectTo(database, turn, OPEN), ':memory:');
  const tables = tablesOf(raw);
  return {
    connect: (gate, rewrite) =>
      connectTo(
        rewrite === undefined ? database : { ...database, prepare: (text) => database.prepare(rewrite(text)) },
        turn,
        gate,
      ),
    rows: <Row>(sql: string) => database.prepare(sql).all([]) as Row[],
    empty() {
      turn.forget();
      for (const table of tables) raw.exec(`delete from ${table}`);
    },
    close: () => raw.close(),
  };
}

/** Prepares each query once. The product keeps only so many of them, which costs more time to count than it saves here. */
function keeping(connection: SqliteDatabase): Sqlite {
  const statements = new Map<string, ReturnType<SqliteDatabase['prepare']>>();
  return {
    close: () => connection.close(),
    prepare(text) {
      const kept = statements.get(text) ?? connection.prepare(text);
      statements.set(text, kept);
      return kept;
    },
  };
}

/** There is only this connection, so nobody waits for a lock of SQLite; and what a statement returns never changes. */
const quick = (raw: Raw): SqliteDatabase => ({
  close: () => void raw.close(),
  prepare(text) {
    if (text === 'rollback') return { ...NOTHING, run: () => rollBack(raw) };
    const statement = raw.prepare(text);
    const { reader } = statement;
    return {
      reader,
      run: (given) => statement.run(given),
      all: (given) => statement.all(given),
      iterate: (given) => statement.all(given).values(),
    };
  },
});

const NOTHING = { reader: false, all: () => [], iterate: () => [].values() };

/** A commit that failed has already ended the transaction. */
function rollBack(raw: Raw): { changes: number; lastInsertRowid: number } {
  if (raw.inTransaction) raw.exec('rollback');
  return { changes: 0, lastInsertRowid: 0 };
}

const OPEN: JournalGate = {
  enter: () => Promise.resolve(),
  commit: () => ({ isWritten: true, then: 'answer' }),
  isDead: () => false,
};

/** Tables that worlds write, those first that point at others. */
function tablesOf(raw: Raw): string[] {
  const names = raw
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'kysely%' and name not like 'sqlite%'",
    )
    .all() as { name: string }[];
  return names
    .map(({ name }) => name)
    .filter((name) => name !== 'journal_migrations')
    .sort((a, b) => Number(a === 'operations') - Number(b === 'operations'));
}

function connectTo(database: Sqlite, turn: Turn, gate: JournalGate): Kysely<JournalTables> {
  const dialect = new SqliteDialect({ database });
  dialect.createDriver = () => new GatedDriver(database, turn, gate);
  return new Kysely<JournalTables>({ dialect });
}

/** Whose turn it is to use the one connection. */
class Turn {
  private waiting: (() => void)[] = [];
  private isTaken = false;

  async take(): Promise<void> {
    if (this.isTaken)
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
      });
    this.isTaken = true;
  }

  giveBack(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.isTaken = false;
    else next();
  }

  forget(): void {
    this.waiting = [];
    this.isTaken = false;
  }
}

/** Kysely's driver for one replica, through its gate. A transaction of a replica that has died is rolled back. */
class GatedDriver extends SqliteDriver {
  constructor(
    database: Sqlite,
    private readonly turn: Turn,
    private readonly gate: JournalGate,
  ) {
    super({ database });
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.gate.enter();
    await this.turn.take();
    if (this.gate.isDead()) {
      this.turn.giveBack();
      return NEVER;
    }
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    await super.releaseConnection();
    this.turn.giveBack();
    if (this.gate.isDead()) await NEVER;
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const { isWritten, then } = this.gate.isDead() ? { isWritten: false, then: 'die' } : this.gate.commit();
    if (isWritten) await super.commitTransaction(connection);
    else await super.rollbackTransaction(connection);
    if (then === 'die') {
      await super.releaseConnection();
      this.turn.giveBack();
      await NEVER;
    }
    if (then === 'fail') throw cutOff();
  }

  override destroy(): Promise<void> {
    return Promise.resolve();
  }
}

/** What a broken connection to the database throws. */
export const cutOff = (): Error =>
  Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });
