import { Migrator, type Kysely } from 'kysely';
import { SettingFault } from '../model/settingFault';
import { isPostgresUrl, journalName } from './journalName';
import { migrateLater, NewerJournal } from './laterMigrations';
import * as initial from './migrations/001Initial';
import * as pinsOfTarget from './migrations/002PinsOfTarget';
import * as ageAndLeases from './migrations/003AgeAndLeases';
import * as revertTimers from './migrations/004RevertTimers';
import * as awsRates from './migrations/005AwsRates';
import type { JournalTables } from './tables';

/** The migrations of release 0.1.0, which Kysely records in its own table. Never add one: see `laterMigrations.ts`. */
const MIGRATIONS = {
  '001Initial': initial,
  '002PinsOfTarget': pinsOfTarget,
  '003AgeAndLeases': ageAndLeases,
  '004RevertTimers': revertTimers,
  '005AwsRates': awsRates,
};

/**
 * Brings the journal's tables up to date. Replicas that start together wait for each other (Kysely takes a lock on
 * PostgreSQL). Throws SettingFault with the remedy if it can't; the message never contains a password.
 */
export async function migrateJournal(database: Kysely<JournalTables>, location: string): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw faultOf(error, location);
  await migrateLater(database).catch((reason: unknown) => {
    throw faultOf(reason, location);
  });
}

function faultOf(error: unknown, location: string): SettingFault {
  if (error instanceof NewerJournal) {
    const newer = `cannot be used: ${error.message}. Start that release again, or restore a backup from before it.`;
    return isPostgresUrl(location)
      ? new SettingFault('DATABASE_URL', `names ${journalName(location)}, which ${newer}`, error)
      : new SettingFault('journal.file', `${location} ${newer}`, error);
  }
  const behind = `could not be migrated. Restore a backup of it, or move it away to start a new one. Reason: ${describe(error)}`;
  if (!isPostgresUrl(location)) return new SettingFault('journal.file', `${location} ${behind}`, error);
  const name = journalName(location);
  if (!isOutOfReach(error)) return new SettingFault('DATABASE_URL', `names ${name}, which ${behind}`, error);
  return new SettingFault(
    'DATABASE_URL',
    `names ${name}, which cannot be reached (${describe(error)}). Check the host, user and password, and that the server is running.`,
    error,
  );
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/**
 * Refused connections, wrong credentials (28…), no such database (3D…), a server that is starting or stopping (57P…),
 * or a connection that took too long.
 */
const isOutOfReach = (error: unknown): boolean =>
  /^(E[A-Z]+|28|3D|57P|08)/.test(codeOf(error)) || describe(error).includes('timeout');

const describe = (error: unknown): string =>
  error instanceof Error && error.message !== '' ? error.message : codeOf(error) || String(error);
