import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { foreignFileProblem, journalFileProblem, makeFolder } from '../journal/journalFile';
import { isPostgresUrl } from '../journal/journalName';
import { sealedInputsIn } from '../journal/sealedInputsIn';
import { readSealingKey, type SealingKey } from '../seal';
import type { Configuration } from './configurationSchema';
import { readEventKeys } from './readEventKeys';
import { errorCode, readSource, type Environment } from './readSource';
import type { SettingProblem } from './settingProblem';

/** The values that the configuration only points to. */
export interface Secrets {
  /** Bearer tokens; each proves that the caller is Orca. */
  tokens: string[];
  /** The first one encrypts, all of them decrypt. */
  sealingKeys: [SealingKey, ...SealingKey[]];
  /** Where the journal is: the URL of a PostgreSQL database, including the password, or a SQLite file. */
  journal: string;
  /** What signs the events of each receiver, by its URL. */
  eventKeys: ReadonlyMap<string, Buffer>;
}

const SHORTEST_TOKEN = 16;

/** The variable that selects a PostgreSQL journal. In the environment, because it contains a password. */
const DATABASE_VARIABLE = 'DATABASE_URL';

/** Where the sealing key of this journal file is kept if the configuration lists none. */
export const defaultKeyFile = (journalFile: string): string => `${journalFile}.key`;

/** What `readSecrets` would reject. Creates nothing, not even the default key, so that a check leaves no trace. */
export function secretProblems(configuration: Configuration, environment: Environment): SettingProblem[] {
  const problems = isShared(environment)
    ? sharedJournalProblems(configuration, environment)
    : journalFileProblems(configuration);
  readTokens(configuration, environment, problems);
  readEventKeys(configuration, environment, problems);
  if (configuration.sealingKeys !== undefined) readKeys(configuration.sealingKeys, environment, problems);
  return problems;
}

/**
 * Reads tokens, keys and the journal's URL from their files and variables. Creates the default key file (mode 0600) if
 * no key is configured and the journal belongs to one replica. Creates nothing if anything is wrong, including the
 * journal's file.
 */
export function readSecrets(
  configuration: Configuration,
  environment: Environment,
): { ok: true; secrets: Secrets } | { ok: false; problems: SettingProblem[] } {
  const problems = secretProblems(configuration, environment);
  if (problems.length > 0) return { ok: false, problems };
  const tokens = readTokens(configuration, environment, problems);
  const eventKeys = readEventKeys(configuration, environment, problems);
  const journal = readDatabaseUrl(environment, problems) ?? configuration.journal.file;
  if (journal === undefined) return { ok: false, problems };
  const [first, ...others] =
    configuration.sealingKeys === undefined
      ? readDefaultKey(journal, problems)
      : readKeys(configuration.sealingKeys, environment, problems);
  if (problems.length > 0 || first === undefined) return { ok: false, problems };
  return { ok: true, secrets: { tokens, sealingKeys: [first, ...others], journal, eventKeys } };
}

/** An empty variable counts as unset: templates leave them behind. */
const isShared = (environment: Environment): boolean => (environment[DATABASE_VARIABLE] ?? '') !== '';

function readDatabaseUrl(environment: Environment, problems: SettingProblem[]): string | undefined {
  const url = environment[DATABASE_VARIABLE];
  if (url === undefined || !isShared(environment)) return undefined;
  if (isPostgresUrl(url) && URL.canParse(url)) return url;
  // The message does not repeat the value, because it may contain a password.
  problems.push({
    field: DATABASE_VARIABLE,
    message:
      'must be a URL such as postgres://user:password@host:5432/database, with special characters in the password percent-encoded; unset it to use a SQLite file',
  });
  return undefined;
}

function sharedJournalProblems(configuration: Configuration, environment: Environment): SettingProblem[] {
  const problems: SettingProblem[] = [];
  readDatabaseUrl(environment, problems);
  if (configuration.sealingKeys === undefined) {
    problems.push({
      field: 'sealingKeys',
      message: `is missing; with ${DATABASE_VARIABLE} several replicas share the journal, and each must decrypt what another has encrypted. Give all of them the same key: \`openssl rand -hex 32\` creates one`,
    });
  }
  return problems;
}

