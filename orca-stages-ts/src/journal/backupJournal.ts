import { chmodSync, existsSync, rmSync } from 'node:fs';
import Database from 'libsql';

/**
 * Copies a SQLite journal into a new file, whole and as of one moment, also while a sidecar writes it: SQLite itself reads what is still in
 * the write-ahead log, which a copy of the file lacks. Only the owner can read the copy. Throws when there is no journal, or the file exists.
 */
export function backupJournal(journal: string, file: string): void {
  if (!existsSync(journal)) throw new Error(`There is no journal ${journal}.`);
  if (existsSync(file)) throw new Error(`${file} exists; a backup never goes over a file.`);
  const database = new Database(journal, { readonly: true });
  try {
    database.exec('pragma busy_timeout = 5000');
    database.prepare('vacuum into ?').run(file);
    chmodSync(file, 0o600);
  } catch (error) {
    // Half a backup is none.
    rmSync(file, { force: true });
    throw error;
  } finally {
    database.close();
  }
}
