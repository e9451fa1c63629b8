import { inspect } from 'node:util';
import type { Plan } from '../model/plan';
import type { AnyStage } from '../model/stage';
import type { StageStep } from '../model/step';
import {
  done,
  outcomeOf,
  startEngineBench,
  testRequest,
  testStage,
  testSteps,
  type EngineBench,
} from '../testing/engineBench';
import { saying } from '../testing/saying';

let bench: EngineBench;
let applied: string[];

beforeEach(() => {
  bench = startEngineBench();
  applied = [];
});
afterEach(async () => {
  await bench.close();
});

/** A stage with this plan, which records the steps that it applies. */
const planning = (plan: Plan<StageStep>, more: Partial<AnyStage> = {}): AnyStage => ({
  ...testStage([], async (step, { operation }) => {
    applied.push(`${step.id} of ${operation.executionId}`);
    return done;
  }),
  plan: () => plan,
  ...more,
});

describe('a plan that no release could carry out', () => {
  it.each<[string, Plan<StageStep>, RegExp]>([
    ['has two steps with one ID', { steps: testSteps('move', 'move') }, /two steps with the id move/],
    [
      'has a step that could not be read back',
      { steps: [{ id: 'move', sentence: 'Move', mutates: 'yes' as unknown as boolean }] },
      /step move of a plan does not fit its schema: .*mutates/s,
    ],
    [
      'arms a follow-up that its stage does not declare',
      {
        steps: testSteps('move'),
        followUp: { kind: 'revertTimer' } as unknown as NonNullable<Plan<StageStep>['followUp']>,
      },
      /Aws\.LambdaUpdateCodeStage plans a follow-up, but does not declare any/,
    ],
  ])('%s: nothing is applied, and the log says why', async (_what, plan, why) => {
    const { engine, log } = await bench.start(planning(plan));
    const { id } = await engine.create(testRequest());
    await bench.clock.advance(600_000);

    expect(applied).toEqual([]);
    expect((await outcomeOf(engine, id)).steps).toEqual([]);
    expect(inspect(log.lines, { depth: 5 })).toMatch(why);
  });
});

describe('a plan', () => {
  it('is what the stage says it does before its first step has ended', async () => {
    let end = (): void => undefined;
    const inStep = new Promise<void>((resolve) => {
      end = resolve;
    });
    const { engine } = await bench.start(
      planning(
        { steps: testSteps('move', 'hold') },
        {
          apply: async () => {
            await inStep;
            return done;
          },
        },
      ),
    );
    const { id } = await engine.create(testRequest());
    await bench.clock.advance(100);
    const { progress } = await outcomeOf(engine, id);
    end();

    expect(progress).toContain('Do move');
  });

  it('without steps keeps what the stage said before, and succeeds', async () => {
    const { engine } = await bench.start(planning({ steps: [] }));
    const { id } = await engine.create(testRequest());
    await bench.clock.advance(100);

    expect(await outcomeOf(engine, id)).toMatchObject({ status: 'SUCCEEDED', steps: [] });
  });

  it('that makes another execution give way ends it as superseded, without reverting', async () => {
    let planned: Plan<StageStep> = { steps: testSteps('hold') };
    const stage = planning(planned, {
      locksTarget: false,
      plan: () => planned,
      apply: async (_step, _input, { operation }) =>
        operation.executionId === 'execution-1'
          ? { kind: 'wait', afterMs: 60_000, progress: saying('Holding.') }
          : done,
    });
    const { engine } = await bench.start(stage);
    const first = await engine.create(testRequest({ executionId: 'execution-1' }));
    await bench.clock.advance(100);
    planned = { steps: [], preempts: { operationId: first.id, reason: 'which rolls back' } };

    const second = await engine.create(testRequest({ executionId: 'execution-2', stageId: 'stage-2' }));
    await bench.clock.advance(100);

    expect(await outcomeOf(engine, second.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await outcomeOf(engine, first.id)).toMatchObject({
      status: 'CANCELED',
      failure: { code: 'superseded' },
      progress: expect.stringContaining('another execution (Update), which rolls back'),
    });
  });
});
