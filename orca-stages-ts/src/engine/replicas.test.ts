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
import { useJournals } from '../testing/testJournals';
import { PRODUCTION_TIMING } from './timing';
import { saying } from '../testing/saying';

describe('two engines over one journal', () => {
  const journals = useJournals('PostgreSQL');
  let bench: EngineBench;
  let clock: ManualClock;

  beforeEach(async () => {
    bench = startEngineBench(await journals.next());
    clock = bench.clock;
  });
  afterEach(async () => {
    await bench.close();
  });

  it.each(['beforeIntent', 'afterIntent', 'afterCall'] as const)(
    'keep what the second has done when the first stalls at %s and continues later',
    async (point) => {
      let goOn: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const applied: string[] = [];
      const stageOf = (name: string) =>
        testStage(testSteps('one', 'two'), async (step) => {
          applied.push(`${name} ${step.id}`);
          return { ...done, note: saying(`by the ${name}`) };
        });
      const still = bench.newClock();
      const first = await bench.start(stageOf('first'), {
        clock: still,
        onCheckpoint: (at, step) => (at === point && step === 'one' ? gate : undefined),
      });
      const { id } = await first.engine.create(testRequest());
      await still.advance(100);

      const second = await bench.start(stageOf('second'));
      await clock.advance(PRODUCTION_TIMING.leaseMs + 6_000);
      const before = await outcomeOf(second.engine, id);
      goOn();
      await still.advance(100);

      expect(before).toMatchObject({
        status: 'SUCCEEDED',
        steps: [{ note: 'by the second' }, { note: 'by the second' }],
      });
      expect(await outcomeOf(second.engine, id)).toEqual(before);
      expect(first.log.lines).toContainEqual(
        expect.objectContaining({ message: 'operation taken over by another replica' }),
      );
      expect(applied.filter((step) => step.endsWith('two'))).toEqual(['second two']);
      expect(await second.database.selectFrom('locks').selectAll().execute()).toEqual([]);
    },
  );

  it('share the work without doing any of it twice', async () => {
    const applied: string[] = [];
    const stage = testStage(testSteps('one', 'two', 'three'), async (step, context) => {
      applied.push(`${context.operation.stageId} ${step.id}`);
      return done;
    });
    const [first, second] = [await bench.start(stage), await bench.start(stage)];

    const created = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 === 0 ? first : second).engine.create(
          testRequest({ stageId: `stage-${index}`, functionName: `function-${index % 8}` }),
        ),
      ),
    );
    await clock.advance(60_000);

    const outcomes = await Promise.all(
      created.map(({ id }, index) => outcomeOf((index % 2 === 0 ? second : first).engine, id)),
    );
    expect(outcomes.filter((outcome) => outcome.status !== 'SUCCEEDED')).toEqual([]);
    expect(applied).toHaveLength(120);
    expect(new Set(applied).size).toBe(120);
  });

  it('notice within one check a cancel that was sent to the other one, which is about to stop', async () => {
    const first = await bench.start(
      testStage(testSteps('hold'), async () => ({ kind: 'wait', afterMs: 600_000, progress: saying('Holding.') })),
    );
    const { id } = await first.engine.create(testRequest());
    await clock.advance(100);
    const second = await bench.start(testStage(testSteps('hold'), async () => done));
    await second.engine.stop();

    await second.engine.cancel('stage-1', 1);
    await clock.advance(5_000);

    expect((await outcomeOf(first.engine, id)).status).toBe('CANCELED');
  });

  it("are quick enough that one takes over within 10 s of the other's death", () => {
    expect(PRODUCTION_TIMING.leaseMs + PRODUCTION_TIMING.lookAgainMs).toBeLessThanOrEqual(10_000);
  });
});
