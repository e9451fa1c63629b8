import type { Kysely } from 'kysely';
import type { JournalTables } from '../tables';

/** What receivers of events must know, one row for each receiver, and the application that events name. */
export async function up(database: Pick<Kysely<JournalTables>, 'schema'>): Promise<void> {
  const { schema } = database;
  await schema.alterTable('operations').addColumn('application', 'text').execute();
  await schema
    .createTable('events')
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('receiver', 'text', (column) => column.notNull())
    .addColumn('operation_id', 'text', (column) => column.notNull().references('operations.id').onDelete('cascade'))
    .addColumn('ordinal', 'integer', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('written_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('events_key', ['id', 'receiver'])
    .execute();
  await schema
    .createIndex('events_of_operation')
    .on('events')
    .columns(['operation_id', 'receiver', 'ordinal'])
    .execute();
  // Nearly all rows have been delivered.
  await schema
    .createIndex('events_due')
    .on('events')
    .columns(['receiver', 'due_at'])
    .where('due_at', 'is not', null)
    .execute();
  await schema
    .createIndex('events_left')
    .on('events')
    .columns(['written_at', 'due_at'])
    .where('due_at', 'is not', null)
    .execute();
}
