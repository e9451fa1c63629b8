import type { RatePool, RateStore } from '../../model/rateStore';
import { manualClock } from '../../testing/manualClock';
import { runPaceScript, SCRIPT_ANSWERS } from '../../testing/paceScript';
import { useSharedJournal } from '../../testing/testJournals';
import { openJournal, type JournalDatabase } from '../openJournal';
import { sharedRatesOf } from './sharedRates';

const POOL: RatePool = { accountId: '123456789012', region: 'us-east-1', pool: 'controlPlane' };
const PACE = { perSecond: 10, burst: 5 };
const STEP_MS = 100;

const journal = useSharedJournal();

/** A replica's view, with its own stopped clock; starts are relative to its time. */
async function replica(clockMs = 0): Promise<{ database: JournalDatabase; rates: RateStore }> {
  const database = await journal.open();
  const rates = sharedRatesOf(database, manualClock(clockMs));
  if (rates === undefined) throw new Error('PostgreSQL was to share rates');
  return { database, rates };
}

/** Lets this much of the server's time pass for the pool. */
const pass = async (database: JournalDatabase, ms: number): Promise<void> => {
  await database
    .updateTable('aws_rates')
    .set((row) => ({ next_free_at: row('next_free_at', '-', ms), lowered_at: row('lowered_at', '-', ms) }))
    .execute();
};
const nextFreeAt = async (database: JournalDatabase): Promise<number> =>
  (await database.selectFrom('aws_rates').select('next_free_at').executeTakeFirstOrThrow()).next_free_at;

describe('rates in a journal that replicas share', () => {
  it('give each start to one replica, without gaps', async () => {
    const replicas = await Promise.all(Array.from({ length: 4 }, () => replica()));
    // Far enough ahead that nothing is saved up meanwhile, however slow this machine is.
    await replicas[0]?.rates.reserve(POOL, PACE, 200);
    const database = replicas[0]?.database;
    if (database === undefined) throw new Error('four replicas were to be opened');
    const before = await nextFreeAt(database);

    await Promise.all(replicas.flatMap(({ rates }) => Array.from({ length: 25 }, () => rates.reserve(POOL, PACE, 3))));

    expect((await nextFreeAt(database)) - before).toBeCloseTo(4 * 25 * 3 * STEP_MS, 0);
  });

  it('start with a burst, and save up at most one', async () => {
    const { rates, database } = await replica();

    const first = await rates.reserve(POOL, PACE, 1);
    const second = await rates.reserve(POOL, PACE, 10);
    await pass(database, 3_600_000);
    const later = await rates.reserve(POOL, PACE, 1);

    expect(first).toEqual({ firstAtMs: expect.closeTo(-400, 3), stepMs: STEP_MS, lowered: undefined });
    expect(second.firstAtMs).toBeLessThanOrEqual(-300);
    expect(later.firstAtMs).toBeCloseTo(-400, 3);
  });

  it("return starts in the caller's time, whatever its clock shows", async () => {
    const [early, late] = [await replica(-3_600_000), await replica(3_600_000)];
    await early.rates.reserve(POOL, PACE, 4);

    const slots = [
      await early.rates.reserve(POOL, { ...PACE, burst: 1 }, 1),
      await late.rates.reserve(POOL, { ...PACE, burst: 1 }, 1),
    ];

    expect(
      slots.map(({ firstAtMs }, index) => Math.abs(firstAtMs - (index === 0 ? -3_600_000 : 3_600_000)) <= 1_000),
    ).toEqual([true, true]);
  });

  it('drop for everyone when one replica is throttled, once for calls of the same moment, and recover', async () => {
    const [first, second] = [await replica(), await replica()];
    await first.rates.reserve(POOL, PACE, 1);

    const lowered = await first.rates.throttled(POOL, PACE, 0);
    const row = await first.database.selectFrom('aws_rates').selectAll().executeTakeFirstOrThrow();
    const again = await second.rates.throttled(POOL, PACE, -10_000);
    const seen = await second.rates.reserve(POOL, PACE, 1);
    const later = await second.rates.throttled(POOL, PACE, 0);
    await pass(first.database, 30_000);
    const halfway = await first.rates.reserve(POOL, PACE, 1);
    await pass(first.database, 30_000);
    const recovered = await second.rates.reserve(POOL, PACE, 1);

    expect(lowered?.perSecond).toBe(5);
    expect(again).toBeUndefined();
    expect(row.next_free_at - (row.lowered_at ?? 0)).toBeCloseTo(200, 0);
    // The rate recovers while the test runs: by less than 0.1 per second, each second.
    expect(Math.floor(1000 / seen.stepMs)).toBe(5);
    expect(Math.floor(later?.perSecond ?? 0)).toBe(2);
    expect(Math.floor(1000 / halfway.stepMs)).toBe(6);
    expect(recovered.stepMs).toBeCloseTo(STEP_MS, 3);
  });

  it('never fall below one call in two seconds', async () => {
    const { rates } = await replica();

    for (let time = 0; time < 20; time++) await rates.throttled(POOL, PACE, 0);

    expect((await rates.reserve(POOL, PACE, 1)).lowered?.perSecond).toBe(0.5);
  });

  it("do not wait for the server's clock to catch up after it was set back", async () => {
    const { rates, database } = await replica();
    await rates.throttled(POOL, PACE, 0);
    await pass(database, -3_600_000);

    const slots = await rates.reserve(POOL, PACE, 1);
    const lowered = await rates.throttled(POOL, PACE, 0);

    expect(slots.firstAtMs).toBeLessThanOrEqual(0);
    expect(lowered?.perSecond).toBe(2.5);
  });

  it('keep accounts, regions and pools apart', async () => {
    const { rates } = await replica();
    await rates.reserve(POOL, PACE, 1_000);
    await rates.throttled(POOL, PACE, 0);

    const others = await Promise.all(
      ([{ accountId: '210987654321' }, { region: 'eu-west-1' }, { pool: 'getFunction' }] as const).map((other) =>
        rates.reserve({ ...POOL, ...other }, PACE, 1),
      ),
    );

    expect(others.map((slots) => [slots.firstAtMs <= 0, slots.stepMs, slots.lowered])).toEqual(
      others.map(() => [true, STEP_MS, undefined]),
    );
  });

  it('have the same pace as in memory', async () => {
    const { rates } = await replica();

    const answers = await runPaceScript(rates);

    expect(answers).toEqual(SCRIPT_ANSWERS);
  });

  it('are lost in a crash of the server rather than written to its disk with every call', async () => {
    const { rates, database } = await replica();
    await rates.reserve(POOL, PACE, 1);

    const kinds = await database
      .withTables<{ pg_class: { relname: string; relpersistence: string } }>()
      .selectFrom('pg_class')
      .select('relpersistence')
      .where('relname', '=', 'aws_rates')
      .execute();

    expect(kinds).toEqual([{ relpersistence: 'u' }]);
  });

  it('reject if the database is down', async () => {
    const { rates, database } = await replica();
    await database.destroy();

    await expect(rates.reserve(POOL, PACE, 1)).rejects.toThrow();
    await expect(rates.throttled(POOL, PACE, 0)).rejects.toThrow();
  });
});

it('are not shared in a SQLite journal, which has one replica', async () => {
  const database = await openJournal(':memory:');

  expect(sharedRatesOf(database, manualClock())).toBeUndefined();
  await database.destroy();
});
