import {
  done,
  outcomeOf,
  startEngineBench,
  testRequest,
  testStage,
  testSteps,
  type EngineBench,
} from '../testing/engineBench';
import type { ManualClock } from '../testing/manualClock';
import { JOURNAL_KINDS, useJournals } from '../testing/testJournals';
import type { Engine } from './createEngine';
import { PRODUCTION_TIMING } from './timing';

/** Creates operations on as many functions, in any order. */
async function createMany(engine: Engine, count: number): Promise<void> {
  const requests = Array.from({ length: count }, (_, index) =>
    testRequest({ stageId: `stage-${index}`, functionName: `function-${index}` }),
  );
  await Promise.all(requests.map((request) => engine.create(request)));
}

describe.each(JOURNAL_KINDS)('with a journal in %s,', (kind) => {
  const journals = useJournals(kind);
  let bench: EngineBench;
  let clock: ManualClock;

  beforeEach(async () => {
    bench = startEngineBench(await journals.next());
    clock = bench.clock;
  });

  afterEach(async () => {
    await bench.close();
  });

  describe('leases', () => {
    it('are kept until the last call has finished after the engine was told to stop', async () => {
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
      const first = await bench.start(stage);
      const { id } = await first.engine.create(testRequest());
      await clock.advance(50);

      const stopped = first.engine.stop();
      const { engine } = await bench.start(stage);
      await clock.advance(PRODUCTION_TIMING.leaseMs * 2);
      const meanwhile = [...applied];
      finish();
      await stopped;
      await clock.advance(6_000);

      expect(meanwhile).toEqual(['slow']);
      expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
      expect(applied).toEqual(['slow']);
    });

    it('last for their whole time from when they are taken, however long the previous ones took', async () => {
      let passedMs = 0;
      const slow = { now: () => clock.now() + (passedMs += 1_000), at: clock.at };
      const gate = new Promise<never>(() => undefined);
      const waiting = await bench.start(testStage(testSteps('one'), async () => done));
      await waiting.engine.stop();
      for (let number = 1; number <= 12; number++)
        await waiting.engine.create(testRequest({ stageId: `stage-${number}`, functionName: `function-${number}` }));

      const { engine, database } = await bench.start(
        // A step that changes nothing starts without a poll.
        testStage([{ id: 'one', sentence: 'Look', mutates: false }], () => gate),
        { clock: slow },
      );
      bench.abandon(engine);
      await clock.settle();
      const rows = await database.selectFrom('operations').select('lease_until').execute();

      const leases = rows.map((row) => row.lease_until ?? 0).sort((a, b) => a - b);
      expect(leases).toHaveLength(12);
      expect(leases.every((until, index) => index === 0 || until - (leases[index - 1] ?? 0) >= 1_000)).toBe(true);
    });

    it('that could not be released expire, however busy the engine is', async () => {
      let finish: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const { engine, database } = await bench.start(
        testStage(testSteps('one'), async (_step, context) => {
          if (context.operation.stageId === 'long') await gate;
          return done;
        }),
      );
      await engine.create(testRequest({ stageId: 'long', functionName: 'long' }));
      const { id } = await engine.create(testRequest({ stageId: 'orphan', functionName: 'orphan' }));
      await clock.settle();
      const owner = await database
        .selectFrom('operations')
        .select('lease_owner')
        .where('stage_id', '=', 'long')
        .executeTakeFirstOrThrow();
      await database
        .updateTable('operations')
        .set({
          ...owner,
          lease_until: clock.now() + PRODUCTION_TIMING.leaseMs,
          status: 'RUNNING',
          phase: 'observing',
          due_at: clock.now() + 3_600_000,
          outcome: null,
        })
        .where('id', '=', id)
        .execute();

      await clock.advance(PRODUCTION_TIMING.leaseMs * 3);
      const lease = await database
        .selectFrom('operations')
        .select('lease_until')
        .where('id', '=', id)
        .executeTakeFirst();
      finish();
      await clock.settle();

      expect(lease?.lease_until ?? 0).toBeLessThan(clock.now());
    });
  });

  describe('many operations', () => {
    it('do not make the engine query the journal in a loop while it has no room for another one', async () => {
      let finish: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const timers: number[] = [];
      const counting: ManualClock = {
        ...clock,
        at(timeMs, run) {
          timers.push(timeMs);
          return clock.at(timeMs, run);
        },
      };
      const { engine } = await bench.start(
        testStage(testSteps('one'), async () => {
          await gate;
          return done;
        }),
        { clock: counting },
      );
      await createMany(engine, 300);
      await clock.settle(100);
      timers.length = 0;

      await clock.advance(1_000);
      const looks = timers.length;
      const stopped = engine.stop();
      finish();
      await stopped;

      expect(looks).toBeLessThan(10);
    });
  });

  it('that wait for one account and region do not delay those of another', async () => {
    let finish: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { engine } = await bench.start(
      testStage(testSteps('one'), async (_step, context) => {
        if (context.operation.target.region === 'us-east-1') await gate;
        return done;
      }),
    );
    await createMany(engine, 300);
    await clock.settle(100);

    const there = testRequest({ stageId: 'elsewhere' });
    const { id } = await engine.create({ ...there, input: { ...there.input, region: 'eu-west-1' } });
    await clock.advance(100);
    const meanwhile = (await outcomeOf(engine, id)).status;
    const stopped = engine.stop();
    finish();
    await stopped;

    expect(meanwhile).toBe('SUCCEEDED');
  });

  it('of one account and region, even more than one query returns, do not hide those of another', async () => {
    let finish: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const stage = testStage(testSteps('one'), async (_step, context) => {
      if (context.operation.target.region === 'us-east-1') await gate;
      return done;
    });
    const waiting = await bench.start(stage);
    await waiting.engine.stop();
    await waiting.engine.create(testRequest());
    const row = await waiting.database.selectFrom('operations').selectAll().executeTakeFirstOrThrow();
    const more = Array.from({ length: 519 }, (_, index) => `more-${index}`);
    await waiting.database
      .insertInto('operations')
      .values(more.map((name) => ({ ...row, id: name, stage_id: name, target_key: name, function_name: name })))
      .execute();
    await clock.advance(1);
    const there = testRequest({ stageId: 'elsewhere' });
    const { id } = await waiting.engine.create({ ...there, input: { ...there.input, region: 'eu-west-1' } });

    const { engine } = await bench.start(stage);
    for (let turn = 0; turn < 5; turn++) {
      await clock.settle(300);
      await clock.advance(10);
    }
    const meanwhile = (await outcomeOf(engine, id)).status;
    const stopped = engine.stop();
    finish();
    await stopped;

    expect(meanwhile).toBe('SUCCEEDED');
  });
});
