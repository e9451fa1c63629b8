import type { JournalTrouble } from '../model/journalTrouble';

const RESTORE_BACKUP =
  'Stop the sidecar and restore a backup, as docs/operating.md describes under "Backup". Do not delete it: it may hold running operations.';

const UNREACHABLE: JournalTrouble = {
  reason: 'unreachable',
  what: 'cannot be reached',
  next: 'Check the host, user and password, and that the server is running. The sidecar continues by itself.',
};

/** Codes of SQLite (with their extended forms) and of PostgreSQL. */
const TROUBLES: readonly { codes: RegExp; trouble: JournalTrouble }[] = [
  {
    codes: /^SQLITE_(READONLY|PERM|AUTH)/,
    trouble: {
      reason: 'readOnly',
      what: 'cannot be written: it is read-only',
      next: "Make the file and its folder writable for the process's user, and check that the disk is not mounted read-only. The sidecar continues by itself.",
    },
  },
  {
    codes: /^25006$/,
    trouble: {
      reason: 'readOnly',
      what: 'cannot be written: the server is a standby, is recovering, or only allows reading',
      next: 'Point DATABASE_URL to the primary server, or let the server accept writes. The sidecar continues by itself.',
    },
  },
  {
    codes: /^(SQLITE_FULL|53100|ENOSPC|EDQUOT)/,
    trouble: {
      reason: 'diskFull',
      what: 'cannot be written: its disk is full',
      next: 'Free space on the disk. Nothing is lost, and the sidecar continues by itself.',
    },
  },
  {
    codes: /^(SQLITE_CORRUPT|SQLITE_NOTADB|XX00[12])/,
    trouble: { reason: 'damaged', what: 'is damaged', next: RESTORE_BACKUP },
  },
  {
    codes: /^SQLITE_(BUSY|LOCKED)/,
    trouble: {
      reason: 'busy',
      what: 'is in use by another process',
      next: 'Only one sidecar may use a journal file. Stop the other process.',
    },
  },
  {
    codes: /^SQLITE_(IOERR|CANTOPEN)/,
    trouble: {
      reason: 'other',
      what: 'cannot be read or written',
      next: 'Check the disk, and that the file and its folder still exist and have room.',
    },
  },
  // Refused connections, wrong credentials (28…), no such database (3D…), too many connections (53300), a server that
  // is starting or stopping (57P…).
  { codes: /^(E[A-Z]+$|28|3D|53300|57P|08)/, trouble: UNREACHABLE },
];

/** What pg says of connections that took too long or broke: these errors of its own have no code. */
const BROKEN_CONNECTION = /timeout|terminated/i;

/** Reads what a database has thrown. */
export function journalTrouble(error: unknown): JournalTrouble {
  const code = codeOf(error),
    said = describeError(error);
  const known = TROUBLES.find(({ codes }) => codes.test(code))?.trouble;
  const found = known ?? (BROKEN_CONNECTION.test(said) ? UNREACHABLE : undefined);
  if (found !== undefined) return { ...found, what: `${found.what} (${said})` };
  return { reason: 'other', what: `cannot be used (${said})`, next: 'See the reason, and the log of the database.' };
}

/** The words of an error; some errors of connections have only a code. */
export const describeError = (error: unknown): string =>
  error instanceof Error && error.message !== '' ? error.message : codeOf(error) || String(error);

/** The code of an error; empty if it has none. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
