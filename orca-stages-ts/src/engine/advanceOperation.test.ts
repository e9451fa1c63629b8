import { StageError, type EvidenceReport, type InvocationReport } from 'stage-contract';
import type { Applied } from '../model/applied';
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
import type { Engine } from './createEngine';
import type { ManualClock } from '../testing/manualClock';
import { saying } from '../testing/saying';

const MINUTE = 60_000;

let bench: EngineBench;
let clock: ManualClock;

beforeEach(() => {
  bench = startEngineBench();
  clock = bench.clock;
});
afterEach(async () => {
  await bench.close();
});

const waiting = (afterMs = MINUTE): Applied<object> => ({ kind: 'wait', afterMs, progress: saying('Waiting.') });
const step = (id: string, more: Partial<TestStep> = {}): TestStep => ({
  id,
  sentence: `Do ${id}`,
  mutates: true,
  ...more,
});
/** Lets time pass while Orca polls an operation. */
async function polled(engine: Engine, id: string, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 10_000) {
    await engine.poll(id);
    await clock.advance(10_000);
  }
}
const details = { what: saying('AWS refused it.'), where: 'checkout' };

describe('the lock of a function', () => {
  /** Each execution waits a minute in its first step; `applied` says which steps of which were applied. */
  const stage = (steps: TestStep[], applied: string[]): AnyStage =>
    testStage(steps, async ({ id }, { operation, tries }) => {
      if (tries === 1) applied.push(`${operation.executionId} ${id}`);
      return id === steps[0]?.id && tries === 1 ? waiting() : done;
    });

  it('keeps a second operation waiting, which says for what, until the first has ended', async () => {
    const applied: string[] = [];
    const { engine } = await bench.start(stage([step('move')], applied));
    await engine.create(testRequest({ executionId: 'a', stageId: 'a' }));
    await clock.advance(1_000);
    const second = await engine.create(testRequest({ executionId: 'b', stageId: 'b' }));
    await clock.advance(10_000);
    const meanwhile = await outcomeOf(engine, second.id);

    await polled(engine, second.id, 2 * MINUTE);

    expect(meanwhile).toMatchObject({
      status: 'RUNNING',
      progress: 'Waiting for another operation on checkout · local / us-east-1.',
    });
    expect(applied).toEqual(['a move', 'b move']);
    expect((await outcomeOf(engine, second.id)).status).toBe('SUCCEEDED');
  });

  it('is not held during a step that needs none, and is taken again after it', async () => {
    const applied: string[] = [];
    const { engine } = await bench.start(stage([step('hold', { withoutLock: true }), step('move')], applied));
    const first = await engine.create(testRequest({ executionId: 'a', stageId: 'a' }));
    await clock.advance(1_000);

    const second = await engine.create(testRequest({ executionId: 'b', stageId: 'b' }));
    await clock.advance(10_000);
    const meanwhile = [...applied];
    await polled(engine, first.id, MINUTE);
    await polled(engine, second.id, MINUTE);

    expect(meanwhile).toEqual(['a hold', 'b hold']);
    expect(applied).toEqual(['a hold', 'b hold', 'a move', 'b move']);
  });

  it('is not needed by a stage that locks nothing', async () => {
    const applied: string[] = [];
    const { engine } = await bench.start({ ...stage([step('call')], applied), locksTarget: false });
    await engine.create(testRequest({ executionId: 'a', stageId: 'a' }));
    await engine.create(testRequest({ executionId: 'b', stageId: 'b' }));

    await clock.advance(1_000);

    expect(applied).toEqual(['a call', 'b call']);
  });
});

describe('a step that begins only while Orca is polling', () => {
  const raising = (mutates = true): AnyStage =>
    testStage([step('wait'), step('raise', { beginsWhen: 'orcaIsPolling', mutates })], async ({ id }, { tries }) =>
      id === 'wait' && tries === 1 ? waiting(2 * MINUTE) : done,
    );

  it('waits for a poll, and says so', async () => {
    const { engine } = await bench.start(raising());
    const { id } = await engine.create(testRequest());

    await clock.advance(3 * MINUTE);
    const meanwhile = await outcomeOf(engine, id);
    await clock.advance(2_000);

    expect(meanwhile).toMatchObject({
      status: 'RUNNING',
      progress: 'Waiting for Orca to poll again before anything else is changed.',
      steps: [{ state: 'done' }, { state: 'todo' }],
    });
    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
  });

  it('does not wait in a failure policy, as nobody may be asking any more', async () => {
    const { engine } = await bench.start(
      testStage(
        testSteps('hold'),
        async ({ id }) => (id === 'hold' ? waiting(60 * MINUTE) : done),
        () => [step('revert', { beginsWhen: 'orcaIsPolling' })],
      ),
    );
    const { id } = await engine.create(testRequest());

    await clock.advance(11 * MINUTE);

    expect(await outcomeOf(engine, id)).toMatchObject({ status: 'TERMINAL', failure: { code: 'abandoned' } });
  });
});

