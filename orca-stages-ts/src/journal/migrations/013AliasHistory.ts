import type { Kysely } from 'kysely';
import type { JournalTables } from '../tables';

/**
 * What each alias served, in order, including splits. `served_versions` only has the versions that served alone, each
 * with the last time, so it can't tell which of them came in as a release after which. It is still written, for
 * release 0.1.0.
 */
export async function up(database: Pick<Kysely<JournalTables>, 'schema'>): Promise<void> {
  await database.schema
    .createTable('alias_history')
    .addColumn('target_key', 'text', (column) => column.notNull())
    .addColumn('alias_name', 'text', (column) => column.notNull())
    .addColumn('ordinal', 'integer', (column) => column.notNull())
    .addColumn('main_version', 'text', (column) => column.notNull())
    .addColumn('main_published_at', 'text')
    .addColumn('main_code_sha256', 'text')
    .addColumn('additional_version', 'text')
    .addColumn('additional_published_at', 'text')
    .addColumn('additional_code_sha256', 'text')
    .addColumn('how', 'text', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('alias_history_key', ['target_key', 'alias_name', 'ordinal'])
    .execute();
}
