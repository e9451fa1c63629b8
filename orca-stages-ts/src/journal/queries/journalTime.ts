import type { MachineTime } from '../machineTime';
import type { JournalDatabase } from '../openJournal';
import type { JournalTables } from '../tables';

/** What a journal knows about time; times in ms since 1970. */
export interface JournalTime {
  /** How far time had come, and what the machine showed then; undefined before the first note. */
  noted: { atMs: number; machine: MachineTime } | undefined;
  /** When Orca polled an unfinished operation last; undefined if none is unfinished. */
  polledAtMs: number | undefined;
  /** When the last operation ended; undefined if none has. */
  endedAtMs: number | undefined;
}

/** Reads how far time has come in a journal. */
export async function readJournalTime(database: JournalDatabase): Promise<JournalTime> {
  const row = await database.selectFrom('journal_clock').selectAll().executeTakeFirst();
  const { at: polledAt } = await database
    .selectFrom('operations')
    .select(({ fn }) => fn.max('last_poll_at').as('at'))
    .where('status', '=', 'RUNNING')
    .executeTakeFirstOrThrow();
  const { at: endedAt } = await database
    .selectFrom('operations')
    .select(({ fn }) => fn.max('ended_at').as('at'))
    .executeTakeFirstOrThrow();
  return {
    noted: row === undefined ? undefined : notedIn(row),
    polledAtMs: polledAt ?? undefined,
    endedAtMs: endedAt ?? undefined,
  };
}

const notedIn = (row: JournalTables['journal_clock']): JournalTime['noted'] => ({
  atMs: row.at,
  machine: { clockMs: row.machine_at, countedMs: row.counted_ms, boot: row.boot ?? undefined },
});

/** Notes how far time has come, and what the machine shows at this moment. */
export async function noteJournalTime(database: JournalDatabase, atMs: number, machine: MachineTime): Promise<void> {
  const { clockMs, countedMs, boot } = machine;
  const row = { at: atMs, machine_at: clockMs, counted_ms: countedMs, boot: boot ?? null };
  await database
    .insertInto('journal_clock')
    .values({ id: 1, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}
