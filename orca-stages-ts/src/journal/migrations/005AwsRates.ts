import { sql, type Kysely } from 'kysely';
import { isPostgres } from '../inTransaction';

/**
 * How much of AWS's quotas replicas have used. Unlogged: it may be lost if the server crashes, and writing it does not
 * wait for a disk.
 */
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
