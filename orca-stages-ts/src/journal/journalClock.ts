import { sql } from 'kysely';
import type { Clock } from '../model/clock';
import { isPostgres } from './inTransaction';
import type { JournalDatabase } from './openJournal';

/** A clock that must be closed when it is no longer needed. */
export interface JournalClock extends Clock {
  /** Stops asking the database for the time. */
  close(): void;
}

/**
 * In this time, machine clocks drift by milliseconds; the point is to notice jumps, such as when NTP first reaches its
 * server.
 */
const ASK_EVERY_MS = 5_000;

/**
 * The time of the journal's database, so that replicas agree on leases, due times and heartbeats even if their
 * machines' clocks differ. A SQLite journal has one replica, so its own clock is enough. Throws if the database does
 * not respond at the start; later on, the last known offset stays.
 */
export async function followJournalClock(database: JournalDatabase, own: Clock): Promise<JournalClock> {
  if (!isPostgres(database)) return { ...own, close: () => undefined };
  const first = await aheadOf(database, own);
  let aheadMs = Math.round((first.least + first.most) / 2);
  let cancelTimer = (): void => undefined;
  let closed = false;
  const askLater = (): void => {
    if (!closed)
      cancelTimer = own.at(own.now() + ASK_EVERY_MS, () => {
        void ask().then(askLater);
      });
  };
  const ask = async (): Promise<void> => {
    const known = await aheadOf(database, own).catch(() => undefined);
    // A slow response is imprecise. We only correct what it rules out, so that time does not jump with every response.
    if (known !== undefined) aheadMs = Math.min(Math.max(aheadMs, known.least), known.most);
  };
  askLater();
  return {
    now: () => own.now() + aheadMs,
    at: (timeMs, run) => own.at(timeMs - aheadMs, run),
    close() {
      closed = true;
      cancelTimer();
    },
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
