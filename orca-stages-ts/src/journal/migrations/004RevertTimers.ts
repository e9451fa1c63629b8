import type { Kysely } from 'kysely';

/** Timers are operations that wait for their time: whose they are, and which operation keeps one from firing. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema.alterTable('operations').addColumn('timer_of', 'text').execute();
  await database.schema.alterTable('operations').addColumn('timer_held_by', 'text').execute();
}
