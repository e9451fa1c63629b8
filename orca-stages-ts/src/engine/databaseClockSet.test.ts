import { OrcaAway, type OrcaExecution, type OrcaRecords } from '../model/orcaPort';
import { aheadBy, type Clock } from '../model/clock';
import { done, outcomeOf, startEngineBench, testRequest, testStage, type EngineBench } from '../testing/engineBench';
import type { TestStep } from '../testing/engineBench';
import { saying } from '../testing/saying';
import { useJournals } from '../testing/testJournals';
import { PRODUCTION_TIMING } from './timing';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const HOLD: TestStep = { id: 'hold', sentence: 'Hold', mutates: true };
const CHANGE: TestStep = { id: 'change', sentence: 'Change the code', mutates: true };

let bench: EngineBench;
let applied: string[];
/** What Orca's record says about the stage. */
let status: string;
/** By how much the clock of PostgreSQL's machine has been set, which is the engine's time. */
let setByMs: number;

const orca: OrcaRecords = {
  async execution(id): Promise<OrcaExecution> {
    if (status === 'away') throw new OrcaAway('no response', 'orca');
    const stage = { id: 'stage-1', type: 'x', status, startTime: 1, context: {}, taskStatuses: [status] };
    return { id, status: 'RUNNING', canceled: false, allowedAccounts: [], stages: [stage] };
  },
  isAway: () => status === 'away',
};
const databaseClock = (): Clock => aheadBy(bench.clock, () => setByMs);
const holding = (forMs: number) =>
  testStage(
    [HOLD],
    async ({ id }, { nowMs, firstBegunAtMs }) => {
      if (id === 'hold' && nowMs - firstBegunAtMs < forMs)
        return { kind: 'wait', afterMs: 10 * MINUTE, progress: saying('Holding.') };
      applied.push(id);
      return done;
    },
    () => [{ id: 'revert', sentence: 'Revert', mutates: true }],
  );

/** Lets time pass while Orca polls. */
async function polled(engine: { poll(id: string): Promise<unknown> }, id: string, forMs: number): Promise<void> {
  for (let passedMs = 0; passedMs < forMs; passedMs += 15 * SECOND) {
    await bench.clock.advance(15 * SECOND);
    await engine.poll(id);
  }
}

describe("if the clock of PostgreSQL's machine is set,", () => {
  const journals = useJournals('PostgreSQL');

  beforeEach(async () => {
    bench = startEngineBench(await journals.next());
    applied = [];
    status = 'RUNNING';
    setByMs = 0;
  });
  afterEach(() => bench.close());

  it('back by hours, a stage that Orca has given up on is still noticed', async () => {
    const { engine } = await bench.start(holding(HOUR), { orca, clock: databaseClock() });
    const { id } = await engine.create(testRequest());
    await polled(engine, id, MINUTE);

    setByMs = -5 * HOUR;
    status = 'CANCELED';
    await bench.clock.advance(MINUTE);

    expect((await outcomeOf(engine, id)).failure?.code).toBe('abandoned');
    expect(applied).toEqual(['revert']);
  });

  it("back by hours, stages still start without Orca's address", async () => {
    const stage = testStage([CHANGE], async ({ id }) => {
      applied.push(id);
      return done;
    });
    const { engine } = await bench.start(stage, { clock: databaseClock() });
    await bench.clock.advance(MINUTE);

    setByMs = -5 * HOUR;
    await bench.clock.advance(10 * SECOND);
    const { id } = await engine.create(testRequest());
    await polled(engine, id, MINUTE);

    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
    expect(applied).toEqual(['change']);
  });

  it('back by hours, the work of a dead process is still taken over', async () => {
    const gate = new Promise<never>(() => undefined);
    const dying = bench.newClock();
    const dead = await bench.start(
      testStage([CHANGE], () => gate),
      { clock: dying },
    );
    bench.abandon(dead.engine);
    const { id } = await dead.engine.create(testRequest());
    await dying.advance(SECOND);
    const { engine } = await bench.start(
      testStage([CHANGE], async ({ id: stepId }) => {
        applied.push(stepId);
        return done;
      }),
      { clock: databaseClock() },
    );
    await bench.clock.advance(SECOND);

    setByMs = -5 * HOUR;
    await polled(engine, id, MINUTE + 2 * PRODUCTION_TIMING.leaseMs);

    expect(applied).toEqual(['change']);
  });

  it("ahead by minutes, a stage that Orca polls is not abandoned, without Orca's address", async () => {
    const { engine } = await bench.start(holding(20 * MINUTE), { clock: databaseClock() });
    const { id } = await engine.create(testRequest());
    await polled(engine, id, MINUTE);

    setByMs = 15 * MINUTE;
    await polled(engine, id, 20 * MINUTE);

    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
    expect(applied).toEqual(['hold']);
  });
});
