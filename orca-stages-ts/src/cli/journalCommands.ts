import { ConfigurationError, loadConfiguration, type Configuration, type Environment } from '../config';
import { backupJournal } from '../journal/backupJournal';
import { FORMAT_LEVEL } from '../journal/journalFormat';
import { lookAtJournal } from '../journal/lookAtJournal';

/** The URL of a PostgreSQL journal; an empty variable counts as unset. */
const databaseUrl = (environment: Environment): string | undefined => environment['DATABASE_URL'] || undefined;

/**
 * Which journals this release can work with, and which one the configuration uses. Throws ConfigurationError if it
 * can't be used.
 */
export async function journalWords(
  file: string,
  configuration: Configuration,
  environment: Environment,
): Promise<string> {
  const location = databaseUrl(environment) ?? configuration.journal.file;
  const own = `This release works with journal formats up to ${FORMAT_LEVEL}, from release 0.1.0 on.`;
  if (location === undefined) return own;
  const { usable, words } = await lookAtJournal(location);
  if (!usable) {
    const field = databaseUrl(environment) === undefined ? 'journal.file' : 'DATABASE_URL';
    throw new ConfigurationError(file, [{ field, message: `${words} ${own}` }]);
  }
  return `${own} ${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/**
 * Backs up the configured SQLite journal and returns the message to print. A PostgreSQL journal is backed up with
 * PostgreSQL's own tools.
 */
export function backupConfigured(configFile: string, target: string, environment: Environment): string {
  if (databaseUrl(environment) !== undefined)
    throw new Error('The journal is in PostgreSQL: use pg_dump, as docs/operating.md shows.');
  const { journal } = loadConfiguration(configFile);
  if (journal.file === undefined) throw new Error('The configuration has no journal.file.');
  backupJournal(journal.file, target);
  return `${target} is a backup of the journal ${journal.file}. It does not contain the sealing key: back that up separately.\n`;
}
