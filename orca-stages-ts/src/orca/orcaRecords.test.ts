import { aheadBy } from '../model/clock';
import { OrcaAway, type OrcaExecution, type OrcaPort, type OrcaRecords } from '../model/orcaPort';
import { done, outcomeOf, startEngineBench, testRequest, testStage } from '../testing/engineBench';
import { keptLog } from '../testing/keptLog';
import { manualClock, type ManualClock } from '../testing/manualClock';
import { saying } from '../testing/saying';
import { orcaRecords } from './orcaRecords';

/** Orca's record of each execution: its stages `stage-…` are running. */
const running = (id: string, stageIds: readonly string[] = []): OrcaExecution => ({
  id,
  status: 'RUNNING',
  canceled: false,
  allowedAccounts: [],
  stages: stageIds.map((stageId) => ({
    id: stageId,
    type: 'x',
    status: 'RUNNING',
    startTime: 1,
    context: {},
    taskStatuses: ['RUNNING'],
  })),
});

let clock: ManualClock;
let log: ReturnType<typeof keptLog>;
/** Executions that Orca was asked for, in order. */
let asked: string[];
/** What Orca answers; by default, with the record. */
let answer: (id: string) => Promise<OrcaExecution | undefined>;
let records: OrcaRecords;

const port: Pick<OrcaPort, 'execution'> = {
  execution(id) {
    asked.push(id);
    return answer(id);
  },
};
const away = () => Promise.reject(new OrcaAway('connection refused', 'orca'));
const told = () => log.lines.map(({ level, message }) => `${level}: ${message}`);
/** Asks, and says whether there was an answer. */
const look = (id: string, maxAgeMs = 0): Promise<'answered' | 'away'> =>
  records.execution(id, maxAgeMs).then(
    () => 'answered',
    (error: unknown) => {
      if (error instanceof OrcaAway) return 'away';
      throw error;
    },
  );

beforeEach(() => {
  clock = manualClock();
  log = keptLog();
  asked = [];
  answer = async (id) => running(id);
  records = orcaRecords(port, clock, log);
});

describe('looks at an execution', () => {
  it('are shared while one is in flight', async () => {
    const found = await Promise.all([records.execution('E1', 0), records.execution('E1', 0), look('E2')]);

    expect(asked).toEqual(['E1', 'E2']);
    expect(found[1]).toBe(found[0]);
  });

  it('use an answer again that is recent enough', async () => {
    await look('E1');
    await clock.advance(1_999);
    await look('E1', 2_000);
    const before = [...asked];

    await clock.advance(1);
    await look('E1', 2_000);

    expect([before, asked]).toEqual([['E1'], ['E1', 'E1']]);
  });

  it('ask again if only a new answer will do', async () => {
    await look('E1', 2_000);
    await look('E1', 0);

    expect(asked).toEqual(['E1', 'E1']);
  });

  it('remember that Orca has no such execution', async () => {
    answer = async () => undefined;

    await look('E1');

    expect(await records.execution('E1', 2_000)).toBeUndefined();
    expect(asked).toEqual(['E1']);
  });
});

describe('when the time is set back by an hour', () => {
  let setByMs: number;
  beforeEach(() => {
    setByMs = 0;
    records = orcaRecords(
      port,
      aheadBy(clock, () => setByMs),
      log,
    );
  });

  it.each([0, 2_000])('an answer from before is not used again, however old it may be (%d ms)', async (maxAgeMs) => {
    await look('E1');

    setByMs = -3_600_000;
    await look('E1', maxAgeMs);

    expect(asked).toEqual(['E1', 'E1']);
  });

  it('Orca is asked again as soon as before', async () => {
    answer = away;
    await look('E1');
    answer = async (id) => running(id);

    setByMs = -3_600_000;
    await clock.advance(1_000);

    expect([records.isAway(), await look('E1')]).toEqual([false, 'answered']);
  });
});

