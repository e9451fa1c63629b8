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
  return async () => {
    for (const { name } of [...ordered].reverse()) await tables.deleteFrom(name).execute();
    for (const { name, rows } of ordered) if (rows.length > 0) await tables.insertInto(name).values(rows).execute();
  };
}
