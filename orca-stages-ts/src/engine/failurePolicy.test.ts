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
import { saying } from '../testing/saying';

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
});
