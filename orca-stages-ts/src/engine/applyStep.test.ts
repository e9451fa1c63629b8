import { StageError } from 'stage-contract';
import type { Applied } from '../model/applied';
import { AwsStageError } from '../model/awsStageError';
import type { AnyStage } from '../model/stage';
import type { ApplyContext } from '../model/stageContext';
import type { StageStep } from '../model/step';
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

const MINUTE = 60_000;
const routing = { mainVersion: '42' };

let bench: EngineBench;
let clock: ManualClock;

beforeEach(() => {
  bench = startEngineBench();
  clock = bench.clock;
});
afterEach(async () => {
  await bench.close();
});

const refused = (): Promise<never> =>
  Promise.reject(new StageError({ code: 'awsRefused', what: saying('AWS refused it.'), where: 'checkout' }));

/** Points of an operation's life, as `point step`. */
async function pointsOf(stage: AnyStage): Promise<string[]> {
  const points: string[] = [];
  const { engine } = await bench.start(stage, {
    onCheckpoint: (point, stepId) => {
      points.push(`${point} ${stepId}`);
    },
  });
  await engine.create(testRequest());
  await clock.advance(1_000);
  return points;
}

describe('the points at which a process may die', () => {
  it('are before and after the intent of a step, after its call, and after its result', async () => {
    expect(await pointsOf(testStage(testSteps('move'), async () => done))).toEqual([
      'beforePlan plan',
      'afterObserve plan',
      'beforeIntent move',
      'afterIntent move',
      'afterCall move',
      'afterResult move',
      'ended end',
    ]);
  });

  it('have no intent for a step that changes nothing', async () => {
    const look: TestStep = { id: 'look', sentence: 'Look', mutates: false };

    expect(await pointsOf(testStage([look], async () => done))).toEqual([
      'beforePlan plan',
      'afterObserve plan',
      'beforeIntent look',
      'afterCall look',
      'afterResult look',
      'ended end',
    ]);
  });

  it('are the same for a call that fails', async () => {
    expect(await pointsOf(testStage(testSteps('move'), refused))).toEqual([
      'beforePlan plan',
      'afterObserve plan',
      'beforeIntent move',
      'afterIntent move',
      'afterCall move',
      'afterResult move',
      'ended end',
    ]);
  });
});

describe('what is written with the intent of a step', () => {
  const recording = (apply: () => Promise<Applied<object>>, recovery: TestStep[] = []): AnyStage => ({
    ...testStage([], apply, () => recovery),
    plan: () => ({
      steps: testSteps('look', 'move').map((step): StageStep => ({
        ...step,
        mutates: step.id === 'move',
        ...(step.id === 'move'
          ? { intends: [{ kind: 'intendedRouting', aliasName: 'live', value: { routing }, mode: 'replace' }] }
          : {}),
      })),
    }),
    undo: {
      recordOf: ({ id, mutates }) =>
        mutates ? { resource: 'thing:door', before: `before ${id}`, left: [id] } : undefined,
      salvage: async () => undefined,
      describe: () => ({ doing: saying('Undo'), intends: [] }),
      undo: async () => done,
    },
  });

  it('is there before it acts: what it is about to leave, and how to undo it', async () => {
    let seen: unknown;
    const { engine, database } = await bench.start(
      recording(async () => {
        seen = {
          pins: await database.selectFrom('pins').select(['kind', 'execution_id', 'target_key', 'value']).execute(),
          records: await database
            .selectFrom('undo_records')
            .select(['operation_id', 'ordinal', 'before', 'left'])
            .execute(),
        };
        return done;
      }),
    );

    const { id } = await engine.create(testRequest());
    await clock.advance(1_000);

    expect(seen).toEqual({
      pins: [
        {
          kind: 'intendedRouting',
          execution_id: 'execution-1',
          target_key: 'local/us-east-1/checkout',
          value: JSON.stringify({ routing }),
        },
      ],
      records: [{ operation_id: id, ordinal: 1, before: 'before move', left: '["move"]' }],
    });
  });

  it('is written again with what the step has learned before it acted, along with pins and warnings', async () => {
    const found = { mainVersion: '3' };
    const warning = saying('Somebody has moved live.');
    const stage = recording(async () => done);
    const { engine, database } = await bench.start({
      ...stage,
      apply: async (step, _input, { facts }) =>
        step.id === 'look' || 'found' in facts
          ? done
          : {
              ...{ kind: 'wait', afterMs: 0, progress: warning, facts: { found: '3' } },
              report: { warnings: [warning] },
              pins: [{ kind: 'firstRouting', aliasName: 'live', value: { routing: found }, mode: 'replace' }],
            },
      undo: {
        ...stage.undo,
        recordOf: ({ id, mutates }: StageStep, { facts }: { facts: object }) =>
          mutates
            ? { resource: 'thing:door', before: `before ${id}: ${JSON.stringify(facts)}`, left: [id] }
            : undefined,
      } as NonNullable<AnyStage['undo']>,
    });

    const { id } = await engine.create(testRequest());
    await clock.advance(1_000);

    const records = await database.selectFrom('undo_records').select(['ordinal', 'before']).execute();
    const pins = await database.selectFrom('pins').select('value').where('kind', '=', 'firstRouting').execute();
    expect(records).toEqual([{ ordinal: 1, before: 'before move: {"found":"3"}' }]);
    expect(pins).toEqual([{ value: JSON.stringify({ routing: found }) }]);
    expect((await outcomeOf(engine, id)).warnings).toEqual([warning.words]);
  });

  it('is no undo record for the steps of the failure policy, which bring something back themselves', async () => {
    const applied: string[] = [];
    const { engine, database } = await bench.start(
      recording(async () => {
        applied.push('a step');
        return applied.length === 2 ? refused() : done;
      }, testSteps('revert')),
    );

    await engine.create(testRequest());
    await clock.advance(1_000);

    expect(applied).toHaveLength(3);
    expect(await database.selectFrom('undo_records').select('ordinal').execute()).toEqual([{ ordinal: 1 }]);
  });
});

