import { systemClock, type Clock } from '../model/clock';
import { startPostgresServer, type PostgresServer } from '../testing/postgresServer';
import { followJournalClock, type JournalClock } from './journalClock';
import { openJournal, type JournalDatabase } from './openJournal';
import { eventually } from 'strict-lambda/src/testing/eventually';

/** The machine's clock, wrong by this much; timers wait for the machine's own time. */
function wrongClock(wrongMs: () => number): Clock {
  return { now: () => systemClock.now() + wrongMs(), at: (timeMs, run) => systemClock.at(timeMs - wrongMs(), run) };
}

describe('the clock of a journal that replicas share', () => {
  let server: PostgresServer;
  let database: JournalDatabase;
  let clock: JournalClock | undefined;

  beforeAll(async () => {
    server = await startPostgresServer();
  });
  afterAll(async () => {
    await server.close();
  });
  beforeEach(async () => {
    database = await openJournal(await server.newDatabase());
  });
  afterEach(async () => {
    clock?.close();
    await database.destroy();
  });

  /** How far a clock may be from the database's: the server runs on this machine. */
  const wrongBy = (of: Clock): number => Math.abs(of.now() - systemClock.now());

  it.each([
    ['ahead', 3_600_000],
    ['behind', -3_600_000],
    ['right', 0],
  ])("shows the database's time if the machine's clock is %s", async (_, wrongMs) => {
    clock = await followJournalClock(
      database,
      wrongClock(() => wrongMs),
    );

    expect(wrongBy(clock)).toBeLessThan(1_000);
  });

  it("calls back by the database's time", async () => {
    clock = await followJournalClock(
      database,
      wrongClock(() => -3_600_000),
    );
    const known = clock;

    await new Promise<void>((resolve) => {
      known.at(known.now() + 20, resolve);
    });

    expect(wrongBy(clock)).toBeLessThan(1_000);
  });

  it("follows the machine's clock when it is corrected, and keeps what it knows while the database is down", async () => {
    let wrongMs = 7_200_000;
    let asked: () => void = () => undefined,
      times = 0;
    const own = wrongClock(() => wrongMs);
    clock = await followJournalClock(database, {
      now: own.now,
      at: (_, run) => {
        asked = run;
        times += 1;
        return () => undefined;
      },
    });
    wrongMs = 0;

    asked();
    const followed = clock;
    await eventually('the clock to be put right', () => wrongBy(followed) <= 1_000);
    await server.halt();
    const before = times;
    asked();
    await eventually('the question to fail, so that it is asked later again', () => times > before);
    const away = wrongBy(clock);
    await server.start();

    expect(away).toBeLessThan(1_000);
  });
});

it("is the machine's own clock if one replica has a SQLite file to itself", async () => {
  const database = await openJournal(':memory:');

  const clock = await followJournalClock(database, { now: () => 1_234, at: () => () => undefined });
  await database.destroy();

  expect(clock.now()).toBe(1_234);
});
