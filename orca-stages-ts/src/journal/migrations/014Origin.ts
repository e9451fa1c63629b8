import type { Kysely } from 'kysely';
import type { JournalTables } from '../tables';

/** The pipeline of an operation, and what triggered it: versions say where they come from. */
export async function up(database: Pick<Kysely<JournalTables>, 'schema'>): Promise<void> {
  await database.schema.alterTable('operations').addColumn('pipeline_name', 'text').execute();
  await database.schema.alterTable('operations').addColumn('triggered_by', 'text').execute();
}
