import type { Kysely } from 'kysely';
import type { JournalDatabase } from '../journal/openJournal';

type AnyRow = Record<string, unknown>;

/** Keeps every row of the journal; what is returned brings them back. */
export async function keepJournal(database: JournalDatabase): Promise<() => Promise<void>> {
  const tables = database as unknown as Kysely<Record<string, AnyRow>>;
  const names = (await database.introspection.getTables())
    .map((table) => table.name)
    .filter((name) => !name.startsWith('kysely'));
  const kept: { name: string; rows: AnyRow[] }[] = [];
  for (const name of names) kept.push({ name, rows: await tables.selectFrom(name).selectAll().execute() });
  // Rows that others point at come first, and go last.
  const ordered = kept.sort((a, b) => Number(b.name === 'operations') - Number(a.name === 'operations'));
  // Compiled once: a table of tests brings its journal back before every cell.
  const queries = [
    ...[...ordered].reverse().map(({ name }) => tables.deleteFrom(name).compile()),
    ...ordered
      .filter(({ rows }) => rows.length > 0)
      .map(({ name, rows }) => tables.insertInto(name).values(rows).compile()),
  ];
  return () =>
    tables.transaction().execute(async (transaction) => {
      for (const query of queries) await transaction.executeQuery(query);
    });
}
