import { eventually } from 'strict-lambda/src/testing/eventually';
import { followJournalClock, type JournalClock } from '../journal/journalClock';
import { aheadBy, systemClock, type Clock } from '../model/clock';
import type { AnyStage } from '../model/stage';
import {
  BENCH_TIMING,
  done,
  outcomeOf,
  startEngineBench,
  testRequest,
  testStage,
  testSteps,
  type BenchedEngine,
  type EngineBench,
  type TestStep,
} from '../testing/engineBench';
import { skippingClock, type SkippingClock } from '../testing/skippingClock';
import { JOURNAL_KINDS, useJournals } from '../testing/testJournals';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const HOLD: TestStep = { id: 'hold', sentence: 'Hold', mutates: false, holdSeconds: 300, lookEverySeconds: 100 };
/** Leases outlast the skips of a test, however slow the machine, but not an hour. */
const timing = { ...BENCH_TIMING, leaseMs: 600 * SECOND };
const JUMPS = [
  ['ahead', HOUR],
  ['back', -HOUR],
] as const;

let bench: EngineBench;
let journalClocks: JournalClock[];
/** When the looks of the hold were, since it began. */
let looks: number[];

beforeEach(() => {
  journalClocks = [];
  looks = [];
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const clock of journalClocks) clock.close();
  await bench.close();
});

/** Somebody sets the clock of this machine. */
function setMachineClock(byMs: number): void {
  const real = Date.now;
  jest.spyOn(Date, 'now').mockImplementation(() => real() + byMs);
}

const holdingStage = (): AnyStage =>
  testStage([HOLD], async (_step, { look, nowMs, firstBegunAtMs }) => {
    looks.push(nowMs - firstBegunAtMs);
    return look?.isLast === true ? done : { kind: 'continue' };
  });

/** Lets time pass for all clocks, and polls as Orca does, until this is so; returns how much had to pass. */
async function passUntil(
  what: string,
  { engine, id, clocks }: { engine: BenchedEngine['engine']; id: string; clocks: readonly SkippingClock[] },
  isSo: (status: string) => boolean,
): Promise<number> {
  let passedMs = 0;
  await eventually(what, async () => isSo((await engine.poll(id))?.status ?? ''), {
    meanwhile() {
      passedMs += 5 * SECOND;
      for (const clock of clocks) clock.skip(5 * SECOND);
    },
  });
  return passedMs;
}

/** A hold of five minutes lasts five minutes: an hour more or less would be seen, a busy machine is not. */
function expectWholeHold(passedMs: number): void {
  expect(looks.at(-1)).toBeGreaterThanOrEqual(300 * SECOND);
  expect(looks.at(-1)).toBeLessThan(HOUR / 2);
  expect(looks.length).toBeGreaterThanOrEqual(2);
  expect(passedMs).toBeLessThan(HOUR / 2);
}

describe.each(JOURNAL_KINDS)('with a journal in %s,', (kind) => {
  const journals = useJournals(kind);

  beforeEach(async () => {
    bench = startEngineBench(await journals.next());
  });

  /** Starts an engine as a process does whose own time is this. */
  async function startProcess(stage: AnyStage, own: Clock): Promise<BenchedEngine & { clock: SkippingClock }> {
    let clock = skippingClock();
    const benched = await bench.start(stage, {
      timing,
      clockOf: async (database) => {
        const journalClock = await followJournalClock(database, own);
        journalClocks.push(journalClock);
        clock = skippingClock(journalClock);
        return clock;
      },
    });
    return { ...benched, clock };
  }

  it.each(JUMPS)('a hold lasts its time if the clock is set %s by an hour in the middle', async (_, byMs) => {
    const { engine, log, clock } = await startProcess(holdingStage(), systemClock);
    const { id } = await engine.create(testRequest());
    const before = await passUntil('a look', { engine, id, clocks: [clock] }, () => looks.length > 0);

    setMachineClock(byMs);
    const after = await passUntil('the end', { engine, id, clocks: [clock] }, (status) => status !== 'RUNNING');

    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
    expectWholeHold(before + after);
    expect(log.lines.filter(({ message }) => message === 'operation taken over by another replica')).toEqual([]);
  });

  it.each(JUMPS)('a lease is kept through a long call if the clock is set %s by an hour meanwhile', async (_, byMs) => {
    let finish: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const applied: string[] = [];
    const stage = testStage(testSteps('slow'), async () => {
      applied.push('slow');
      await gate;
      return done;
    });
    const { engine, clock } = await startProcess(stage, systemClock);
    const { id } = await engine.create(testRequest());
    await eventually('the call', () => applied.length > 0);
    const other = await startProcess(stage, systemClock);

    setMachineClock(byMs);
    let rounds = 0;
    await passUntil('a minute', { engine, id, clocks: [clock, other.clock] }, () => (rounds += 1) > 12);
    finish();
    await passUntil('the end', { engine, id, clocks: [clock, other.clock] }, (status) => status !== 'RUNNING');

    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
    expect(applied).toEqual(['slow']);
  });
});

