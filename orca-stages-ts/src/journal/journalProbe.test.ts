import { sql } from 'kysely';
import { eventually } from 'strict-lambda/src/testing/eventually';
import { keptLog } from '../testing/keptLog';
import { manualClock } from '../testing/manualClock';
import { JOURNAL_KINDS, useJournals } from '../testing/testJournals';
import { isPostgres } from './inTransaction';
import { journalProbe } from './journalProbe';
import { openJournal, type JournalDatabase } from './openJournal';

/** Makes a journal refuse writes, as a read-only disk or a standby does, or accept them again. */
async function setReadOnly(database: JournalDatabase, isReadOnly: boolean): Promise<void> {
  const state = isReadOnly ? 'on' : 'off';
  if (isPostgres(database)) {
    await sql.raw(`alter system set default_transaction_read_only = ${state}`).execute(database);
    await sql`select pg_reload_conf()`.execute(database);
  } else await sql.raw(`pragma query_only = ${state}`).execute(database);
}

describe.each(JOURNAL_KINDS)('the probe of a journal in %s', (kind) => {
  const journals = useJournals(kind);
  const clock = manualClock(1_000_000);
  let database: JournalDatabase, log: ReturnType<typeof keptLog>;
  let probe: ReturnType<typeof journalProbe>;
  /** The answer a while later. */
  const later = async (): ReturnType<typeof probe> => {
    await clock.advance(5_000);
    return probe();
  };

  beforeEach(async () => {
    database = await openJournal((await journals.next()) ?? ':memory:');
    log = keptLog();
    probe = journalProbe({ name: 'PostgreSQL at db/journal', database, clock, log });
  });
  afterEach(async () => {
    await database.destroy();
  });

  it('finds nothing wrong with a journal that can be written, time and again', async () => {
    expect([await later(), await later()]).toEqual([undefined, undefined]);
    expect(await database.selectFrom('write_probe').select('written_at').execute()).toEqual([
      { written_at: clock.now() },
    ]);
    expect(log.lines).toEqual([]);
  });

  it('says that the journal is read-only and what to do, and when it no longer is', async () => {
    await setReadOnly(database, true);
    const trouble = await eventually('the refusal of a write', later);
    await later();
    // The setting is for new transactions; this one is allowed to take it back.
    await (isPostgres(database)
      ? database.connection().execute(async (connection) => {
          await sql`set default_transaction_read_only = off`.execute(connection);
          await setReadOnly(connection, false);
          await sql`reset default_transaction_read_only`.execute(connection);
        })
      : setReadOnly(database, false));
    await eventually('a write', async () => (await later()) === undefined);

    expect(trouble).toMatchObject({ reason: 'readOnly', what: expect.stringContaining('cannot be written') });
    expect(trouble.next).toMatch(/writable for the process's user|primary server/);
    expect(log.lines.map(({ level, message }) => [level, message])).toEqual([
      ['error', 'the journal cannot be written; new stages are sent elsewhere'],
      ['info', 'the journal can be written again'],
    ]);
    expect(log.lines[0]?.fields).toMatchObject({ journal: 'PostgreSQL at db/journal', reason: 'readOnly' });
  });

  it('writes at most once per second, however often it is asked', async () => {
    await later();
    const written = clock.now();

    await clock.advance(500);
    await Promise.all(Array.from({ length: 50 }, probe));

    expect(await database.selectFrom('write_probe').select('written_at').execute()).toEqual([{ written_at: written }]);
  });
});
