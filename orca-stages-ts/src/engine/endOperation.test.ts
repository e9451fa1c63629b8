import { StageError } from 'stage-contract';
import type { Applied } from '../model/applied';
import type { OrcaExecution, OrcaRecords } from '../model/orcaPort';
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
import { saying } from '../testing/saying';
import type { EngineContext } from './engineContext';

let bench: EngineBench;

beforeEach(() => {
  bench = startEngineBench();
});
afterEach(async () => {
  await bench.close();
});

const restore: TestStep[] = [
  { id: 'restore:live', sentence: 'Restore live', mutates: true },
  { id: 'restore:blue', sentence: 'Restore blue', mutates: true },
];
/** AWS refuses a step for good. */
const cannot = (what: string): StageError =>
  new StageError({ code: 'accessDenied', retry: false, what: saying(what), where: 'checkout' });
const refused = cannot('AWS denied the move.');
type Ends = Record<string, Applied<object> | Error>;

/** Orca's records, in which every execution is running. */
const orca: OrcaRecords = {
  execution: async () => ({ status: 'RUNNING', canceled: false, stages: [] }) as unknown as OrcaExecution,
  isAway: () => false,
};

/** Moves, raises and promotes; its steps end as given, and `policy` is what it does about a failure. */
async function run(ends: Ends, policy: TestStep[] = [], more: Partial<EngineContext> = {}) {
  const stage = testStage(
    testSteps('move', 'raise', 'promote'),
    async (step) => {
      const end = ends[step.id] ?? done;
      if (end instanceof Error) throw end;
      return end;
    },
    () => policy,
  );
  const started = await bench.start(stage, more);
  const { id } = await started.engine.create(testRequest());
  await bench.clock.advance(100);
  return { ...started, id };
}

describe('the outcome of an operation that failed', () => {
  it('says what failed if nothing was restored, and shows what was never reached as skipped, without times', async () => {
    const { engine, id, database, log } = await run({ raise: refused });

    const outcome = await outcomeOf(engine, id);
    const rows = await database.selectFrom('checkpoints').select(['step_id', 'state']).orderBy('ordinal').execute();

    expect(outcome).toMatchObject({ status: 'TERMINAL', progress: 'Failed: AWS denied the move.' });
    expect(outcome.steps.map(({ id: step, state }) => `${step} ${state}`)).toEqual([
      'move done',
      'raise failed',
      'promote skipped',
    ]);
    expect(outcome.steps[2]).not.toHaveProperty('startedAt');
    expect(outcome.steps[2]).not.toHaveProperty('endedAt');
    expect(rows.map(({ step_id, state }) => `${step_id} ${state}`)).toEqual([
      'move done',
      'raise failed',
      'promote skipped',
    ]);
    expect(outcome.failure).not.toHaveProperty('restored');
    expect(outcome.outputs?.['failureMessage']).toBe(`${outcome.failure?.what} ${outcome.failure?.next}`);
    expect(log.lines).toContainEqual({
      level: 'info',
      message: 'operation ended',
      fields: {
        operation: id,
        execution: 'execution-1',
        stage: 'Aws.LambdaUpdateCodeStage',
        target: expect.stringContaining('checkout'),
        status: 'TERMINAL',
        code: 'accessDenied',
      },
    });
  });

  it.each<[string, Ends, RegExp, RegExp]>([
    [
      'everything was restored',
      {
        'restore:live': { kind: 'done', state: 'reverted', note: saying('live is back.') },
        'restore:blue': { kind: 'done', state: 'same', note: saying('blue was untouched.') },
      },
      /^Reverted: live is back\. blue was untouched\.$/,
      /^live is back\. blue was untouched\.$/,
    ],
    [
      'a part could not be restored',
      {
        'restore:live': { kind: 'done', state: 'reverted', note: saying('live is back.') },
        'restore:blue': cannot('blue is not.'),
      },
      /^Not fully restored: live is back\. blue is not\. .*Restore blue\.$/,
      /^live is back\. blue is not\. .*Restore blue\.$/,
    ],
    [
      'nothing could be restored',
      {
        'restore:live': cannot('live is not.'),
        'restore:blue': { kind: 'done', state: 'skipped' },
      },
      /^Not restored: live is not\. .*Restore live\.$/,
      /^live is not\. .*Restore live\.$/,
    ],
    [
      'there was nothing to restore',
      { 'restore:live': { kind: 'done', state: 'same', note: saying('live was untouched.') }, 'restore:blue': done },
      /^Failed: AWS denied the move\. live was untouched\.$/,
      /^live was untouched\.$/,
    ],
  ])('says if %s', async (_what, ends, progress, restored) => {
    const { engine, id } = await run({ raise: refused, ...ends }, restore);

    expect(await outcomeOf(engine, id)).toMatchObject({
      status: 'TERMINAL',
      progress: expect.stringMatching(progress),
      failure: { code: 'accessDenied', restored: expect.stringMatching(restored) },
    });
  });
});

