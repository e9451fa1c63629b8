import type { Kysely } from 'kysely';
import type { JournalTables } from '../tables';

/** How far time had come in the process that worked on the journal last. Only used in SQLite. */
export async function up(database: Pick<Kysely<JournalTables>, 'schema'>): Promise<void> {
  await database.schema
    .createTable('journal_clock')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('machine_at', 'bigint', (column) => column.notNull())
    .addColumn('counted_ms', 'bigint', (column) => column.notNull())
    .addColumn('boot', 'text')
    .execute();
}
