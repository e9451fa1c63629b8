import type { Clock } from '../model/clock';
import type { Log } from '../model/log';
import type { JournalTrouble } from '../model/journalTrouble';
import { journalTrouble } from './journalTrouble';
import type { JournalDatabase } from './openJournal';

/** How long a write counts: anyone may ask `/readyz`, and every write waits for the disk. */
const FRESH_MS = 1_000;

interface Probed {
  /** The journal's name, without password. */
  name: string;
  database: JournalDatabase;
  clock: Clock;
  log: Log;
}

/**
 * Finds out whether the journal can be written, by writing one row. Returns what is
 * wrong, if anything. Logs once when it begins, and once when it is over.
 */
export function journalProbe({ name, database, clock, log }: Probed): () => Promise<JournalTrouble | undefined> {
  let known: { trouble: Promise<JournalTrouble | undefined>; at: number } | undefined;
  let wasWritable = true;
  const noted = (trouble: JournalTrouble | undefined): JournalTrouble | undefined => {
    if (trouble !== undefined && wasWritable)
      log.error({ journal: name, ...trouble }, 'the journal cannot be written; new stages are sent elsewhere');
    if (trouble === undefined && !wasWritable) log.info({ journal: name }, 'the journal can be written again');
    wasWritable = trouble === undefined;
    return trouble;
  };
  const write = (now: number): Promise<JournalTrouble | undefined> =>
    database
      .insertInto('write_probe')
      .values({ id: 1, written_at: now })
      // A row that does not change costs SQLite no write, so its time must.
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ written_at: now }))
      .execute()
      .then(
        () => noted(undefined),
        (error: unknown) => noted(journalTrouble(error)),
      );
  // A server that has gone since the last write is noticed at once.
  const read = (): Promise<JournalTrouble | undefined> =>
    database
      .selectFrom('write_probe')
      .select('id')
      .execute()
      .then(
        () => undefined,
        (error: unknown) => noted(journalTrouble(error)),
      );
  return async () => {
    const now = clock.now();
    if (known === undefined || Math.abs(now - known.at) >= FRESH_MS) known = { trouble: write(now), at: now };
    return (await known.trouble) ?? read();
  };
}
