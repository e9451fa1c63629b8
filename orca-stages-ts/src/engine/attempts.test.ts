import { StageError } from 'stage-contract';
import type { AnyStage } from '../model/stage';
import {
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
import { saying } from '../testing/saying';

let bench: EngineBench;
let clock: ManualClock;
let applied: string[];

beforeEach(() => {
  bench = startEngineBench();
  clock = bench.clock;
  applied = [];
});

afterEach(async () => {
  await bench.close();
});

const revert: TestStep = { id: 'revert', sentence: 'Revert live', mutates: true };

/**
 * The first attempt moves and then holds; each test decides what later attempts do. Reverts everything that was
 * started.
 */
function holding(more: Partial<AnyStage> = {}): AnyStage {
  return {
    ...testStage(
      testSteps('move', 'hold'),
      async (step, context) => {
        applied.push(`${step.id} ${context.operation.attempt}`);
        if (step.id === 'revert')
          return { kind: 'done', state: 'reverted', note: saying(`live is back (${JSON.stringify(context.facts)})`) };
        if (step.id === 'move') return { kind: 'done', facts: { version: '42' } };
        return context.operation.attempt === 1 ? { kind: 'wait', afterMs: 60_000, progress: saying('Holding.') } : done;
      },
      ({ begun }) => (begun.some((step) => step.id === 'move') ? [revert] : []),
    ),
    ...more,
  };
}

const busyAfterFirst: Partial<AnyStage> = {
  observe: async (_input, context) => {
    if (context.operation.attempt > 1)
      throw new StageError({ code: 'busy', retry: true, what: saying('live is held.'), where: 'checkout' });
    return {};
  },
};

describe('a restarted stage', () => {
  it('that is cancelled before it has a plan reverts what the previous attempt did', async () => {
    const { engine } = await bench.start(holding(busyAfterFirst));
    await engine.create(testRequest({ attempt: 1 }));
    await clock.advance(100);

    const second = await engine.create(testRequest({ attempt: 2 }));
    await engine.cancel('stage-1', 2);
    await clock.advance(5_000);

    expect(applied).toEqual(['move 1', 'hold 1', 'revert 2']);
    expect(await outcomeOf(engine, second.id)).toMatchObject({
      status: 'CANCELED',
      progress: 'Reverted: live is back ({"version":"42"})',
      failure: { what: 'The execution was cancelled.' },
    });
  });

  it('that fails before it has a plan does so too', async () => {
    const { engine } = await bench.start(
      holding({
        observe: async (_input, context) => {
          if (context.operation.attempt > 1)
            throw new StageError({
              code: 'accessDenied',
              what: saying('AWS denied GetAlias.'),
              where: 'checkout',
            });
          return {};
        },
      }),
    );
    await engine.create(testRequest({ attempt: 1 }));
    await clock.advance(100);

    const second = await engine.create(testRequest({ attempt: 2 }));
    await clock.advance(5_000);

    expect(await outcomeOf(engine, second.id)).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'accessDenied' },
      steps: [{ id: 'revert', state: 'reverted' }],
    });
  });

  it('waits for a call of the older attempt that is still in flight before it reverts', async () => {
    let answer: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const stage = holding();
    const { engine } = await bench.start({
      ...stage,
      apply: async (step, input, context) => {
        if (step.id === 'move') await gate;
        return stage.apply(step, input, context);
      },
    });
    await engine.create(testRequest({ attempt: 1 }));
    await clock.advance(100);
    const second = await engine.create(testRequest({ attempt: 2 }));
    await engine.cancel('stage-1', 2);
    await clock.advance(20_000);
    const meanwhile = await outcomeOf(engine, second.id);

    answer();
    await clock.advance(5_000);

    expect(meanwhile.status).toBe('RUNNING');
    expect(applied).toEqual(['move 1', 'revert 2']);
    expect((await outcomeOf(engine, second.id)).progress).toContain('"version":"42"');
  });

  it('does not touch what an attempt in between has finished', async () => {
    const { engine } = await bench.start(
      holding({
        observe: async (_input, context) => {
          if (context.operation.attempt > 2)
            throw new StageError({ code: 'busy', retry: true, what: saying('live is held.'), where: 'checkout' });
          return {};
        },
      }),
    );
    await engine.create(testRequest({ attempt: 1 }));
    await clock.advance(100);
    await engine.create(testRequest({ attempt: 2 }));
    await clock.advance(5_000);

    const third = await engine.create(testRequest({ attempt: 3 }));
    await clock.advance(100);
    await engine.cancel('stage-1', 3);
    await clock.advance(5_000);

    expect(applied).toEqual(['move 1', 'hold 1', 'move 2', 'hold 2']);
    expect(await outcomeOf(engine, third.id)).toMatchObject({
      status: 'CANCELED',
      failure: { what: 'The execution was cancelled before anything was changed.' },
    });
  });

  it('looks beyond an attempt that had begun nothing, and is told what may not have been answered', async () => {
    const states: { begun: string[]; unanswered: readonly string[] }[] = [];
    let isLost = true;
    const { engine } = await bench.start({
      ...holding(busyAfterFirst),
      apply: async (step, _input, context) => {
        applied.push(`${step.id} ${context.operation.attempt}`);
        if (step.id === 'move' && isLost)
          throw new StageError({ code: 'awsUnavailable', what: saying('AWS did not answer.'), where: 'checkout' });
        return done;
      },
      recover: (_input, { begun, unanswered }) => {
        states.push({ begun: begun.map(({ id }) => id), unanswered });
        return [];
      },
    });
    await engine.create(testRequest({ attempt: 1 }));
    await clock.advance(100);
    await engine.create(testRequest({ attempt: 2 }));
    await clock.advance(100);

    await engine.create(testRequest({ attempt: 3 }));
    await engine.cancel('stage-1', 3);
    isLost = false;
    await clock.advance(5_000);

    expect(states).toEqual([{ begun: ['move'], unanswered: ['move'] }]);
    expect(new Set(applied)).toEqual(new Set(['move 1']));
  });

  it('is told only what was begun, and of that only what may not have been answered', async () => {
    const states: { begun: string[]; unanswered: readonly string[] }[] = [];
    const { engine } = await bench.start({
      ...holding(busyAfterFirst),
      recover: (_input, { begun, unanswered }) => {
        states.push({ begun: begun.map(({ id }) => id), unanswered });
        return [revert];
      },
      plan: () => ({ steps: testSteps('move', 'hold', 'later') }),
    });
    await engine.create(testRequest({ attempt: 1 }));
    await clock.advance(100);

    await engine.create(testRequest({ attempt: 2 }));
    await engine.cancel('stage-1', 2);
    await clock.advance(5_000);

    expect(states).toEqual([{ begun: ['move', 'hold'], unanswered: ['hold'] }]);
  });

  it.each<[string, Partial<AnyStage>, object]>([
    ['of which the latest count', {}, { version: '2', first: 1, second: 2 }],
    [
      'as the stage puts them together',
      { mergeFacts: (earlier, later) => ({ merged: [earlier, later] }) },
      {
        merged: [
          { version: '1', first: 1 },
          { version: '2', second: 2 },
        ],
      },
    ],
  ])('is told what all attempts before it have begun, and the facts, %s', async (_title, more, expected) => {
    const states: { begun: string[]; facts: object }[] = [];
    const { engine } = await bench.start({
      ...holding(),
      observe: async (_input, context) => {
        if (context.operation.attempt > 2)
          throw new StageError({ code: 'busy', retry: true, what: saying('live is held.'), where: 'checkout' });
        return {};
      },
      plan: (_input, _observed, { attempt }) => ({ steps: testSteps(`move ${attempt}`, `hold ${attempt}`) }),
      apply: async (step, _input, { operation: { attempt } }) =>
        step.id.startsWith('move')
          ? { kind: 'done', facts: { version: `${attempt}`, ...(attempt === 1 ? { first: 1 } : { second: 2 }) } }
          : { kind: 'wait', afterMs: 60_000, progress: saying('Holding.') },
      recover: (_input, { begun, facts }) => {
        states.push({ begun: begun.map(({ id }) => id), facts });
        return [];
      },
      ...more,
    });
    for (const attempt of [1, 2, 3]) {
      await engine.create(testRequest({ attempt }));
      await clock.advance(2_000);
    }

    await engine.cancel('stage-1', 3);
    await clock.advance(5_000);

    expect(states).toEqual([{ begun: ['move 1', 'hold 1', 'move 2', 'hold 2'], facts: expected }]);
  });

  it('does not begin anew where it can not read what the attempt before it has done', async () => {
    const { engine, database } = await bench.start(holding(busyAfterFirst));
    await engine.create(testRequest({ attempt: 1 }));
    await clock.advance(100);
    const second = await engine.create(testRequest({ attempt: 2 }));
    await clock.advance(2_000);
    await database.updateTable('checkpoints').set({ step: '{"v":1' }).execute();

    await engine.cancel('stage-1', 2);
    await clock.advance(20_000);

    expect(applied).toEqual(['move 1', 'hold 1']);
    expect(await outcomeOf(engine, second.id)).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'journalNotUnderstood' },
    });
  });
});
