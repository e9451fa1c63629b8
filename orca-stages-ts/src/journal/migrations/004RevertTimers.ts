import type { Kysely } from 'kysely';

/** Timers are operations that wait until they are due: whose timer it is, and which operation keeps it from firing. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema.alterTable('operations').addColumn('timer_of', 'text').execute();
  await database.schema.alterTable('operations').addColumn('timer_held_by', 'text').execute();
}
