import type { Kysely } from 'kysely';
import type { JournalTables } from '../tables';

/** Which AWS account the names in the keys of targets stand for. */
export async function up(database: Pick<Kysely<JournalTables>, 'schema'>): Promise<void> {
  await database.schema
    .createTable('account_names')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .execute();
  await database.schema.createIndex('names_of_account').on('account_names').column('account_id').execute();
}
