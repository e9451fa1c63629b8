import { StageError } from 'stage-contract';
import type { Applied } from '../model/applied';
import type { StageStep } from '../model/step';
import { OrcaAway, type OrcaExecution, type OrcaRecords } from '../model/orcaPort';
import { done, outcomeOf, startEngineBench, testRequest, testStage, type EngineBench } from '../testing/engineBench';
import type { TestStep } from '../testing/engineBench';
import { saying } from '../testing/saying';

const RAISE: TestStep = { id: 'raise', sentence: 'Raise the candidate', mutates: true, beginsWhen: 'orcaIsPolling' };
const HOLD: TestStep = { id: 'hold', sentence: 'Hold', mutates: true };
const LOOK: TestStep = { id: 'look', sentence: 'Look', mutates: false };
const CHANGE: TestStep = { id: 'change', sentence: 'Change the code', mutates: true };
const MINUTE = 60_000;

let bench: EngineBench;
let applied: string[];
/** What Orca's record says; undefined if Orca does not respond. */
let status: string | undefined;
let looks: number;
/** How old the answers were allowed to be. */
let maxAges: number[];

beforeEach(() => {
  bench = startEngineBench();
  applied = [];
  status = 'RUNNING';
  looks = 0;
  maxAges = [];
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

const orca: OrcaRecords = {
  async execution(id, maxAgeMs): Promise<OrcaExecution> {
    looks += 1;
    maxAges.push(maxAgeMs);
    if (status === undefined) throw new OrcaAway('no answer', 'orca');
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
  isAway: () => false,
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

  it('takes a recent answer during a hold, but asks anew before it raises the candidate', async () => {
    await begin(MINUTE, { orca });
    await bench.clock.advance(59_000);
    const inHold = [...maxAges];

    await bench.clock.advance(2_000);

    expect(inHold.length).toBeGreaterThan(0);
    expect(new Set(inHold)).toEqual(new Set([2_000]));
    expect(maxAges.at(-1)).toBe(0);
    expect(applied).toEqual(['hold', 'raise']);
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

  it.each(['PAUSED', undefined])(
    'looks once a minute while a raise waits because Orca says %s, and goes back when it finds something',
    async (says) => {
      let found: 'nothing' | 'no answer' | 'fault' = 'nothing',
        lookedBefore = 0;
      const look = async ({ id: before }: StageStep): Promise<void> => {
        if (before !== 'raise') return;
        lookedBefore += 1;
        if (found === 'nothing') return;
        const code = found === 'fault' ? 'alarmInAlarm' : 'awsUnavailable';
        throw new StageError({ code, what: saying('Found.'), where: 'checkout:live' });
      };
      const { engine } = await bench.start({ ...holding(MINUTE), lookBefore: look }, { orca });
      const { id } = await engine.create(testRequest());
      await bench.clock.advance(59_000);
      status = says;
      await bench.clock.advance(5 * MINUTE);
      const quietly = lookedBefore;
      found = 'no answer';
      await bench.clock.advance(2 * MINUTE);
      const unanswered = await outcomeOf(engine, id);
      found = 'fault';
      await bench.clock.advance(MINUTE + 1_000);

      expect(quietly).toBeGreaterThanOrEqual(4);
      expect(quietly).toBeLessThanOrEqual(6);
      expect(unanswered.status).toBe('RUNNING');
      expect(await outcomeOf(engine, id)).toMatchObject({ status: 'TERMINAL', failure: { code: 'alarmInAlarm' } });
      expect(applied).toEqual(['hold', 'revert']);
    },
  );

  it('starts other changes while Orca is away', async () => {
    const { engine } = await bench.start(
      testStage([HOLD, CHANGE], async ({ id }, { nowMs, firstBegunAtMs }) =>
        id === 'hold' && nowMs - firstBegunAtMs < MINUTE
          ? { kind: 'wait', afterMs: 5_000, progress: saying('Holding.') }
          : done,
      ),
      { orca },
    );
    const { id } = await engine.create(testRequest());
    status = undefined;

    await bench.clock.advance(2 * MINUTE);

    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
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
  const wait: Applied<object> = { kind: 'wait', afterMs: 5_000, progress: saying('Waiting.') };
  /** Looks at something for a while, then changes something that takes a while to settle. */
  const changing = (lookMs: number, settleMs: number) =>
    testStage([LOOK, CHANGE], async ({ id }, { nowMs, firstBegunAtMs, again }) => {
      applied.push(again ? `${id} again` : id);
      return nowMs - firstBegunAtMs < (id === 'look' ? lookMs : settleMs) ? wait : done;
    });
  const starts = (): string[] => applied.filter((id, index) => applied.indexOf(id) === index);

  it.each([
    ['raises the candidate', RAISE],
    ['changes something else', CHANGE],
  ])('a step that %s starts only when Orca has polled', async (_title, step) => {
    const { engine } = await bench.start(
      testStage([LOOK, step], async ({ id }, { nowMs, firstBegunAtMs }) => {
        if (id === 'look' && nowMs - firstBegunAtMs < MINUTE) return wait;
        applied.push(id);
        return done;
      }),
    );
    const { id } = await engine.create(testRequest());
    await bench.clock.advance(80_000);
    const before = [...applied];

    const { status, progressTold } = await outcomeOf(engine, id);
    await bench.clock.advance(2_000);

    expect([status, progressTold?.code, before]).toEqual(['RUNNING', 'waitingForOrca', ['look']]);
    expect(applied).toEqual(['look', step.id]);
  });

  it('a change that was being made is followed to its end, whoever polls', async () => {
    const { engine } = await bench.start(changing(0, 2 * MINUTE));
    const { id } = await engine.create(testRequest());

    await bench.clock.advance(130_000);

    expect(applied.length).toBeGreaterThan(20);
    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
  });

  it('after a restart, what changes nothing continues, and a change starts only when Orca has polled since', async () => {
    const { engine: first } = await bench.start(changing(30_000, 0));
    const { id } = await first.create(testRequest());
    await bench.clock.advance(9_000);
    await first.poll(id);
    await bench.clock.advance(500);
    await first.stop();
    applied.splice(0);
    const { engine } = await bench.start(changing(30_000, 0));
    await bench.clock.advance(MINUTE);
    const before = starts();

    await engine.poll(id);
    await bench.clock.advance(2_000);

    expect(before).toEqual(['look']);
    expect(starts()).toEqual(['look', 'change']);
    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
  });

  it('after a restart, a change whose call was made before it is not touched again until Orca has polled', async () => {
    const { engine: first } = await bench.start(changing(0, MINUTE));
    const { id } = await first.create(testRequest());
    await bench.clock.advance(9_000);
    await first.poll(id);
    await bench.clock.advance(500);
    await first.stop();
    applied.splice(0);
    const { engine } = await bench.start(changing(0, MINUTE));
    await bench.clock.advance(80_000);
    const before = [...applied];

    await engine.poll(id);
    await bench.clock.advance(2_000);

    expect(before).toEqual([]);
    expect(applied).toEqual(['change again']);
    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
  });
});