describe('with a journal in SQLite,', () => {
  beforeEach(() => {
    bench = startEngineBench();
  });

  it.each(JUMPS)('a hold lasts its time if the clock is set %s by an hour while no process runs', async (_, byMs) => {
    const real = skippingClock();
    let setByMs = 0;
    const startProcess = (): Promise<BenchedEngine> => {
      // A process begins with the machine's clock, and then counts.
      const beganWrongBy = setByMs;
      return bench.start(holdingStage(), {
        timing,
        clockOf: async (database) => {
          const clock = await followJournalClock(
            database,
            aheadBy(real, () => beganWrongBy),
            () => ({ clockMs: real.now() + setByMs, countedMs: real.now(), boot: 'boot-1' }),
          );
          journalClocks.push(clock);
          return clock;
        },
      });
    };
    const first = await startProcess();
    const { id } = await first.engine.create(testRequest());
    const before = await passUntil('a look', { engine: first.engine, id, clocks: [real] }, () => looks.length > 0);
    await first.engine.stop();
    journalClocks.pop()?.close();

    setByMs = byMs;
    const { engine } = await startProcess();
    const after = await passUntil('the end', { engine, id, clocks: [real] }, (status) => status !== 'RUNNING');

    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
    expectWholeHold(before + after);
  });
});

describe('with a journal in PostgreSQL,', () => {
  const journals = useJournals('PostgreSQL');

  beforeEach(async () => {
    bench = startEngineBench(await journals.next());
  });

  it.each(JUMPS)("a hold lasts its time if one replica's clock is %s by an hour", async (_, byMs) => {
    const clocks: SkippingClock[] = [];
    const startReplica = (wrongMs: number): Promise<BenchedEngine> =>
      bench.start(holdingStage(), {
        timing,
        clockOf: async (database) => {
          const journalClock = await followJournalClock(
            database,
            aheadBy(systemClock, () => wrongMs),
          );
          journalClocks.push(journalClock);
          const clock = skippingClock(journalClock);
          clock.skip(passedMs);
          clocks.push(clock);
          return clock;
        },
      });
    let passedMs = 0;
    const wrong = await startReplica(byMs),
      right = await startReplica(0);
    const { id } = await wrong.engine.create(testRequest());
    passedMs = await passUntil('a look', { engine: right.engine, id, clocks }, () => looks.length > 0);
    // The next look is the other replica's, and the last one that of a third, whose clock is wrong too.
    await wrong.engine.stop();
    passedMs += await passUntil('another look', { engine: right.engine, id, clocks }, () => looks.length > 1);
    const third = await startReplica(byMs);
    await right.engine.stop();
    passedMs += await passUntil('the end', { engine: third.engine, id, clocks }, (status) => status !== 'RUNNING');

    expect((await outcomeOf(third.engine, id)).status).toBe('SUCCEEDED');
    expectWholeHold(passedMs);
    expect(
      [wrong, right, third].flatMap(({ log }) =>
        log.lines.filter(({ message }) => message === 'operation taken over by another replica'),
      ),
    ).toEqual([]);
  });
});
