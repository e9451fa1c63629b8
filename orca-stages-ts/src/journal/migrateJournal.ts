import { Migrator, type Kysely } from 'kysely';
import { SettingFault } from '../model/settingFault';
import { describeError, journalTrouble } from './journalTrouble';
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
  const { reason, what, next } = journalTrouble(error);
  const fault =
    reason === 'other'
      ? `could not be migrated. Restore a backup of it, or move it away to start a new one. Reason: ${describeError(error)}`
      : `${what}. ${next}`;
  return isPostgresUrl(location)
    ? new SettingFault('DATABASE_URL', `names ${journalName(location)}, which ${fault}`, error)
    : new SettingFault('journal.file', `${location} ${fault}`, error);
}
