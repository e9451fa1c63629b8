import { OrcaAway, type OrcaExecution, type OrcaPort } from '../model/orcaPort';
import { done, outcomeOf, startEngineBench, testRequest, testStage, type EngineBench } from '../testing/engineBench';
import type { TestStep } from '../testing/engineBench';
import { saying } from '../testing/saying';

const RAISE: TestStep = { id: 'raise', sentence: 'Raise the candidate', mutates: true, beginsWhen: 'orcaIsPolling' };
const HOLD: TestStep = { id: 'hold', sentence: 'Hold', mutates: true };
const MINUTE = 60_000;

let bench: EngineBench;
let applied: string[];
/** What Orca's record says; undefined if Orca does not respond. */
let status: string | undefined;
let looks: number;

beforeEach(() => {
  bench = startEngineBench();
  applied = [];
  status = 'RUNNING';
  looks = 0;
});
afterEach(() => bench.close());

/** Holds for a while, then raises; what was begun is reverted. */
const holding = (holdMs: number) =>
  testStage(
    [HOLD, RAISE],
    async (step, { nowMs, firstBegunAtMs }) => {
      if (step.id === 'hold' && nowMs - firstBegunAtMs < holdMs)
        return { kind: 'wait', afterMs: 5_000, progress: saying('Holding.') };
      applied.push(step.id);
      return done;
    },
    () => [{ id: 'revert', sentence: 'Revert', mutates: true }],
  );

const orca: OrcaPort = {
  async execution(id): Promise<OrcaExecution> {
    looks += 1;
    if (status === undefined) throw new OrcaAway('no answer');
    return {
      id,
      status: status === 'PAUSED' ? 'PAUSED' : 'RUNNING',
      canceled: false,
      allowedAccounts: [],
      stages: [
        {
          id: 'stage-1',
          type: 'x',
          status,
          startTime: 1,
          context: {},
          taskStatuses: status === 'RUNNING' ? ['RUNNING'] : [],
        },
      ],
    };
  },
  updateStage: async () => undefined,
};

const begin = async (holdMs: number, more: object) => {
  const { engine } = await bench.start(holding(holdMs), more);
  const { id } = await engine.create(testRequest());
  return { engine, id };
};

describe("with Orca's record", () => {
  it('continues without polls while the record shows the stage running', async () => {
    const { engine, id } = await begin(10 * MINUTE, { orca });

    await bench.clock.advance(11 * MINUTE);

    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
    expect(applied).toEqual(['hold', 'raise']);
    expect(looks).toBeGreaterThan(30);
  });

  it.each(['CANCELED', 'TERMINAL', 'SUCCEEDED'])(
    'reverts within 20 s when the record shows the stage %s',
    async (ended) => {
      const { engine, id } = await begin(10 * MINUTE, { orca });
      await bench.clock.advance(MINUTE);
      await engine.poll(id);
      await bench.clock.advance(1_000);

      status = ended;
      await bench.clock.advance(19_000);

      expect(await outcomeOf(engine, id)).toMatchObject({ status: 'TERMINAL', failure: { code: 'abandoned' } });
      expect(applied).toEqual(['revert']);
    },
  );

  it('raises nothing while the pipeline is paused, for as long as it takes', async () => {
    const { engine, id } = await begin(MINUTE, { orca });
    status = 'PAUSED';
    await bench.clock.advance(30 * MINUTE);
    const paused = await outcomeOf(engine, id);

    status = 'RUNNING';
    await bench.clock.advance(6_000);

    expect([paused.status, paused.progressTold?.code]).toEqual(['RUNNING', 'pipelinePaused']);
    expect(applied).toEqual(['hold', 'raise']);
  });

  it('raises nothing while Orca is away, and reverts when that takes too long', async () => {
    const { engine, id } = await begin(MINUTE, { orca });
    status = undefined;
    await bench.clock.advance(9 * MINUTE);
    const { progressTold } = await outcomeOf(engine, id);
    const before = [...applied];

    await bench.clock.advance(12 * MINUTE);

    expect([progressTold?.code, before]).toEqual(['orcaAway', ['hold']]);
    expect(applied).toEqual(['hold', 'revert']);
    expect((await outcomeOf(engine, id)).failure?.code).toBe('abandoned');
  });
});

describe("without Orca's record", () => {
  it('raises after a restart only when Orca has polled since', async () => {
    const { engine: first, id } = await begin(10_000, {});
    await bench.clock.advance(9_000);
    await first.poll(id);
    await bench.clock.advance(500);
    await first.stop();
    const { engine } = await bench.start(holding(10_000));
    await bench.clock.advance(5_000);
    const before = [...applied];

    await engine.poll(id);
    await bench.clock.advance(2_000);

    expect(before).toEqual(['hold']);
    expect(applied).toEqual(['hold', 'raise']);
  });
});
