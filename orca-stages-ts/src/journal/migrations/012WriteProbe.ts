import type { Kysely } from 'kysely';
import type { JournalTables } from '../tables';

/** A row that only exists to be written, so that `/readyz` can tell whether the journal accepts writes. */
export async function up(database: Pick<Kysely<JournalTables>, 'schema'>): Promise<void> {
  await database.schema
    .createTable('write_probe')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('written_at', 'bigint', (column) => column.notNull())
    .execute();
}