describe('while Orca does not respond', () => {
  it('the log does not repeat itself if some requests are answered', async () => {
    const settle: (() => void)[] = [];
    answer = (id) =>
      new Promise((resolve, reject) => {
        settle.push(() => (settle.length % 2 === 0 ? resolve(running(id)) : reject(new OrcaAway('refused', 'orca'))));
      });
    const looks = Array.from({ length: 10 }, (_, index) => look(`E${index}`));

    for (let next = settle.shift(); next !== undefined; next = settle.shift()) next();
    await Promise.all(looks);

    expect(told()).toEqual(['warn: Orca does not respond; the sidecar keeps asking']);
  });

  it('asks after growing waits, whoever wants to know, and the log has one line at each end', async () => {
    const askedAt: number[] = [],
      from = clock.now();
    answer = away;
    for (let second = 0; second < 60; second += 0.5) {
      const before = asked.length;
      await Promise.all(['E1', 'E2', 'E3'].map((id) => look(id)));
      // All three are in flight together before it is known that Orca is away.
      if (asked.length > before) askedAt.push((clock.now() - from) / 1000);
      await clock.advance(500);
    }
    const isAway = records.isAway();
    answer = async (id) => running(id);
    await clock.advance(10_000);
    const found = await look('E1');

    expect(askedAt).toEqual([0, 1, 3, 7, 15, 25, 35, 45, 55]);
    expect(asked).toHaveLength(3 + 8 + 1);
    expect([isAway, found, records.isAway()]).toEqual([true, 'answered', false]);
    expect(told()).toEqual(['warn: Orca does not respond; the sidecar keeps asking', 'info: Orca responds again']);
    expect(log.lines[1]?.fields).toEqual({ awaySeconds: 70 });
  });

  it('one request at a time finds out whether it is back', async () => {
    answer = away;
    await look('E1');
    await clock.advance(1_000);
    let respond = (): void => undefined;
    answer = (id) =>
      new Promise((resolve) => {
        respond = () => resolve(running(id));
      });

    const first = look('E1');
    const others = await Promise.all([look('E2'), look('E3')]);
    respond();

    expect([await first, others]).toEqual(['answered', ['away', 'away']]);
    expect(asked).toEqual(['E1', 'E1']);
  });

  it('an answer that was already recent is not lost', async () => {
    await look('E1');
    answer = away;
    await look('E2');

    expect(await look('E1', 2_000)).toBe('answered');
  });
});

describe('a record that cannot be read', () => {
  const broken = () => Promise.reject(new OrcaAway('GET returned 500', 'request'));

  it('keeps no other from being read, and is asked for after growing waits', async () => {
    answer = async (id) => (id === 'broken' ? broken() : running(id));
    for (let second = 0; second < 20; second++) {
      await Promise.all([look('broken'), look('E1')]);
      await clock.advance(1_000);
    }
    answer = async (id) => running(id);
    await clock.advance(10_000);
    await look('broken');

    expect(asked.filter((id) => id === 'broken')).toHaveLength(6);
    expect(asked.filter((id) => id === 'E1')).toHaveLength(20);
    expect(records.isAway()).toBe(false);
    expect(told()).toEqual([
      "warn: Orca's record of an execution cannot be read; the sidecar keeps asking",
      "info: Orca's record of an execution can be read again",
    ]);
    expect(log.lines[0]?.fields).toMatchObject({ execution: 'broken', reason: expect.stringContaining('500') });
  });

  it('shows that Orca as a whole responds', async () => {
    answer = away;
    await look('E1');
    await clock.advance(1_000);
    answer = broken;
    await look('E1');

    answer = async (id) => running(id);

    expect([records.isAway(), await look('E2')]).toEqual([false, 'answered']);
  });

  it('that fails for another reason is passed on, and asked for again', async () => {
    answer = () => Promise.reject(new Error('a bug'));
    await expect(records.execution('E1', 0)).rejects.toThrow('a bug');
    answer = async (id) => running(id);

    expect(await look('E1')).toBe('answered');
    expect(log.lines).toEqual([]);
  });
});

describe('many rollouts in a hold that Orca has stopped polling', () => {
  const ROLLOUTS = 12,
    MINUTE = 60_000;
  const stageIds = Array.from({ length: ROLLOUTS }, (_, index) => `stage-${index}`);
  const holding = testStage(
    [{ id: 'hold', sentence: 'Hold', mutates: true }],
    async (_step, { nowMs, firstBegunAtMs }) =>
      nowMs - firstBegunAtMs < 4 * MINUTE ? { kind: 'wait', afterMs: 4 * MINUTE, progress: saying('Holding.') } : done,
  );

  it('ask a few times each minute together while it is away, and it is said once', async () => {
    const bench = startEngineBench();
    const orca = orcaRecords(port, bench.clock, log);
    answer = async (id) => running(id, stageIds);
    const { engine } = await bench.start(holding, { orca });
    const ids = await Promise.all(
      stageIds.map(
        async (stageId, index) =>
          (await engine.create(testRequest({ stageId, executionId: stageId, functionName: `function-${index}` }))).id,
      ),
    );
    await bench.clock.advance(2_000);

    answer = away;
    asked = [];
    await bench.clock.advance(3 * MINUTE);
    const whileAway = asked.length,
      lines = told();
    answer = async (id) => running(id, stageIds);
    asked = [];
    await bench.clock.advance(30_000);
    const onReturn = asked.length;
    await bench.clock.advance(MINUTE);
    const statuses = await Promise.all(ids.map(async (id) => (await outcomeOf(engine, id)).status));
    await bench.close();

    // All of them at first, then one every 10 s, which also wakes the others.
    expect(whileAway).toBeLessThan(ROLLOUTS + 3 * 6 + 5);
    expect(lines).toEqual(['warn: Orca does not respond; the sidecar keeps asking']);
    expect(onReturn).toBeLessThanOrEqual(2 * ROLLOUTS + 2);
    expect(told()).toHaveLength(2);
    expect(new Set(statuses)).toEqual(new Set(['SUCCEEDED']));
  });
});
