import type { Kysely } from 'kysely';

/** Candidates of a target are found over all executions: by target, the newest first. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createIndex('pins_of_target')
    .on('pins')
    .columns(['target_key', 'kind', 'written_at'])
    .execute();
}
