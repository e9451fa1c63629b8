import type { Kysely } from 'kysely';
import type { JournalTables } from '../tables';

/**
 * What operations ask of each other, and their answers. `asked_at` wakes the operation that is asked; `held` says who has
 * put it on hold. An earlier release ignores both: what is asked of an operation that it works on is withdrawn.
 */
export async function up(database: Pick<Kysely<JournalTables>, 'schema'>): Promise<void> {
  await database.schema
    .createTable('asks')
    .addColumn('asker_id', 'text', (column) => column.primaryKey().references('operations.id').onDelete('cascade'))
    .addColumn('asked_id', 'text', (column) => column.notNull().references('operations.id').onDelete('cascade'))
    .addColumn('ask', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('refusal', 'text')
    .addColumn('refusal_told', 'text')
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('answered_at', 'bigint')
    .execute();
  await database.schema.createIndex('asks_asked').on('asks').column('asked_id').execute();
  await database.schema.alterTable('operations').addColumn('asked_at', 'bigint').execute();
  await database.schema.alterTable('operations').addColumn('held', 'text').execute();
}
