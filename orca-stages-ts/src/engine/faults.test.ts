import { OUTCOME_LIMITS, StageError, say, problem } from 'stage-contract';
import type { AnyStage } from '../model/stage';
import {
  BENCH_TIMING,
  done,
  outcomeOf,
  startEngineBench,
  testRequest,
  testStage,
  testSteps,
  type EngineBench,
  type TestStep,
} from '../testing/engineBench';
import type { ManualClock } from '../testing/manualClock';
import { JOURNAL_KINDS, useJournals } from '../testing/testJournals';
import { testSealer } from '../testing/testSealer';
import { PRODUCTION_TIMING } from './timing';
import { saying } from '../testing/saying';

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

  const refused = (): StageError =>
    new StageError({ code: 'awsRefused', what: saying('AWS rejected it.'), where: 'checkout' });
  const reverts = (): TestStep[] => testSteps('revert');

  describe('the lock of a function', () => {
    it('is released while a stage waits for a rollout to end, because that rollout needs it', async () => {
      let claimed = true;
      const stage: AnyStage = {
        ...testStage(
          [{ id: 'health', sentence: 'Check', mutates: true, withoutLock: true }, ...testSteps('route')],
          async (step, context) => {
            if (step.id === 'health' && context.nowMs - context.firstBegunAtMs < 5_000)
              return { kind: 'wait', afterMs: 5_000, progress: saying('Checking.') };
            if (step.id === 'route') claimed = false;
            return done;
          },
        ),
        observe: async (_input, context) => {
          if (context.operation.stageId === 'waiter' && claimed)
            throw new StageError({ code: 'busy', retry: true, what: saying('live is held.'), where: 'checkout' });
          return {};
        },
      };
      const { engine } = await bench.start(stage);
      const owner = await engine.create(testRequest({ stageId: 'owner' }));
      await clock.advance(100);

      const waiter = await engine.create(testRequest({ stageId: 'waiter', executionId: 'execution-2' }));
      await clock.advance(40_000);

      expect((await outcomeOf(engine, owner.id)).status).toBe('SUCCEEDED');
      expect((await outcomeOf(engine, waiter.id)).status).toBe('SUCCEEDED');
    });
  });

  describe('what a stage shows when it ends early', () => {
    it('shows a step that only looks as failed if it fails', async () => {
      const plan: TestStep[] = [{ id: 'look', sentence: 'Look', mutates: false }, ...testSteps('act')];
      const { engine } = await bench.start(
        testStage(plan, async () => {
          throw refused();
        }),
      );

      const { id } = await engine.create(testRequest());
      await clock.advance(200);

      expect((await outcomeOf(engine, id)).steps).toEqual([
        expect.objectContaining({ id: 'look', state: 'failed', endedAt: expect.any(String) as string }),
        expect.objectContaining({ id: 'act', state: 'skipped' }),
      ]);
    });

    it('names the step that was running when the deadline passed, and shows it as failed', async () => {
      const { engine } = await bench.start(
        testStage(testSteps('settle', 'publish'), async () => ({
          kind: 'wait',
          afterMs: 5_000,
          progress: saying('Waiting until settled.'),
        })),
      );

      const { id } = await engine.create(testRequest({ context: { stageTimeoutMs: 60_000 } }));
      for (let look = 0; look < 8; look++) {
        await clock.advance(5_000);
        await engine.poll(id);
      }

      const outcome = await outcomeOf(engine, id);
      expect(outcome.failure).toMatchObject({ code: 'deadlineExceeded', step: 'Do settle' });
      expect(outcome.steps.map((step) => step.state)).toEqual(['failed', 'skipped']);
    });

    it('says what a failure policy could not do, and how much of it was done', async () => {
      const stage = testStage(
        testSteps('one'),
        async (step) => {
          if (step.id === 'revert') return { kind: 'done', state: 'reverted', note: saying('live is back.') };
          throw refused();
        },
        () => testSteps('revert', 'delete'),
      );
      const { engine } = await bench.start(stage);

      const { id } = await engine.create(testRequest());
      await clock.advance(200);

      expect((await outcomeOf(engine, id)).progress).toMatch(
        /^Not fully restored: live is back\. AWS rejected it\. .* Remaining step: Do delete\.$/,
      );
    });

    it('at the deadline, gives the advice of the failure that was being retried', async () => {
      const unavailable = new StageError({
        code: 'awsUnavailable',
        what: saying('AWS returned an error for UpdateAlias.'),
        where: 'checkout',
        awsCode: 'ServiceException',
      });
      const { engine } = await bench.start(
        testStage(testSteps('one'), async () => {
          throw unavailable;
        }),
      );

      const { id } = await engine.create(testRequest({ context: { stageTimeoutMs: 60_000 } }));
      for (let look = 0; look < 8; look++) {
        await clock.advance(5_000);
        await engine.poll(id);
      }

      expect((await outcomeOf(engine, id)).failure).toMatchObject({
        code: 'deadlineExceeded',
        awsCode: 'ServiceException',
        next: expect.stringContaining('Health Dashboard') as string,
        told: {
          values: { during: { code: 'tryingAgain', values: { failed: { code: 'eventSourceState' } } } },
        },
        nextTold: { code: 'usualAdvice', values: { failure: 'awsUnavailable' } },
      });
    });

    it('has no running step in a superseded operation', async () => {
      const { engine } = await bench.start(
        testStage(testSteps('hold', 'promote'), async (_step, context) =>
          context.operation.attempt === 1 ? { kind: 'wait', afterMs: 60_000, progress: saying('Holding.') } : done,
        ),
      );
      const first = await engine.create(testRequest({ attempt: 1 }));
      await clock.advance(100);

      await engine.create(testRequest({ attempt: 2 }));
      await clock.advance(3_000);

      expect((await outcomeOf(engine, first.id)).steps.map((step) => step.state)).toEqual(['skipped', 'skipped']);
    });

    it("stays within the outcome's size limit even with any number of warnings and problems", async () => {
      const warnings = Array.from({ length: 3_000 }, (_, index) =>
        say('unknownFieldIgnored', { field: `field${index}` }),
      );
      const problems = Array.from({ length: 2_000 }, (_, index) =>
        problem(`field${index}`, 'unknownField', { nearest: 'something else, and so on'.repeat(3) }),
      );
      const { engine } = await bench.start(
        testStage(testSteps('one'), async () => {
          throw new StageError({
            code: 'invalidInput',
            what: saying('x'.repeat(100_000)),
            where: 'checkout',
            awsMessage: 'y'.repeat(100_000),
            problems,
          });
        }),
      );

      const { id } = await engine.create(testRequest({ warnings }));
      const running = await outcomeOf(engine, id);
      await clock.advance(200);

      const ended = await outcomeOf(engine, id);
      expect(Buffer.byteLength(JSON.stringify(running))).toBeLessThanOrEqual(OUTCOME_LIMITS.totalBytes);
      expect(Buffer.byteLength(JSON.stringify(ended))).toBeLessThanOrEqual(OUTCOME_LIMITS.totalBytes);
      expect(ended).toMatchObject({ status: 'TERMINAL', failure: { code: 'invalidInput' } });
      expect(ended.omitted).toMatchObject({ warnings: expect.any(Number) as number });
      expect(ended.progress.length).toBeLessThan(3_000);
    });
  });

  describe('a journal that does not respond for a moment', () => {
    it('is waited for, and is no reason to revert what AWS has done', async () => {
      const applied: string[] = [];
      const { engine, database } = await bench.start(
        testStage(
          testSteps('one', 'two'),
          async (step, context) => {
            applied.push(`${step.id}${context.again ? ' again' : ''}`);
            if (applied.length === 1) await database.schema.alterTable('pins').renameTo('pins_away').execute();
            return { kind: 'done', pins: [{ kind: 'candidate', value: { version: '8' }, mode: 'replace' }] };
          },
          reverts,
        ),
      );

      const { id } = await engine.create(testRequest());
      await clock.advance(1_000);
      await database.schema.alterTable('pins_away').renameTo('pins').execute();
      await clock.advance(30_000);

      expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
      expect(applied).toEqual(['one', 'one again', 'two']);
    });
  });

  describe('an operation that cannot continue', () => {
    it('ends with a prominent failure after its deadline if its input can no longer be read, and frees its function', async () => {
      const stage = testStage(
        testSteps('hold', 'promote'),
        async (_step, context) =>
          context.operation.stageId === 'stage-1'
            ? { kind: 'wait', afterMs: 1_000, progress: saying('Holding.') }
            : done,
        reverts,
      );
      const first = await bench.start(stage);
      const { id } = await first.engine.create(testRequest({ context: { stageTimeoutMs: 2 * 60_000 } }));
      await clock.advance(100);
      await first.engine.stop();
      bench.abandon(first.engine);

      const timing = { ...BENCH_TIMING, recoveryLimitMs: 60_000 };
      const { engine } = await bench.start(stage, { sealer: testSealer(8), timing });
      const polls = async (minutes: number, ids: string[]): Promise<void> => {
        for (let minute = 0; minute < minutes; minute++) {
          await clock.advance(60_000);
          for (const each of ids) await engine.poll(each);
        }
      };
      await polls(2, [id]);
      const later = await engine.create(testRequest({ stageId: 'stage-2', executionId: 'execution-2' }));
      await polls(2, [id, later.id]);

      expect(await outcomeOf(engine, id)).toMatchObject({
        status: 'TERMINAL',
        failure: { code: 'internal' },
        progress: expect.stringMatching(/^Not restored/) as string,
      });
      expect((await outcomeOf(engine, later.id)).status).toBe('SUCCEEDED');
    });

    it('is found to be abandoned even in the middle of a long wait', async () => {
      const { engine } = await bench.start(
        testStage(
          testSteps('hold'),
          async (step) =>
            step.id === 'hold'
              ? { kind: 'wait', afterMs: 45 * 60_000, progress: saying('Holding.') }
              : { kind: 'done', state: 'reverted', note: saying('live → v41 100%') },
          reverts,
        ),
      );

      const { id } = await engine.create(testRequest());
      await clock.advance(PRODUCTION_TIMING.abandonedAfterMs + 6_000);

      expect(await engine.poll(id)).toMatchObject({ status: 'TERMINAL', failure: { code: 'abandoned' } });
    });

    it('is stopped at its deadline even in the middle of a long wait', async () => {
      const { engine } = await bench.start(
        testStage(testSteps('hold'), async () => ({
          kind: 'wait',
          afterMs: 45 * 60_000,
          progress: saying('Holding.'),
        })),
      );

      const { id } = await engine.create(testRequest({ context: { stageTimeoutMs: 3 * 60_000 } }));
      for (let minute = 0; minute < 2; minute++) {
        await clock.advance(60_000);
        await engine.poll(id);
      }
      await clock.advance(36_000);

      expect(await outcomeOf(engine, id)).toMatchObject({ status: 'TERMINAL', failure: { code: 'deadlineExceeded' } });
    });

    it('is not taken for abandoned if this process itself was away', async () => {
      const stage = testStage(
        testSteps('hold'),
        async (step, context) =>
          step.id === 'hold' && context.nowMs - context.firstBegunAtMs < 20 * 60_000
            ? { kind: 'wait', afterMs: 1_000, progress: saying('Holding.') }
            : done,
        reverts,
      );
      const first = await bench.start(stage);
      const { id } = await first.engine.create(testRequest());
      await clock.advance(100);
      await first.engine.stop();
      bench.abandon(first.engine);
      await clock.advance(PRODUCTION_TIMING.abandonedAfterMs + 60_000);

      const { engine } = await bench.start(stage);
      await clock.advance(15_000);

      expect((await outcomeOf(engine, id)).status).toBe('RUNNING');
    });
  });

  it('is not taken for abandoned if Orca could not poll because the journal was down', async () => {
    let isDown = false;
    const { database, engine: unused } = await bench.start(testStage([], async () => done));
    await unused.stop();
    const hold = { id: 'hold', sentence: 'Hold', mutates: false, holdSeconds: 1_200 };
    const { engine } = await bench.start(
      testStage([hold], async () => done),
      {
        database: database.withPlugin({
          transformQuery({ node }) {
            if (isDown) throw new Error('the database does not respond');
            return node;
          },
          transformResult: async ({ result }) => result,
        }),
      },
    );
    const { id } = await engine.create(testRequest());
    await clock.advance(1_000);

    isDown = true;
    await clock.advance(PRODUCTION_TIMING.abandonedAfterMs + 60_000);
    isDown = false;
    await clock.advance(15_000);

    expect((await outcomeOf(engine, id)).status).toBe('RUNNING');
  });

  describe('attempts', () => {
    it('that arrive late do not run beside a newer one', async () => {
      const applied: number[] = [];
      const { engine } = await bench.start(
        testStage(testSteps('one'), async (_step, context) => {
          applied.push(context.operation.attempt);
          return done;
        }),
      );
      await engine.create(testRequest({ attempt: 20 }));
      await clock.advance(100);

      const late = await engine.create(testRequest({ attempt: 10 }));
      await clock.advance(1_000);

      expect((await outcomeOf(engine, late.id)).failure?.code).toBe('superseded');
      expect(applied).toEqual([20]);
    });
  });
});
