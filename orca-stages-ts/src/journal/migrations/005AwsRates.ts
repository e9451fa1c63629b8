import { sql, type Kysely } from 'kysely';
import { isPostgres } from '../inTransaction';

/** How far replicas have used AWS's quotas. Unlogged: a crash of the server may forget it, and writing it waits for no disk. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const table = database.schema.createTable('aws_rates');
  await (isPostgres(database) ? table.modifyFront(sql`unlogged`) : table)
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('pool', 'text', (column) => column.notNull())
    .addColumn('next_free_at', 'double precision', (column) => column.notNull())
    .addColumn('lowered_per_second', 'double precision')
    .addColumn('lowered_at', 'double precision')
    .addPrimaryKeyConstraint('aws_rates_key', ['account_id', 'region', 'pool'])
    .execute();
}
