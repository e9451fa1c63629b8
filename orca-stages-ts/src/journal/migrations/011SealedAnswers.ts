import type { Kysely } from 'kysely';
import type { JournalTables } from '../tables';

/** Originals of the columns that contain what functions answered, sealed like the input. */
export async function up(database: Pick<Kysely<JournalTables>, 'schema'>): Promise<void> {
  for (const column of ['sealed_facts', 'sealed_report', 'sealed_failure', 'sealed_outcome', 'sealed_progress'])
    await database.schema.alterTable('operations').addColumn(column, 'text').execute();
}
