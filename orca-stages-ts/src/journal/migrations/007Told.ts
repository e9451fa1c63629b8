import type { Kysely } from 'kysely';
import type { JournalTables } from '../tables';

/** What progress and notes say, as code and values next to their words. */
export async function up(database: Pick<Kysely<JournalTables>, 'schema'>): Promise<void> {
  await database.schema.alterTable('operations').addColumn('progress_told', 'text').execute();
  await database.schema.alterTable('checkpoints').addColumn('note_told', 'text').execute();
}
