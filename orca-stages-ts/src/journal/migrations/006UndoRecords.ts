import type { Kysely } from 'kysely';
import type { JournalTables } from '../tables';

/** How to undo what a step is about to change, in a form that every release understands. */
export async function up(database: Pick<Kysely<JournalTables>, 'schema'>): Promise<void> {
  await database.schema
    .createTable('undo_records')
    .addColumn('operation_id', 'text', (column) => column.notNull().references('operations.id').onDelete('cascade'))
    .addColumn('ordinal', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('resource', 'text', (column) => column.notNull())
    .addColumn('before', 'text', (column) => column.notNull())
    .addColumn('left', 'text', (column) => column.notNull())
    .addColumn('written_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('undo_records_key', ['operation_id', 'ordinal'])
    .execute();
}
