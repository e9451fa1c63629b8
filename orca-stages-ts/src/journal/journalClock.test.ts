import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aheadBy, systemClock, type Clock } from '../model/clock';
import { manualClock } from '../testing/manualClock';
import { operationRow } from '../testing/operationRow';
import { startPostgresServer, type PostgresServer } from '../testing/postgresServer';
import { followJournalClock, type JournalClock } from './journalClock';
import type { MachineTime } from './machineTime';
import { openJournal, type JournalDatabase } from './openJournal';
import { eventually } from 'strict-lambda/src/testing/eventually';

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
      aheadBy(systemClock, () => wrongMs),
    );

    expect(wrongBy(clock)).toBeLessThan(1_000);
  });

  it("calls back by the database's time", async () => {
    clock = await followJournalClock(
      database,
      aheadBy(systemClock, () => -3_600_000),
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
    const own = aheadBy(systemClock, () => wrongMs);
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

describe('the clock of a journal that one process has to itself', () => {
  let folder: string;
  const open = (): Promise<JournalDatabase> => openJournal(join(folder, 'journal.sqlite'));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'clock-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("begins with the machine's clock, whatever the process's own shows, and goes on by its own", async () => {
    const database = await open(),
      own = manualClock(1_000);
    const clock = await followJournalClock(database, own, () => machineAt(50_000));
    const beganAt = clock.now();

    await own.advance(300);
    clock.close();
    await database.destroy();

    expect([beganAt, clock.now()]).toEqual([50_000, 50_300]);
  });

  it('continues in the next process, whose own time is another, from where it had come', async () => {
    const first = await open(),
      own = manualClock(1_000);
    const before = await followJournalClock(first, own, () => machineAt(50_000 + own.now() - 1_000));
    await first
      .insertInto('operations')
      .values(operationRow('operation-1', { last_poll_at: before.now() }))
      .execute();
    await own.advance(60_000);
    const known = before.now();
    before.close();
    await first.destroy();

    const second = await open();
    const after = await followJournalClock(second, manualClock(7_000_000), () => machineAt(9_999_999, 61_500));
    const passed = after.now() - known;
    after.close();
    await second.destroy();

    expect(passed).toBe(1_500);
  });

  it('stops noting its time when it is closed, and goes on if a note cannot be written', async () => {
    const database = await open(),
      own = manualClock(1_000);
    const clock = await followJournalClock(database, own, () => machineAt(50_000));

    await database.destroy();
    await own.advance(60_000);
    const whileOpen = own.nextAt();
    clock.close();

    expect(clock.now()).toBe(110_000);
    expect([whileOpen !== undefined, own.nextAt()]).toEqual([true, undefined]);
  });
});

/** A machine whose clock shows this, on the start on which it has counted so much. */
const machineAt = (clockMs: number, countedMs = clockMs - 50_000): MachineTime => ({
  clockMs,
  countedMs,
  boot: 'boot-1',
});
