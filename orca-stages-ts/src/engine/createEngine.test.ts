import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StageError, type Outcome } from 'stage-contract';
import type { AnyStage } from '../model/stage';
import {
  done,
  outcomeOf,
  SECRET,
  startEngineBench,
  testRequest as request,
  testStage as stageOf,
  testSteps as steps,
  type EngineBench,
  type TestApply as Apply,
  type TestStep as Step,
} from '../testing/engineBench';
import type { ManualClock } from '../testing/manualClock';
import { JOURNAL_KINDS, useJournals } from '../testing/testJournals';
import { PRODUCTION_TIMING } from './timing';
import { saying } from '../testing/saying';

describe.each(JOURNAL_KINDS)('with a journal in %s,', (kind) => {
  const journals = useJournals(kind);
  let bench: EngineBench;
  let clock: ManualClock;
  const engineWith: EngineBench['start'] = (stage, more) => bench.start(stage, more);

  beforeEach(async () => {
    bench = startEngineBench(await journals.next());
    clock = bench.clock;
  });

  afterEach(async () => {
    await bench.close();
  });

  describe('an operation', () => {
    it('runs its steps in order and ends with the headline and outputs of its stage', async () => {
      const applied: string[] = [];
      const { engine } = await engineWith(
        stageOf(steps('one', 'two'), async (step) => {
          applied.push(step.id);
          return done;
        }),
      );

      const { id } = await engine.create(request());
      await clock.advance(100);

      const outcome = await outcomeOf(engine, id);
      expect(applied).toEqual(['one', 'two']);
      expect(outcome).toMatchObject({ status: 'SUCCEEDED', progress: 'All done.', outputs: { functionVersion: '7' } });
      expect(outcome.steps.map((step) => step.state)).toEqual(['done', 'done']);
    });

    it('returns the same operation for a repeated POST of the same attempt', async () => {
      const applied: string[] = [];
      const { engine } = await engineWith(
        stageOf(steps('one'), async (step) => {
          applied.push(step.id);
          return done;
        }),
      );

      const first = await engine.create(request());
      const second = await engine.create(request());
      await clock.advance(100);

      expect(second).toMatchObject({ id: first.id, created: false });
      expect(applied).toEqual(['one']);
    });

    it('waits as a due time in the journal, and continues when it is due', async () => {
      let looks = 0;
      const { engine } = await engineWith(
        stageOf(steps('settle'), async () =>
          ++looks < 3 ? { kind: 'wait', afterMs: 1000, progress: saying('Waiting until settled.') } : done,
        ),
      );

      const { id } = await engine.create(request());
      await clock.advance(1500);
      const waiting = await outcomeOf(engine, id);
      await clock.advance(1500);

      expect(waiting).toMatchObject({ status: 'RUNNING', progress: 'Waiting until settled.' });
      expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
      expect(looks).toBe(3);
    });

    it('never leaves its input readable in the journal, and erases it at the end', async () => {
      const { engine, database } = await engineWith(stageOf(steps('one'), async () => done));

      await engine.create(request());
      const before = [
        ...(await database.selectFrom('operations').selectAll().execute()),
        ...readdirSync(bench.folder).map((name) => readFileSync(join(bench.folder, name), 'latin1')),
      ];
      await clock.advance(100);

      expect(before.length).toBeGreaterThan(0);
      expect(JSON.stringify(before)).not.toContain(SECRET);
      expect(await database.selectFrom('operations').select('sealed_input').executeTakeFirst()).toEqual({
        sealed_input: null,
      });
    });
  });

  describe('retrying', () => {
    it.each([
      ['throttled', 'TooManyRequestsException', [false, false]],
      ['awsConflict', 'ResourceConflictException', [false, false]],
      ['awsConflict', 'PreconditionFailedException', [false, true]],
      ['awsUnavailable', 'ServiceException', [false, true]],
    ] as const)('after %s (%s) tells the step whether it may have acted', async (code, awsCode, expected) => {
      const again: boolean[] = [];
      const { engine } = await engineWith(
        stageOf(steps('one'), async (_step, context) => {
          again.push(context.again);
          if (again.length === 1)
            throw new StageError({ code, what: saying('AWS said no.'), where: 'checkout', awsCode });
          return done;
        }),
      );

      const { id } = await engine.create(request());
      await clock.advance(5000);

      expect(again).toEqual(expected);
      expect((await outcomeOf(engine, id)).steps[0]).toMatchObject({ state: 'done', attempts: 2 });
    });

    it("stops at the deadline with AWS's last message", async () => {
      const { engine } = await engineWith(
        stageOf(steps('one'), async () => {
          throw new StageError({
            code: 'throttled',
            what: saying('AWS throttled UpdateAlias.'),
            where: 'checkout',
            awsCode: 'TooManyRequestsException',
            awsRequestId: 'r-1',
          });
        }),
      );

      const { id } = await engine.create(request({ context: { stageTimeoutMs: '60000' } }));
      for (let seconds = 0; seconds < 40; seconds++) {
        await clock.advance(1000);
        await engine.poll(id);
      }

      expect(await outcomeOf(engine, id)).toMatchObject({
        status: 'TERMINAL',
        failure: { code: 'deadlineExceeded', awsCode: 'TooManyRequestsException', awsRequestId: 'r-1' },
      });
    });
  });

  describe('a crash', () => {
    it.each([
      ['beforeIntent', false, ['one', 'two']],
      ['afterIntent', true, ['one', 'two']],
      ['afterCall', true, ['one', 'one', 'two']],
      ['afterResult', false, ['one', 'two']],
    ] as const)(
      'at %s of a step is resumed by another engine, which knows whether the step may have acted',
      async (point, again, calls) => {
        const applied: string[] = [];
        const seen: boolean[] = [];
        const stage = stageOf(steps('one', 'two'), async (step, context) => {
          applied.push(step.id);
          if (step.id === 'one') seen.push(context.again);
          return done;
        });
        const dies = (at: string, stepId: string): Promise<void> | void =>
          at === point && stepId === 'one' ? new Promise(() => undefined) : undefined;
        const lastMoments = bench.newClock();
        const dead = await engineWith(stage, { onCheckpoint: dies, clock: lastMoments });
        const { id } = await dead.engine.create(request());
        await lastMoments.advance(100);
        bench.abandon(dead.engine);

        const { engine } = await engineWith(stage);
        await clock.advance(PRODUCTION_TIMING.leaseMs + 6000);

        expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
        expect(applied).toEqual(calls);
        expect(seen.at(-1)).toBe(again);
      },
    );
  });

  describe('the failure policy', () => {
    const revert = (): Step[] => [{ id: 'revert', sentence: 'Revert live to v41 100%', mutates: true }];
    const applyUntil =
      (failing: string): Apply =>
      async (step) => {
        if (step.id === failing)
          throw new StageError({ code: 'awsRefused', what: saying('AWS rejected it.'), where: 'checkout' });
        return step.id === 'revert' ? { kind: 'done', state: 'reverted', note: saying('live → v41 100%') } : done;
      };

    it('runs after a failure, and the headline shows the current state', async () => {
      const { engine } = await engineWith(stageOf(steps('one', 'two', 'three'), applyUntil('two'), revert));

      const { id } = await engine.create(request());
      await clock.advance(200);

      const outcome = await outcomeOf(engine, id);
      expect(outcome).toMatchObject({
        status: 'TERMINAL',
        progress: 'Reverted: live → v41 100%',
        failure: { code: 'awsRefused', restored: 'live → v41 100%' },
      });
      expect(outcome.steps.map((step) => `${step.id} ${step.state}`)).toEqual([
        'one done',
        'two failed',
        'three skipped',
        'revert reverted',
      ]);
    });

    it('runs on cancel, and status stays RUNNING until the revert has ended', async () => {
      const statuses: string[] = [];
      const whileReverting: (() => Promise<Outcome>)[] = [];
      const stage = stageOf(
        steps('hold'),
        async (step) => {
          if (step.id === 'hold') return { kind: 'wait', afterMs: 60_000, progress: saying('Holding.') };
          for (const look of whileReverting) statuses.push((await look()).status);
          return { kind: 'done', state: 'reverted', note: saying('live → v41 100%') };
        },
        revert,
      );
      const { engine } = await engineWith(stage);
      const { id } = await engine.create(request());
      whileReverting.push(() => outcomeOf(engine, id));
      await clock.advance(100);

      const answer = await engine.cancel('stage-1', 1);
      await clock.advance(100);

      expect(answer?.wasRunning).toBe(true);
      expect(statuses).toEqual(['RUNNING']);
      expect(await outcomeOf(engine, id)).toMatchObject({ status: 'CANCELED', progress: 'Reverted: live → v41 100%' });
      expect((await engine.cancel('stage-1', 1))?.wasRunning).toBe(false);
      expect(await engine.cancel('unknown', 1)).toBeUndefined();
    });

    it('runs if Orca has not polled for ten minutes', async () => {
      const { engine } = await engineWith(
        stageOf(
          steps('hold'),
          async (step) =>
            step.id === 'hold'
              ? { kind: 'wait', afterMs: 5_000, progress: saying('Holding.') }
              : { kind: 'done', state: 'reverted', note: saying('live → v41 100%') },
          revert,
        ),
      );

      const { id } = await engine.create(request());
      await clock.advance(PRODUCTION_TIMING.abandonedAfterMs + 6_000);

      expect(await outcomeOf(engine, id)).toMatchObject({ status: 'TERMINAL', failure: { code: 'abandoned' } });
    });

    it('is reported prominently if it cannot restore', async () => {
      const { engine } = await engineWith(
        stageOf(
          steps('one'),
          async () => {
            throw new StageError({ code: 'awsRefused', what: saying('AWS rejected it.'), where: 'checkout' });
          },
          revert,
        ),
      );

      const { id } = await engine.create(request());
      await clock.advance(200);

      const outcome = await outcomeOf(engine, id);
      expect(outcome.progress).toMatch(/^Not restored: AWS rejected it\./);
      expect(outcome.steps.at(-1)).toMatchObject({ id: 'revert', state: 'failed' });
    });
  });

  describe('order and heartbeat', () => {
    it('runs operations on one function in arrival order, and lets others pass', async () => {
      const order: string[] = [];
      const looks = new Map<string, number>();
      const { engine } = await engineWith(
        stageOf(steps('one'), async (_step, context) => {
          const key = `${context.operation.target.functionName}/${context.operation.stageId}`;
          const look = (looks.get(key) ?? 0) + 1;
          looks.set(key, look);
          if (look === 1 && context.operation.target.functionName === 'checkout')
            return { kind: 'wait', afterMs: 3000, progress: saying('Waiting.') };
          order.push(key);
          return done;
        }),
      );

      await engine.create(request({ stageId: 'a' }));
      await clock.advance(10);
      await engine.create(request({ stageId: 'b' }));
      await engine.create(request({ stageId: 'c', functionName: 'other' }));
      await clock.advance(10_000);

      expect(order).toEqual(['other/c', 'checkout/a', 'checkout/b']);
    });

    it('does not raise the candidate while Orca has stopped polling, and continues when it polls again', async () => {
      const applied: string[] = [];
      const plan: Step[] = [
        { id: 'slow', sentence: 'Slow', mutates: false },
        { id: 'raise', sentence: 'Raise', mutates: true, beginsWhen: 'orcaIsPolling' },
      ];
      const { engine } = await engineWith(
        stageOf(plan, async (step, context) => {
          if (step.id === 'slow' && context.nowMs - context.firstBegunAtMs < 70_000)
            return { kind: 'wait', afterMs: 5_000, progress: saying('Slow.') };
          applied.push(step.id);
          return done;
        }),
      );
      const { id } = await engine.create(request());

      await clock.advance(80_000);
      const silent = [...applied];
      await engine.poll(id);
      await clock.advance(2_000);

      expect(silent).toEqual(['slow']);
      expect(applied).toEqual(['slow', 'raise']);
    });

    it('stops an unfinished older attempt without its failure policy when the stage is restarted', async () => {
      const applied: string[] = [];
      const { engine } = await engineWith(
        stageOf(
          steps('hold'),
          async (_step, context) => {
            applied.push(`attempt ${context.operation.attempt}`);
            return context.operation.attempt === 1
              ? { kind: 'wait', afterMs: 60_000, progress: saying('Holding.') }
              : done;
          },
          () => steps('revert'),
        ),
      );
      const first = await engine.create(request({ attempt: 1 }));
      await clock.advance(100);

      const second = await engine.create(request({ attempt: 2 }));
      await clock.advance(3_000);

      const { status, failure, progressTold } = await outcomeOf(engine, first.id);
      expect([status, failure?.code, failure?.told?.code]).toEqual(['CANCELED', 'superseded', 'supersededBy']);
      expect(progressTold).toMatchObject({
        code: 'wasSuperseded',
        values: { parts: [failure?.told, { code: 'nothingWasReverted' }] },
      });
      expect((await outcomeOf(engine, second.id)).status).toBe('SUCCEEDED');
      expect(applied).toEqual(['attempt 1', 'attempt 2']);
    });
  });

  describe('stopping and retention', () => {
    it('lets a call in flight finish, and the next engine continues when Orca polls', async () => {
      let finish: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const applied: string[] = [];
      const stage = stageOf(steps('one', 'two'), async (step) => {
        applied.push(step.id);
        if (step.id === 'one') await gate;
        return done;
      });
      const first = await engineWith(stage);
      const { id } = await first.engine.create(request());
      await clock.advance(50);

      const stopped = first.engine.stop();
      finish();
      await stopped;
      const { engine } = await engineWith(stage);
      await engine.poll(id);
      await clock.advance(2_000);
      await clock.settle();

      expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
      expect(applied).toEqual(['one', 'two']);
    });

    it('forgets ended operations after the retention time, and fails instead of choosing again when a pin has expired', async () => {
      const failures: unknown[] = [];
      const stage: AnyStage = {
        ...stageOf(steps('one'), async () => done),
        observe: async (_input, context) => {
          failures.push(await context.pins.version('candidate').catch((error: unknown) => error));
          return {};
        },
      };
      const retention = { operationRetentionMs: 3_600_000, pinRetentionMs: 3_600_000, lookAgainMs: 60_000 };
      const { engine } = await engineWith(stage, { timing: { ...PRODUCTION_TIMING, ...retention } });
      const { id } = await engine.create(request());
      await clock.advance(100);

      await clock.advance(2.1 * 3_600_000);
      await engine.create(request({ stageId: 'stage-2' }));
      await clock.advance(100);

      expect(await engine.poll(id)).toBeUndefined();
      expect(failures[0]).toBeUndefined();
      expect(failures[1]).toMatchObject({ code: 'pinExpired' });
    });
  });
});
