import { existsSync, statSync } from 'node:fs';
import Database from 'libsql';
import { openingProblem } from './journalFile';

/** Whether a SQLite journal holds inputs that need its key, or why that can't be told. */
type SealedInputs = { known: true; count: number } | { known: false; problem: string };

/**
 * Counts the sealed inputs of a SQLite journal, without changing it. Synchronous, because it decides whether a key is
 * created. Only use it while this process has no connection to the file.
 */
export function sealedInputsIn(file: string): SealedInputs {
  if (file === ':memory:' || !existsSync(file) || statSync(file).size === 0) return { known: true, count: 0 };
  let database: InstanceType<typeof Database> | undefined;
  try {
    database = new Database(file, { readonly: true });
    database.exec('pragma busy_timeout = 5000');
    const isMigrated = database.prepare("select 1 from sqlite_master where name = 'operations'").get() !== undefined;
    const row: unknown = isMigrated
      ? database.prepare('select count(*) as count from operations where sealed_input is not null').get()
      : undefined;
    return { known: true, count: Number(Object(row).count ?? 0) };
  } catch (error) {
    return { known: false, problem: openingProblem(file, error) };
  } finally {
    database?.close();
  }
}
