import type { Clock } from '../model/clock';
import type { Log } from '../model/log';
import type { JournalTrouble } from '../model/journalTrouble';
import { journalTrouble } from './journalTrouble';
import type { JournalDatabase } from './openJournal';

/** How long an answer counts: anyone may ask `/readyz`, and every write waits for the disk. */
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
  const write = async (now: number): Promise<JournalTrouble | undefined> => {
    const trouble = await database
      .insertInto('write_probe')
      .values({ id: 1, written_at: now })
      // A row that does not change costs SQLite no write, so its time must.
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ written_at: now }))
      .execute()
      .then(() => undefined, journalTrouble);
    if (trouble !== undefined && wasWritable)
      log.error({ journal: name, ...trouble }, 'the journal cannot be written; new stages are sent elsewhere');
    if (trouble === undefined && !wasWritable) log.info({ journal: name }, 'the journal can be written again');
    wasWritable = trouble === undefined;
    return trouble;
  };
  return () => {
    const now = clock.now();
    if (known === undefined || Math.abs(now - known.at) >= FRESH_MS) known = { trouble: write(now), at: now };
    return known.trouble;
  };
}
