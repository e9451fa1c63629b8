import { sql, type Kysely } from 'kysely';

/**
 * Finds old rows by their time, and leases by their expiry. Live pins and the keys of expired ones have separate
 * indexes, so that neither search scans the other's rows.
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
