import { chmodSync, existsSync, rmSync } from 'node:fs';
import Database from 'libsql';

/**
 * Copies a SQLite journal into a new file, complete and consistent, even while a sidecar writes to it: SQLite itself
 * also reads the write-ahead log, which a plain copy of the file would miss. Only the owner can read the copy. Throws
 * if there is no journal, or if the file exists.
 */
export function backupJournal(journal: string, file: string): void {
  if (!existsSync(journal)) throw new Error(`The journal ${journal} does not exist.`);
  if (existsSync(file)) throw new Error(`${file} already exists; a backup never overwrites a file.`);
  const database = new Database(journal, { readonly: true });
  try {
    database.exec('pragma busy_timeout = 5000');
    database.prepare('vacuum into ?').run(file);
    chmodSync(file, 0o600);
  } catch (error) {
    // A partial backup is useless.
    rmSync(file, { force: true });
    throw error;
  } finally {
    database.close();
  }
}