describe('a step that is applied again', () => {
  type Seen = Pick<ApplyContext<object>, 'tries' | 'again' | 'facts' | 'firstBegunAtMs'>;
  let seen: Seen[];
  let isMutating: boolean;

  beforeEach(() => {
    seen = [];
    isMutating = true;
  });

  /** Answers one after another; the last one stays. */
  async function run(...answers: (() => Promise<Applied<object>>)[]): Promise<string> {
    const step: TestStep = { id: 'move', sentence: 'Move', mutates: isMutating };
    const stage = testStage([step], async (_step, { tries, again, facts, firstBegunAtMs }) => {
      seen.push({ tries, again, facts, firstBegunAtMs });
      const answer = answers[Math.min(seen.length, answers.length) - 1];
      return answer === undefined ? done : answer();
    });
    const { engine } = await bench.start(stage);
    const { id } = await engine.create(testRequest());
    await clock.advance(MINUTE);
    return (await outcomeOf(engine, id)).status;
  }
  const wait =
    (facts?: object): (() => Promise<Applied<object>>) =>
    async () => ({
      kind: 'wait',
      afterMs: 1_000,
      progress: saying('Waiting.'),
      ...(facts === undefined ? {} : { facts }),
    });
  const fails =
    (error: StageError): (() => Promise<Applied<object>>) =>
    () =>
      Promise.reject(error);
  const details = { what: saying('AWS did not.'), where: 'checkout' };
  const throttled = fails(new StageError({ ...details, code: 'throttled' }));
  const iam = fails(new AwsStageError({ ...details, code: 'accessDenied' }, { iamMayFollow: true }));
  const lost = fails(new StageError({ ...details, code: 'awsUnavailable' }));

  it('knows how often it was, what it has learnt, and when it was first begun', async () => {
    expect(await run(wait({ version: '1' }), wait(), wait({ hash: 'x' }), async () => done)).toBe('SUCCEEDED');

    expect(seen.map(({ tries, facts }) => [tries, facts])).toEqual([
      [1, {}],
      [2, { version: '1' }],
      [3, { version: '1' }],
      [4, { version: '1', hash: 'x' }],
    ]);
    expect(new Set(seen.map(({ firstBegunAtMs }) => firstBegunAtMs)).size).toBe(1);
  });

  it.each<[string, () => Promise<Applied<object>>, boolean]>([
    ['AWS has throttled it', throttled, false],
    ['IAM does not know its permission yet', iam, false],
    ['AWS has not answered', lost, true],
    ['it waits until AWS is done with it', wait(), true],
  ])('may have acted, or not, where %s', async (_title, answer, again) => {
    await run(answer, async () => done);

    expect(seen.map((one) => one.again)).toEqual([false, again]);
  });

  it('may still have acted after a throttle, where it may have before', async () => {
    await run(lost, throttled, async () => done);

    expect(seen.map(({ again }) => again)).toEqual([false, true, true]);
  });

  it('has never acted where it changes nothing', async () => {
    isMutating = false;
    await run(lost, wait(), async () => done);

    expect(seen.map(({ again }) => again)).toEqual([false, false, false]);
  });
});

