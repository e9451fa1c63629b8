import Database from 'libsql';
import { Client } from 'pg';

/** A column's value. Text that is a JSON object or list is stored parsed, so that people can read it. */
export type StoredValue = string | number | object;
/** A row without its empty columns. */
export type StoredRow = Record<string, StoredValue>;
/** Rows of each table that has any, ordered so that no row comes before one that it refers to. */
export type StoredTables = Record<string, StoredRow[]>;

/** Operations come first, because checkpoints refer to them. */
const TABLES = ['operations', 'checkpoints', 'claims', 'locks', 'pins', 'served_versions'] as const;

/**
 * Reads every row of a SQLite journal. `aws_rates` is left out: only PostgreSQL has rows there, and they only matter
 * for seconds.
 */
export function readTables(file: string): StoredTables {
  const database = new Database(file);
  try {
    const rowsOf = (table: string): StoredRow[] =>
      (database.prepare(`select * from ${table} order by rowid`).all() as object[]).map(storedRow);
    return Object.fromEntries(TABLES.map((table) => [table, rowsOf(table)]));
  } finally {
    database.close();
  }
}

/** Creates a journal in a SQLite file, from a release's own schema and rows. */
export function writeSqlite(file: string, schema: string, tables: StoredTables): void {
  const database = new Database(file);
  try {
    database.exec(schema);
    for (const [table, rows] of Object.entries(tables)) {
      for (const row of rows) database.prepare(insertOf(table, row, () => '?')).run(...valuesOf(row));
    }
  } finally {
    database.close();
  }
}

/** Creates a journal in an empty PostgreSQL database, from a release's own schema and rows. */
export async function writePostgres(url: string, schema: string, tables: StoredTables): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(schema);
    for (const [table, rows] of Object.entries(tables)) {
      for (const row of rows)
        await client.query(
          insertOf(table, row, (place) => `$${place}`),
          valuesOf(row),
        );
    }
  } finally {
    await client.end();
  }
}

function insertOf(table: string, row: StoredRow, placeholder: (place: number) => string): string {
  const columns = Object.keys(row);
  return `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, index) => placeholder(index + 1)).join(', ')})`;
}

const valuesOf = (row: StoredRow): (string | number)[] =>
  Object.values(row).map((value) => (typeof value === 'object' ? JSON.stringify(value) : value));

function storedRow(row: object): StoredRow {
  const filled = Object.entries(row).filter(([, value]) => value !== null);
  return Object.fromEntries(
    filled.map(([column, value]) => [column, typeof value === 'string' ? storedText(value) : Number(value)]),
  );
}

/** Only text that can be reproduced character by character is kept as JSON. */
function storedText(text: string): StoredValue {
  if (!/^[[{]/.test(text)) return text;
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null && JSON.stringify(value) === text ? value : text;
}