describe('the outcome of an operation that was cancelled', () => {
  it('shows the step that it was in as skipped, with its times, and nothing as running', async () => {
    const { engine, id } = await run({
      raise: { kind: 'wait', afterMs: 60_000, progress: saying('Holding.') },
    });
    await engine.cancel('stage-1', 1);
    await bench.clock.advance(5_000);

    const outcome = await outcomeOf(engine, id);

    expect(outcome).toMatchObject({ status: 'CANCELED', progress: expect.stringMatching(/^Cancelled: /) });
    expect(outcome.steps.map(({ state }) => state)).toEqual(['done', 'skipped', 'skipped']);
    expect(outcome.steps[1]).toMatchObject({ startedAt: expect.any(String), endedAt: expect.any(String) });
  });
});

describe('an operation that a newer attempt stops', () => {
  it('leaves nothing open, neither in its outcome nor in the journal', async () => {
    const { engine, id, database } = await run({
      raise: { kind: 'wait', afterMs: 60_000, progress: saying('Holding.') },
    });
    await engine.create(testRequest({ attempt: 2 }));
    await bench.clock.advance(1_000);

    const outcome = await outcomeOf(engine, id);
    const rows = await database
      .selectFrom('checkpoints')
      .select(['step_id', 'state'])
      .where('operation_id', '=', id)
      .orderBy('ordinal')
      .execute();

    expect(outcome.failure?.code).toBe('superseded');
    expect(outcome.steps.map(({ state, endedAt }) => [state, endedAt !== undefined])).toEqual([
      ['done', true],
      ['skipped', true],
      ['skipped', false],
    ]);
    expect(rows.map(({ state }) => state)).toEqual(['done', 'skipped', 'skipped']);
  });
});

describe('whether Orca has seen the outcome', () => {
  const endedAndOwed = async (started: Awaited<ReturnType<typeof run>>) => {
    const { ended_at, tell_orca_at } = await started.database
      .selectFrom('operations')
      .select(['ended_at', 'tell_orca_at'])
      .where('id', '=', started.id)
      .executeTakeFirstOrThrow();
    return tell_orca_at === null ? null : tell_orca_at - (ended_at ?? NaN);
  };

  it.each([
    ['cannot be found out without its address', {}, undefined, null],
    ['is checked once it has had time to poll', {}, orca, 40_000],
    ['is checked then if the stage failed by itself, too', { raise: refused }, orca, 40_000],
  ])('%s', async (_what, ends, records, owedAfterMs) => {
    expect(await endedAndOwed(await run(ends, [], records === undefined ? {} : { orca: records }))).toBe(owedAfterMs);
  });

  it('is checked at once after a cancel, because then it has stopped polling', async () => {
    const started = await run({ raise: { kind: 'wait', afterMs: 60_000, progress: saying('Holding.') } }, [], { orca });
    await started.engine.cancel('stage-1', 1);
    await bench.clock.advance(5_000);

    expect(await endedAndOwed(started)).toBe(0);
  });
});

it('leaves no lock behind if the process dies right after the end', async () => {
  let dies = (): void => undefined;
  const died = new Promise<void>((resolve) => {
    dies = resolve;
  });

  const { database, engine } = await run({}, [], {
    onCheckpoint(point) {
      if (point !== 'ended') return undefined;
      dies();
      return new Promise<void>(() => undefined);
    },
  });
  await died;
  bench.abandon(engine);

  expect(await database.selectFrom('locks').selectAll().execute()).toEqual([]);
});
