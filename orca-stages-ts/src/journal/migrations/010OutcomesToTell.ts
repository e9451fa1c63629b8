import type { Kysely } from 'kysely';
import type { JournalTables } from '../tables';

/** When to check next whether Orca has seen how an operation ended, or can be told. */
export async function up(database: Pick<Kysely<JournalTables>, 'schema'>): Promise<void> {
  await database.schema.alterTable('operations').addColumn('tell_orca_at', 'bigint').execute();
  // Nearly all rows have no such time.
  await database.schema
    .createIndex('operations_to_tell')
    .on('operations')
    .column('tell_orca_at')
    .where('tell_orca_at', 'is not', null)
    .execute();
}
