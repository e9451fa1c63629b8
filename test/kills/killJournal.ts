import Database from 'libsql';
import { Client } from 'pg';
import type { OperationTable } from '../../orca-stages-ts/src/journal/tables';

/** What the journal says of one operation. */
export type JournalledOperation = Pick<
  OperationTable,
  'id' | 'execution_id' | 'stage_type' | 'phase' | 'status' | 'outcome' | 'timer_of'
>;

/** Reads the journal from outside, as a second tool does. */
export interface JournalReader {
  operations(): Promise<JournalledOperation[]>;
  /** Locks and claims that somebody still holds. */
  held(): Promise<string[]>;
}

const OPERATIONS = 'select id, execution_id, stage_type, phase, status, outcome, timer_of from operations';
const HELD = [
  "select 'lock of ' || operation_id as held from locks",
  "select 'claim of ' || operation_id as held from claims",
];

const readerOf = (ask: (statement: string) => Promise<unknown[]>): JournalReader => ({
  operations: async () => (await ask(OPERATIONS)) as JournalledOperation[],
  held: async () => {
    const rows = await Promise.all(HELD.map(ask));
    return rows.flat().map((row) => String((row as { held: string }).held));
  },
});

/** Reads a SQLite journal that a sidecar has open. */
export const readSqlite = (file: string): JournalReader =>
  readerOf((statement) => {
    const database = new Database(file, { readonly: true });
    try {
      return Promise.resolve(database.prepare(statement).all());
    } finally {
      database.close();
    }
  });

/** Reads a journal in PostgreSQL. */
export const readPostgres = (url: string): JournalReader =>
  readerOf(async (statement) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(statement)).rows as unknown[];
    } finally {
      await client.end();
    }
  });
