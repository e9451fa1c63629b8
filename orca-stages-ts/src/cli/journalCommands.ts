import { ConfigurationError, loadConfiguration, type Configuration, type Environment } from '../config';
import { backupJournal } from '../journal/backupJournal';
import { FORMAT_LEVEL } from '../journal/journalFormat';
import { lookAtJournal } from '../journal/lookAtJournal';

/** The address of a PostgreSQL journal; an empty variable is none. */
const databaseUrl = (environment: Environment): string | undefined => environment['DATABASE_URL'] || undefined;

/** Which journals this release can work with, and which one the configuration names. Throws ConfigurationError where it cannot. */
export async function journalWords(
  file: string,
  configuration: Configuration,
  environment: Environment,
): Promise<string> {
  const location = databaseUrl(environment) ?? configuration.journal.file;
  const own = `This release works with journals of format ${FORMAT_LEVEL} or lower, from release 0.1.0 on.`;
  if (location === undefined) return own;
  const { usable, words } = await lookAtJournal(location);
  if (!usable) {
    const field = databaseUrl(environment) === undefined ? 'journal.file' : 'DATABASE_URL';
    throw new ConfigurationError(file, [{ field, message: `${words} ${own}` }]);
  }
  return `${own} ${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Makes a backup of the configured SQLite journal; answers what to say. A PostgreSQL journal is backed up by its own tools. */
export function backupConfigured(configFile: string, target: string, environment: Environment): string {
  if (databaseUrl(environment) !== undefined)
    throw new Error('The journal is in PostgreSQL: use pg_dump, as docs/operating.md shows.');
  const { journal } = loadConfiguration(configFile);
  if (journal.file === undefined) throw new Error('The configuration names no journal.file.');
  backupJournal(journal.file, target);
  return `${target} holds the journal ${journal.file} as of now. The sealing key is not in it: keep that apart.\n`;
}
