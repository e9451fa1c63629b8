import { sql } from 'kysely';
import { aheadBy, type Clock } from '../model/clock';
import { isPostgres } from './inTransaction';
import { readMachineTime } from './machineTime';
import type { JournalDatabase } from './openJournal';
import { noteJournalTime, readJournalTime } from './queries/journalTime';
import { timeAtStart } from './timeAtStart';

/** A clock that must be closed when it is no longer needed. */
export interface JournalClock extends Clock {
  /** Stops looking at the journal. */
  close(): void;
}

/** How often a replica compares its time with the database's: clocks drift by milliseconds in this time. */
const ASK_EVERY_MS = 5_000;
/** How often a process notes its time in a journal that it has to itself. */
const NOTE_EVERY_MS = 5_000;

/**
 * The time by which everything is due, held, leased and silent, and the time that outcomes show. Within a process it is
 * `own`, which counts what passes, so that it does not matter if the machine's clock is set. Between processes it is the
 * journal's:
 *
 * - PostgreSQL: its clock, so that replicas agree even if their machines' clocks differ. If the clock of PostgreSQL's
 *   machine is set, time jumps for all of them. While the database does not respond, the last known difference stays.
 * - SQLite: time continues from what the last process noted in the journal; `timeAtStart` says how, and its limits. While
 *   the machine is suspended, time stands still.
 *
 * Where a time in AWS's answers is compared with this one (the age of a version), the result is wrong by as much as this
 * one is. Requests are signed by the SDK's time, which it corrects by AWS's answers. Throws if the database does not
 * respond at the start.
 */
export function followJournalClock(
  database: JournalDatabase,
  own: Clock,
  machineTime = readMachineTime,
): Promise<JournalClock> {
  return isPostgres(database) ? followDatabase(database, own) : continueJournal(database, own, machineTime);
}

async function followDatabase(database: JournalDatabase, own: Clock): Promise<JournalClock> {
  const first = await aheadOf(database, own);
  let aheadMs = Math.round((first.least + first.most) / 2);
  const ask = async (): Promise<void> => {
    const known = await aheadOf(database, own).catch(() => undefined);
    // A slow response is imprecise. We only correct what it rules out, so that time does not jump with every response.
    if (known !== undefined) aheadMs = Math.min(Math.max(aheadMs, known.least), known.most);
  };
  return { ...aheadBy(own, () => aheadMs), close: every(own, ASK_EVERY_MS, ask) };
}

async function continueJournal(
  database: JournalDatabase,
  own: Clock,
  machineTime: typeof readMachineTime,
): Promise<JournalClock> {
  const aheadMs = timeAtStart(await readJournalTime(database), machineTime()) - own.now();
  const clock = aheadBy(own, () => aheadMs);
  const note = (): Promise<void> => noteJournalTime(database, clock.now(), machineTime());
  await note();
  // What could not be noted this time is noted next time.
  const close = every(own, NOTE_EVERY_MS, () => note().catch(() => undefined));
  return { ...clock, close };
}

/** Does something again and again, until it is told to stop. */
function every(clock: Clock, periodMs: number, run: () => Promise<void>): () => void {
  let cancelTimer = (): void => undefined,
    stopped = false;
  const later = (): void => {
    if (!stopped)
      cancelTimer = clock.at(clock.now() + periodMs, () => {
        void run().then(later);
      });
  };
  later();
  return () => {
    stopped = true;
    cancelTimer();
  };
}

/**
 * How far the database's clock is ahead of our own: it read its clock at some point between the question and the
 * response.
 */
async function aheadOf(database: JournalDatabase, own: Clock): Promise<{ least: number; most: number }> {
  const askedAt = own.now();
  const { rows } = await sql<{
    now: number;
  }>`select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as now`.execute(database);
  const now = rows[0]?.now ?? askedAt;
  return { least: now - own.now(), most: now - askedAt };
}
