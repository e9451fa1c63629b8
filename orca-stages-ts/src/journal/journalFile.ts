import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
  type Stats,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf, describeError, journalTrouble } from './journalTrouble';

const SQLITE_HEADER = 'SQLite format 3\0';

/**
 * Creates a folder and its missing parents. Throws what the file system says. Not mkdir's own `recursive`: on Node 20
 * it loops forever if a file system refuses new folders with ENOENT, as /proc does.
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have created it in the meantime.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/**
 * Why a file can't be the journal, with the remedy, or undefined. Does not open the file, and creates or changes
 * nothing.
 */
export function journalFileProblem(file: string): string | undefined {
  if (file === ':memory:') return undefined;
  try {
    return existsSync(file) ? presentFileProblem(file, statSync(file)) : missingFileProblem(file);
  } catch (error) {
    return `${file} cannot be read and written (${codeOf(error) || 'unknown error'}); make the process's user the owner of it and its folder, or choose another file`;
  }
}

function missingFileProblem(file: string): string | undefined {
  const folder = nearestFolder(dirname(file));
  if (!statSync(folder).isDirectory())
    return `${file} cannot be created: ${folder} is a file, not a folder; choose another file`;
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return `${file} cannot be created: ${folder} is not writable (${codeOf(error) || 'unknown error'}); make it writable for the process's user, or choose another file`;
  }
}

function presentFileProblem(file: string, found: Stats): string | undefined {
  if (found.isDirectory()) return `${file} is a folder; use a file in it, such as ${join(file, 'journal.sqlite')}`;
  if (!found.isFile()) return `${file} is a device or a pipe, not a file; choose another file`;
  accessSync(file, constants.R_OK | constants.W_OK);
  // SQLite writes two more files next to it.
  accessSync(dirname(file), constants.W_OK | constants.X_OK);
  return undefined;
}

/**
 * Why a readable file can't be the journal, judging by its content, or undefined. Only use it while this process has no
 * connection to the file: closing any descriptor of a file releases the process's locks on it, and other processes can
 * then overwrite its data. Source: SQLite's "How To Corrupt An SQLite Database File", 2.2.
 */
export function foreignFileProblem(file: string): string | undefined {
  if (file === ':memory:' || !existsSync(file) || statSync(file).size === 0) return undefined;
  return firstBytes(file) === SQLITE_HEADER ? undefined : notSqlite(file);
}

const notSqlite = (file: string): string =>
  `${file} is not a SQLite database; choose another file, or move this one away so that a new journal is created`;

/** Why opening the journal failed, with the remedy. */
export function openingProblem(file: string, error: unknown): string {
  if (codeOf(error) === 'SQLITE_NOTADB' && firstBytes(file) !== SQLITE_HEADER) return notSqlite(file);
  const { reason, what, next } = journalTrouble(error);
  // Those are about a database server, or a cause that SQLite doesn't name.
  if (reason !== 'unreachable' && reason !== 'other') return `${file} ${what}. ${next}`;
  return `${file} cannot be opened (${describeError(error)}); check that the process's user can write the file and its folder and that the disk has room, or choose another file`;
}

function firstBytes(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(SQLITE_HEADER.length);
    readSync(descriptor, bytes, 0, bytes.length, 0);
    return bytes.toString('latin1');
  } finally {
    closeSync(descriptor);
  }
}

const nearestFolder = (folder: string): string =>
  existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