function journalFileProblems(configuration: Configuration): SettingProblem[] {
  const { file } = configuration.journal;
  if (file === undefined)
    return [
      {
        field: 'journal.file',
        message: `is missing; set it to a SQLite file that the process's user can create, or set ${DATABASE_VARIABLE} in the environment`,
      },
    ];
  const message = journalFileProblem(file) ?? foreignFileProblem(file);
  const problems = message === undefined ? [] : [{ field: 'journal.file', message }];
  if (configuration.sealingKeys !== undefined) return problems;
  if (existsSync(defaultKeyFile(file))) keyInFile(defaultKeyFile(file), problems);
  else if (message === undefined) problems.push(...lostKeyProblems(file));
  return problems;
}

/** A new key can't decrypt what an earlier one has encrypted, so it is only created for a journal without inputs. */
function lostKeyProblems(file: string): SettingProblem[] {
  const sealed = sealedInputsIn(file);
  if (!sealed.known) return [{ field: 'journal.file', message: sealed.problem }];
  if (sealed.count === 0) return [];
  const key = defaultKeyFile(file);
  return [
    {
      field: 'journal.file',
      message: `${file} holds ${sealed.count} encrypted ${sealed.count === 1 ? 'input' : 'inputs'}, but its key file ${key} is missing. Put the key file back, from where you back it up. If the key is lost, create a new one with \`openssl rand -hex 32 > ${key}\`: operations that were running then fail, and everything else is kept`,
    },
  ];
}

function readTokens(configuration: Configuration, environment: Environment, problems: SettingProblem[]): string[] {
  return configuration.tokens.flatMap((source, index) => {
    const field = `tokens.${index}.${source.tokenFile === undefined ? 'tokenEnv' : 'tokenFile'}`;
    const token = readSource(
      { file: source.tokenFile, variable: source.tokenEnv },
      field,
      environment,
      problems,
    )?.trim();
    if (token === undefined) return [];
    if (token.length < SHORTEST_TOKEN || /\s/.test(token)) {
      problems.push({
        field,
        message: `must contain one token of at least ${SHORTEST_TOKEN} characters without white space; \`openssl rand -hex 32\` creates one`,
      });
      return [];
    }
    return [token];
  });
}

function readKeys(
  sources: NonNullable<Configuration['sealingKeys']>,
  environment: Environment,
  problems: SettingProblem[],
): SealingKey[] {
  return sources.flatMap((source, index) => {
    const field = `sealingKeys.${index}.${source.keyFile === undefined ? 'keyEnv' : 'keyFile'}`;
    const text = readSource({ file: source.keyFile, variable: source.keyEnv }, field, environment, problems);
    return text === undefined ? [] : keyFrom(text, field, problems);
  });
}

function keyFrom(text: string, field: string, problems: SettingProblem[]): SealingKey[] {
  const key = readSealingKey(text);
  if (key !== undefined) return [key];
  problems.push({
    field,
    message: 'must contain 32 bytes as 64 hexadecimal digits or base64; `openssl rand -hex 32` creates one',
  });
  return [];
}

function readDefaultKey(journalFile: string, problems: SettingProblem[]): SealingKey[] {
  const file = defaultKeyFile(journalFile);
  try {
    makeFolder(dirname(file));
    // `wx`: two processes that start at the same time must end up with the same key.
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') {
      problems.push({
        field: 'journal.file',
        message: `${journalFile} cannot be created (${errorCode(error)} for ${file}, the key file next to it); choose a folder that the process's user can create and write to`,
      });
      return [];
    }
  }
  return keyInFile(file, problems);
}

function keyInFile(file: string, problems: SettingProblem[]): SealingKey[] {
  try {
    return keyFrom(readFileSync(file, 'utf8'), file, problems);
  } catch (error) {
    problems.push({
      field: file,
      message: `cannot be read (${errorCode(error)}); make it readable for the process's user`,
    });
    return [];
  }
}
