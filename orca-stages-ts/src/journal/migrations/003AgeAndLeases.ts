import { sql, type Kysely } from 'kysely';

/**
 * What is old is found by its time, and leases by when they run out. Values of pins and the keys that stay of them are looked for apart,
 * so that neither search walks over the other's rows.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema.createIndex('operations_ended').on('operations').column('ended_at').execute();
  await schema
    .createIndex('operations_leased')
    .on('operations')
    .column('lease_until')
    .where(sql.ref('lease_until'), 'is not', null)
    .execute();
  await schema
    .createIndex('pins_kept')
    .on('pins')
    .column('written_at')
    .where(sql.ref('value'), 'is not', null)
    .execute();
  await schema
    .createIndex('pins_expired')
    .on('pins')
    .column('written_at')
    .where(sql.ref('value'), 'is', null)
    .execute();
}