describe('news for an operation', () => {
  it('is noticed at once although a step has just begun to wait', async () => {
    const { engine } = await bench.start(
      testStage(testSteps('settle'), async () => {
        await engine.cancel('stage-1', 1);
        return waiting(60 * MINUTE);
      }),
    );
    const { id } = await engine.create(testRequest());

    await clock.advance(1_000);

    expect((await outcomeOf(engine, id)).status).toBe('CANCELED');
  });
});

describe('what fails', () => {
  const failing = (error: unknown, steps = testSteps('move')): AnyStage =>
    testStage(steps, () => Promise.reject(error as Error));

  it('is reported with the calls that it made and what it measured', async () => {
    const invocations: InvocationReport[] = [{ index: 1, ok: false, assertions: [] }];
    const evidence: EvidenceReport[] = [
      { source: 'healthCheck', measured: 'Health check on v42', figures: {}, verdict: 'failed', at: 'now' },
    ];
    const { engine } = await bench.start(
      failing(new StageError({ ...details, code: 'healthCheckFailed', invocations, evidence })),
    );
    const { id } = await engine.create(testRequest());

    await clock.advance(1_000);

    expect(await outcomeOf(engine, id)).toMatchObject({ status: 'TERMINAL', invocations, evidence });
  });

  it('reports no calls where it made none', async () => {
    const { engine } = await bench.start(failing(new StageError({ ...details, code: 'awsRefused' })));
    const { id } = await engine.create(testRequest());

    await clock.advance(1_000);

    const outcome = await outcomeOf(engine, id);
    expect(outcome).not.toHaveProperty('invocations');
    expect(outcome).not.toHaveProperty('evidence');
  });

  it.each<[string, unknown, object]>([
    [
      'an error that nobody foresaw, with where it comes from',
      new Error('No such thing.'),
      {
        level: 'error',
        fields: expect.objectContaining({
          step: 'move',
          code: 'internal',
          tries: 1,
          reason: expect.stringContaining('No such thing.'),
          stack: expect.stringContaining('advanceOperation.test'),
        }),
      },
    ],
    [
      'what AWS refuses, with its code and request',
      new StageError({ ...details, code: 'awsRefused', awsCode: 'Nope', awsRequestId: 'r-1' }),
      {
        level: 'warn',
        fields: expect.objectContaining({ code: 'awsRefused', awsCode: 'Nope', awsRequestId: 'r-1', step: 'move' }),
      },
    ],
    [
      'what is tried again, quietly',
      new StageError({ ...details, code: 'throttled' }),
      { level: 'debug', fields: expect.objectContaining({ code: 'throttled', tries: 1 }) },
    ],
  ])('is logged: %s', async (_title, error, line) => {
    const { engine, log } = await bench.start(failing(error));
    const { id } = await engine.create(testRequest());

    await clock.advance(100);

    expect(log.lines).toContainEqual(expect.objectContaining(line));
    expect(
      log.lines
        .filter(({ fields }) => 'tries' in fields)
        .every((one) => 'operation' in one.fields && one.fields.operation === id),
    ).toBe(true);
  });

  it('while it observes is tried again, counted and said', async () => {
    let looks = 0;
    const { engine } = await bench.start({
      ...testStage(testSteps('move'), async () => done),
      observe: async () => {
        looks += 1;
        if (looks < 3) throw new StageError({ ...details, code: 'throttled' });
        return {};
      },
    });
    const { id } = await engine.create(testRequest());

    await clock.advance(300);
    const { progress } = await outcomeOf(engine, id);
    await clock.advance(1_000);

    expect(progress).toBe('AWS refused it. Retrying (attempt 2).');
    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
  });

  it('in a failure policy does not keep the rest of it from being done, and says what is still to be done', async () => {
    const applied: string[] = [];
    const { engine } = await bench.start(
      testStage(
        testSteps('breaks'),
        async ({ id }) => {
          applied.push(id);
          if (id !== 'tidy') throw new StageError({ ...details, code: 'awsRefused' });
          return { kind: 'done', state: 'reverted', note: saying('All tidy.') };
        },
        () => [step('revert'), step('tidy')],
      ),
    );
    const { id } = await engine.create(testRequest());

    await clock.advance(1_000);

    const outcome = await outcomeOf(engine, id);
    expect(applied).toEqual(['breaks', 'revert', 'tidy']);
    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      progress: expect.stringMatching(/^Not fully restored: .*Remaining step: Do revert\. All tidy\.$/),
      steps: [
        { id: 'breaks', state: 'failed' },
        { id: 'revert', state: 'failed', noteTold: { code: 'stillToBeDone' } },
        { id: 'tidy', state: 'reverted' },
      ],
    });
    expect(outcome.steps[1]?.startedAt).toBeDefined();
    expect(outcome.steps[1]?.endedAt).toBeDefined();
  });
});
