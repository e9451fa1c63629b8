import type { Kysely } from 'kysely';

/** Finds candidates of a target across all executions: by target, newest first. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createIndex('pins_of_target')
    .on('pins')
    .columns(['target_key', 'kind', 'written_at'])
    .execute();
}
