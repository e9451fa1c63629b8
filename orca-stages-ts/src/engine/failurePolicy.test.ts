import { StageError, type Outcome } from 'stage-contract';
import type { AnyStage } from '../model/stage';
import type { Engine } from './createEngine';
import type { AcceptedRequest } from './operationService';
import {
  done,
  outcomeOf,
  startEngineBench,
  testRequest,
  testStage,
  testSteps,
  type EngineBench,
  type TestApply,
  type TestStep,
} from '../testing/engineBench';
import { saying } from '../testing/saying';

const MINUTE = 60_000;

let bench: EngineBench;

beforeEach(() => {
  bench = startEngineBench();
});

afterEach(async () => {
  await bench.close();
});

const reverting = (value: string): TestStep => ({ id: 'revert', sentence: 'Revert live', mutates: true, value });

describe('a failure policy', () => {
  it('that names a step twice runs it once, at its last position', async () => {
    const applied: string[] = [];
    const stage = testStage(
      testSteps('first', 'second', 'breaks'),
      async (step) => {
        applied.push([step.id, step.value].filter((part) => part !== undefined).join(' '));
        if (step.id === 'breaks')
          throw new StageError({ code: 'awsRefused', what: saying('AWS rejected it.'), where: 'checkout' });
        return done;
      },
      () => [reverting('to what the second found'), ...testSteps('tidy'), reverting('to what the first found')],
    );
    const { engine } = await bench.start(stage);

    const { id } = await engine.create(testRequest());
    await bench.clock.advance(1_000);

    const { status, steps } = await outcomeOf(engine, id);
    expect(applied).toEqual(['first', 'second', 'breaks', 'tidy', 'revert to what the first found']);
    expect({ status, steps: steps.map((step) => step.id) }).toEqual({
      status: 'TERMINAL',
      steps: ['first', 'second', 'breaks', 'tidy', 'revert'],
    });
  });

  describe('with a step that waits', () => {
    /** Fails at its deadline, after 9 minutes; steps of its policy wait for so many minutes. */
    const waiting = (minutes: Readonly<Record<string, number>>): AnyStage =>
      testStage(
        testSteps('act'),
        async ({ id }, { nowMs, firstBegunAtMs }) =>
          nowMs - firstBegunAtMs < (minutes[id] ?? Infinity) * MINUTE
            ? { kind: 'wait', afterMs: 10_000, progress: saying('Waiting for AWS.') }
            : { kind: 'done', state: 'reverted' },
        () => testSteps(...Object.keys(minutes)),
      );
    const run = async (minutes: Readonly<Record<string, number>>): Promise<Outcome> => {
      const { engine } = await bench.start(waiting(minutes));
      const { id } = await engine.create(testRequest({ context: { stageTimeoutMs: 10 * MINUTE } }));
      await bench.clock.advance(25 * MINUTE);
      return outcomeOf(engine, id);
    };
    const minutesOf = ({ startedAt = '', endedAt = '' }: Outcome): number =>
      Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / MINUTE);

    it('for ever ends it 5 minutes after the deadline, says what is left, and continues with the next one', async () => {
      const outcome = await run({ settle: Infinity, tidy: 0 });

      expect(outcome.steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
        ...['act failed', 'settle failed', 'tidy reverted'],
      ]);
      expect(outcome.progress).toBe(
        'Not fully restored: Still not done after 5 min: Waiting for AWS. Check whether AWS has finished by now. If it has not, find out why, and finish it manually. Remaining step: Do settle.',
      );
      expect([outcome.status, minutesOf(outcome)]).toEqual(['TERMINAL', 14]);
    });

    it('gives each step as much time, whatever those before it have used', async () => {
      const outcome = await run({ settle: Infinity, drain: 4 });

      expect(outcome.steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
        ...['act failed', 'settle failed', 'drain reverted'],
      ]);
    });

    it('leaves those after it their retries', async () => {
      let throttled = 0;
      const patient = waiting({ settle: Infinity, revert: 0 });
      const { engine } = await bench.start({
        ...patient,
        apply: async (step, input, context) => {
          if (step.id === 'revert' && throttled++ < 2)
            throw new StageError({ code: 'throttled', what: saying('Too many requests.'), where: 'here', retry: true });
          return patient.apply(step, input, context);
        },
      });
      const { id } = await engine.create(testRequest({ context: { stageTimeoutMs: 10 * MINUTE } }));

      await bench.clock.advance(25 * MINUTE);

      expect((await outcomeOf(engine, id)).steps).toMatchObject([
        { id: 'act' },
        { id: 'settle', state: 'failed' },
        { id: 'revert', state: 'reverted' },
      ]);
    });

    it('lets it finish until the deadline, if that is later', async () => {
      const { engine } = await bench.start(waiting({ settle: 7 }));
      const { id } = await engine.create(testRequest({ context: { stageTimeoutMs: 10 * MINUTE } }));
      await bench.clock.advance(1_000);
      await engine.cancel('stage-1', 1);

      await bench.clock.advance(25 * MINUTE);

      expect((await outcomeOf(engine, id)).steps).toMatchObject([{ id: 'act' }, { id: 'settle', state: 'reverted' }]);
    });
  });

  it('is not asked if nothing was started', async () => {
    let asked = 0;
    const stage: AnyStage = {
      ...testStage(
        testSteps('act'),
        async () => done,
        () => {
          asked += 1;
          return testSteps('revert');
        },
      ),
      observe: async () => {
        throw new StageError({ code: 'awsRefused', what: saying('AWS rejected it.'), where: 'checkout' });
      },
    };
    const { engine } = await bench.start(stage);

    const { id } = await engine.create(testRequest());
    await bench.clock.advance(1_000);

    expect((await outcomeOf(engine, id)).status).toBe('TERMINAL');
    expect(asked).toBe(0);
  });

  describe('is told why', () => {
    /** Holds after its first step; what its failure policy was told. */
    const holding = (reasons: string[], apply: TestApply = async () => done): AnyStage =>
      testStage(
        testSteps('first', 'hold', 'later'),
        async (step, context) =>
          step.id === 'hold' ? { kind: 'wait', afterMs: 5_000, progress: saying('Holding.') } : apply(step, context),
        ({ reason, begun }) => {
          reasons.push(reason, ...begun.map(({ id }) => id));
          return testSteps('revert');
        },
      );
    const timed = testRequest({ context: { stageTimeoutMs: 5 * MINUTE } });

    it.each<[string, 'TERMINAL' | 'CANCELED', AcceptedRequest, number, (engine: Engine) => Promise<unknown>]>([
      ['cancelled', 'CANCELED', testRequest(), 1_000, (engine) => engine.cancel('stage-1', 1)],
      ['abandoned', 'TERMINAL', testRequest(), 11 * MINUTE, async () => undefined],
      ['deadlineExceeded', 'TERMINAL', timed, 6 * MINUTE, async () => undefined],
    ])('%s', async (reason, status, request, afterMs, stop) => {
      const reasons: string[] = [];
      const { engine } = await bench.start(holding(reasons));
      const { id } = await engine.create(request);
      await bench.clock.advance(1_000);
      await stop(engine);

      await bench.clock.advance(afterMs);

      expect(reasons).toEqual([reason, 'first', 'hold']);
      const outcome = await outcomeOf(engine, id);
      expect(outcome).toMatchObject({
        status,
        failure: { code: reason, where: 'checkout · local / us-east-1' },
        steps: [
          { id: 'first', state: 'done' },
          { id: 'hold', state: reason === 'deadlineExceeded' ? 'failed' : 'skipped' },
          { id: 'later', state: 'skipped' },
          { id: 'revert', state: 'done' },
        ],
      });
      expect(outcome.steps[1]?.endedAt).toBeDefined();
      expect(outcome.steps[2]).not.toHaveProperty('endedAt');
    });

    it('failed', async () => {
      const reasons: string[] = [];
      const { engine } = await bench.start(
        holding(reasons, async (step) => {
          if (step.id === 'first') throw new Error('broken');
          return done;
        }),
      );
      await engine.create(testRequest());

      await bench.clock.advance(1_000);

      expect(reasons).toEqual(['failed', 'first']);
    });

    it('names at the deadline the step that it passed in, and what was being done', async () => {
      const { engine } = await bench.start(holding([]));
      const { id } = await engine.create(timed);

      await bench.clock.advance(6 * MINUTE);

      expect((await outcomeOf(engine, id)).failure).toMatchObject({
        step: 'Do hold',
        what: 'The deadline passed during: Holding.',
      });
    });

    it('names no step at the deadline where none had begun', async () => {
      const stage: AnyStage = {
        ...holding([]),
        observe: async () => {
          throw new StageError({ code: 'throttled', what: saying('Slowly.'), where: 'checkout' });
        },
      };
      const { engine } = await bench.start(stage);
      const { id } = await engine.create(timed);

      await bench.clock.advance(6 * MINUTE);

      const { failure } = await outcomeOf(engine, id);
      expect(failure).toMatchObject({ code: 'deadlineExceeded' });
      expect(failure).not.toHaveProperty('step');
    });
  });

  it('says what it is doing, and has at least five minutes for it, also past the deadline', async () => {
    const timeoutMs = 10 * MINUTE;
    const stage = testStage(
      testSteps('breaks'),
      async (step, { nowMs, firstBegunAtMs }) => {
        if (step.id === 'revert' || nowMs - firstBegunAtMs < 9 * MINUTE)
          throw new StageError({ code: 'throttled', what: saying('Slowly.'), where: 'checkout' });
        throw new StageError({ code: 'awsRefused', what: saying('AWS refused it.'), where: 'checkout' });
      },
      () => testSteps('revert'),
    );
    const { engine } = await bench.start(stage);
    const { id, outcome } = await engine.create(testRequest({ context: { stageTimeoutMs: timeoutMs } }));
    const statuses: string[] = [];

    for (let minute = 0; minute < 18; minute++) {
      await bench.clock.advance(MINUTE);
      await engine.poll(id);
      statuses.push((await outcomeOf(engine, id)).status);
    }

    const ended = await outcomeOf(engine, id);
    const extraMs = Date.parse(ended.deadlineAt ?? '') - Date.parse(outcome.deadlineAt ?? '');
    expect(extraMs).toBeGreaterThan(0);
    expect(Date.parse(ended.endedAt ?? '') - Date.parse(ended.steps[0]?.endedAt ?? '')).toBeGreaterThanOrEqual(
      5 * MINUTE,
    );
    expect(statuses[12]).toBe('RUNNING');
    expect(ended).toMatchObject({
      status: 'TERMINAL',
      steps: [{ state: 'failed' }, { id: 'revert', state: 'failed' }],
    });
  });

  it('leaves a deadline alone that is far enough away', async () => {
    const stage = testStage(
      testSteps('breaks'),
      async (step) => {
        if (step.id === 'breaks') throw new Error('broken');
        return { kind: 'wait', afterMs: MINUTE, progress: saying('Reverting.') };
      },
      () => testSteps('revert'),
    );
    const { engine } = await bench.start(stage);
    const { id, outcome } = await engine.create(testRequest());
    await bench.clock.advance(1_000);

    const during = await outcomeOf(engine, id);
    expect(during).toMatchObject({ status: 'RUNNING', progress: 'Reverting.' });
    expect(during.deadlineAt).toBe(outcome.deadlineAt);
  });

  it('is stopped by nothing but its own end', async () => {
    let reverted = 0;
    const stage = testStage(
      testSteps('breaks'),
      async (step) => {
        if (step.id === 'breaks') throw new Error('broken');
        reverted += 1;
        return reverted < 20 ? { kind: 'wait', afterMs: MINUTE, progress: saying('Reverting.') } : done;
      },
      () => testSteps('revert'),
    );
    const { engine } = await bench.start(stage);
    const { id } = await engine.create(testRequest());
    await bench.clock.advance(1_000);

    await engine.cancel('stage-1', 1);
    await bench.clock.advance(20 * MINUTE);

    expect(reverted).toBe(20);
    expect(await outcomeOf(engine, id)).toMatchObject({ status: 'TERMINAL', failure: { code: 'internal' } });
  });

  it('does not run for an attempt that a newer one has replaced, which says so and keeps what it reported', async () => {
    let asked = 0;
    const stage = testStage(
      testSteps('hold'),
      async () => ({ kind: 'wait', afterMs: MINUTE, progress: saying('Holding.') }),
      () => {
        asked += 1;
        return [];
      },
    );
    const { engine } = await bench.start({
      ...stage,
      plan: (input, observed, operation) => ({
        ...stage.plan(input, observed, operation),
        report: { outputs: { attempt: operation.attempt } },
      }),
    });
    const { id } = await engine.create(testRequest({ attempt: 1 }));
    await bench.clock.advance(1_000);
    await engine.create(testRequest({ attempt: 2 }));
    await bench.clock.advance(2_000);

    const outcome = await outcomeOf(engine, id);
    expect(asked).toBe(0);
    expect(outcome).toMatchObject({
      status: 'CANCELED',
      progress: 'Superseded by a newer attempt of the same stage. Nothing was reverted.',
      failure: { code: 'superseded', what: 'Superseded by a newer attempt of the same stage.' },
      outputs: { attempt: 1 },
    });
  });
});