describe('what the outcome says of steps', () => {
  it('is when the first of them began, whenever others begin', async () => {
    const { engine } = await bench.start(
      testStage(testSteps('one', 'two'), async (step, { tries }) =>
        tries < 3 ? { kind: 'wait', afterMs: MINUTE, progress: saying(`Waiting for ${step.id}.`) } : done,
      ),
    );
    const begunAt = new Date(clock.now()).toISOString();
    const { id } = await engine.create(testRequest());
    const starts: (string | undefined)[] = [];

    for (let minute = 0; minute < 5; minute++) {
      await clock.advance(MINUTE);
      await engine.poll(id);
      starts.push((await outcomeOf(engine, id)).startedAt);
    }

    const { status, steps } = await outcomeOf(engine, id);
    expect(new Set(starts)).toEqual(new Set([begunAt]));
    expect([status, ...steps.map(({ attempts }) => attempts)]).toEqual(['SUCCEEDED', 3, 3]);
    expect(steps.map(({ startedAt, endedAt }) => Date.parse(endedAt ?? '') - Date.parse(startedAt ?? ''))).toEqual([
      2 * MINUTE,
      2 * MINUTE,
    ]);
  });

  it('is what a step waits for', async () => {
    const { engine } = await bench.start(
      testStage(testSteps('one'), async () => ({ kind: 'wait', afterMs: MINUTE, progress: saying('Waiting.') })),
    );
    const { id } = await engine.create(testRequest());
    await clock.advance(1_000);

    expect(await outcomeOf(engine, id)).toMatchObject({ progress: 'Waiting.', steps: [{ state: 'running' }] });
  });

  it('counts no looks of a hold as tries', async () => {
    const hold: TestStep = { id: 'hold', sentence: 'Hold', mutates: false, holdSeconds: 300, lookEverySeconds: 60 };
    const tries: number[] = [];
    const { engine } = await bench.start(
      testStage([hold], async (_step, context) => {
        tries.push(context.tries);
        return context.look?.isLast === true ? done : { kind: 'continue' };
      }),
    );
    const { id } = await engine.create(testRequest());
    await clock.advance(310_000);

    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
    expect(tries).toEqual([1, 1, 1, 1, 1]);
  });

  it('is that a look of a hold which fails at once was one attempt, and how many it was after retries', async () => {
    const hold: TestStep = { id: 'hold', sentence: 'Hold', mutates: false, holdSeconds: 300, lookEverySeconds: 60 };
    const attemptsOf = async (throttles: number, stageId: string): Promise<(number | undefined)[]> => {
      let looks = 0;
      const { engine } = await bench.start(
        testStage([hold], async (): Promise<Applied<object>> => {
          looks += 1;
          if (looks < 3) return { kind: 'continue' };
          if (looks < 3 + throttles)
            throw new StageError({ code: 'throttled', what: saying('AWS throttled it.'), where: 'checkout' });
          return refused();
        }),
      );
      const { id } = await engine.create(testRequest({ stageId }));
      await clock.advance(310_000);
      const { failure, steps } = await outcomeOf(engine, id);
      await engine.stop();
      return [failure?.attempts, steps[0]?.attempts];
    };

    expect(await attemptsOf(0, 'stage-1')).toEqual([undefined, undefined]);
    expect(await attemptsOf(2, 'stage-2')).toEqual([3, 3]);
  });
});
