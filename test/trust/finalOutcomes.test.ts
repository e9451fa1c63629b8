import { finalOutcomes, orcaRecords } from '../../orca-stages-ts/src/orca';
import { outcomesToTell } from '../../orca-stages-ts/src/journal/queries/outcomesToTell';
import type { JournalDatabase } from '../../orca-stages-ts/src/journal/openJournal';
import { OrcaAway, type OrcaExecution } from '../../orca-stages-ts/src/model/orcaPort';
import {
  startEngineBench,
  testRequest,
  testStage,
  testSteps,
  type EngineBench,
} from '../../orca-stages-ts/src/testing/engineBench';
import { keptLog } from '../../orca-stages-ts/src/testing/keptLog';
import { testSealer } from '../../orca-stages-ts/src/testing/testSealer';
import { saying } from '../../orca-stages-ts/src/testing/saying';
import { JOURNAL_KINDS, useJournals } from '../../orca-stages-ts/src/testing/testJournals';

const SECOND = 1_000,
  MINUTE = 60 * SECOND,
  HOUR = 60 * MINUTE;

/** Holds for an hour, and reverts when it is stopped. */
const holding = testStage(
  testSteps('hold'),
  async ({ id }) => (id === 'hold' ? { kind: 'wait', afterMs: HOUR, progress: saying('Holding.') } : { kind: 'done' }),
  () => testSteps('revert'),
);

/** What Orca's record of the execution says; undefined if it has forgotten the execution. */
let execution: Pick<OrcaExecution, 'status' | 'canceled'> | undefined;
let startTime: number;
/** The response to Orca's last poll. */
let polled: object | undefined;
let looks: number;
/** What was written into the stage's context. */
let told: unknown[];
let acceptsOutcomes: boolean;
let isAway: boolean;

beforeEach(() => {
  execution = { status: 'RUNNING', canceled: false };
  startTime = 1;
  polled = undefined;
  looks = 0;
  told = [];
  acceptsOutcomes = true;
  isAway = false;
});

const orca = {
  async execution(id: string): Promise<OrcaExecution | undefined> {
    looks += 1;
    if (isAway) throw new OrcaAway('no response', 'orca');
    if (execution === undefined) return undefined;
    const context = { webhook: { monitor: { body: polled } } };
    const stage = { id: 'stage-1', type: 'x', status: 'RUNNING', startTime, context, taskStatuses: ['RUNNING'] };
    return { id, allowedAccounts: [], stages: [stage], ...execution };
  },
  async updateStage(_executionId: string, _stageId: string, context: object): Promise<void> {
    if (!acceptsOutcomes) throw new OrcaAway('PATCH returned 400', 'request');
    told.push(context);
  },
};

let bench: EngineBench;
let replicas: { close(): Promise<void> }[];

const begin = (journal?: string): void => {
  bench = startEngineBench(journal);
  replicas = [];
};
afterEach(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
  await bench.close();
});

/** An engine and what tells Orca, as one process has them. */
const startReplica = async (stage = holding) => {
  const log = keptLog(),
    records = orcaRecords(orca, bench.clock, log);
  let look = (): void => undefined;
  const { engine, database } = await bench.start(stage, { orca: records, onEnded: () => look() });
  const finals = finalOutcomes({
    orca,
    records,
    outcomes: outcomesToTell(database, testSealer()),
    clock: bench.clock,
    log,
  });
  look = () => finals.look();
  finals.look();
  const replica = {
    engine,
    database,
    log,
    close: async (): Promise<void> => {
      await engine.stop();
      await finals.close();
    },
  };
  replicas.push(replica);
  return replica;
};
/** Starts the stage and cancels it in its hold; its execution goes on. */
const cancelled = async () => {
  const replica = await startReplica();
  const { id } = await replica.engine.create(testRequest());
  await bench.clock.advance(SECOND);
  await replica.engine.cancel('stage-1', 1);
  await bench.clock.advance(SECOND);
  return { ...replica, id };
};
const isOwed = async (database: JournalDatabase): Promise<boolean> => {
  const rows = await database.selectFrom('operations').select('tell_orca_at').execute();
  return rows.some((row) => row.tell_orca_at !== null);
};
const toldOutcome = (id: string, status: string) => ({
  lambdaStages: { outcome: expect.objectContaining({ id, status }) },
});

describe.each(JOURNAL_KINDS)('the outcome of a cancelled operation, in %s', (kind) => {
  const journals = useJournals(kind);
  beforeEach(async () => {
    begin(await journals.next());
  });

  it('is told once when the execution is over, and not before', async () => {
    const { id, database } = await cancelled();
    await bench.clock.advance(30 * SECOND);
    const before = [...told];

    execution = { status: 'CANCELED', canceled: true };
    await bench.clock.advance(30 * SECOND);

    expect(before).toEqual([]);
    expect(told).toEqual([toldOutcome(id, 'CANCELED')]);
    expect(await isOwed(database)).toBe(false);
  });

  it('is told by the process that comes after the one that knew it', async () => {
    const first = await cancelled();
    await first.close();
    const second = await startReplica();
    await bench.clock.advance(10 * SECOND);
    const before = [...told];

    execution = { status: 'CANCELED', canceled: true };
    await bench.clock.advance(30 * SECOND);

    expect(before).toEqual([]);
    expect(told).toEqual([toldOutcome(first.id, 'CANCELED')]);
    expect(await isOwed(second.database)).toBe(false);
  });

  it('is told by one of two replicas', async () => {
    await startReplica();
    const { id } = await cancelled();

    execution = { status: 'CANCELED', canceled: true };
    await bench.clock.advance(30 * SECOND);

    expect(told).toEqual([toldOutcome(id, 'CANCELED')]);
  });
});

describe('the outcome of a cancelled operation', () => {
  beforeEach(() => {
    begin();
  });

  it('is told hours later if the execution waits that long, without asking Orca all the time', async () => {
    const { id, engine } = await cancelled();
    await engine.stop();
    looks = 0;
    await bench.clock.advance(2 * HOUR);
    const looked = looks;

    execution = { status: 'SUCCEEDED', canceled: false };
    await bench.clock.advance(11 * MINUTE);

    expect(looked).toBeLessThan(80);
    expect(told).toEqual([toldOutcome(id, 'CANCELED')]);
  });

  it.each<[string, () => void]>([
    ['Orca has forgotten the execution', () => (execution = undefined)],
    ['another run has replaced the stage', () => (startTime = 2)],
  ])('is told to nobody if %s', async (_title, change) => {
    const { database } = await cancelled();

    change();
    await bench.clock.advance(MINUTE);

    expect(told).toEqual([]);
    expect(await isOwed(database)).toBe(false);
  });

  it('is told as soon as Orca takes it; that it does not is said once', async () => {
    const { id, engine, log } = await cancelled();
    await engine.stop();
    execution = { status: 'CANCELED', canceled: true };
    acceptsOutcomes = false;
    await bench.clock.advance(10 * MINUTE);
    const warnings = log.lines.filter(({ level }) => level === 'warn').map(({ fields }) => fields);

    acceptsOutcomes = true;
    await bench.clock.advance(5 * MINUTE);

    expect(warnings).toEqual([expect.objectContaining({ operation: id, givesUp: false })]);
    expect(told).toEqual([toldOutcome(id, 'CANCELED')]);
  });

  it('is kept by the sidecar alone if Orca has rejected it for an hour', async () => {
    const { database, engine, log } = await cancelled();
    await engine.stop();
    execution = { status: 'CANCELED', canceled: true };
    acceptsOutcomes = false;

    await bench.clock.advance(90 * MINUTE);

    const warnings = log.lines.filter(({ level }) => level === 'warn').map(({ fields }) => fields);
    expect(warnings).toMatchObject([{ givesUp: false }, { givesUp: true }]);
    expect(await isOwed(database)).toBe(false);
  });

  it('is not given up on because Orca rejected it before it went away for hours', async () => {
    const { id, engine } = await cancelled();
    await engine.stop();
    execution = { status: 'CANCELED', canceled: true };
    acceptsOutcomes = false;
    await bench.clock.advance(10 * SECOND);
    isAway = true;
    await bench.clock.advance(2 * HOUR);

    isAway = false;
    await bench.clock.advance(11 * MINUTE);
    acceptsOutcomes = true;
    await bench.clock.advance(11 * MINUTE);

    expect(told).toEqual([toldOutcome(id, 'CANCELED')]);
  });

  it('is not kept for Orca if its address is not configured', async () => {
    const { engine, database } = await bench.start(holding);
    await engine.create(testRequest());
    await bench.clock.advance(SECOND);

    await engine.cancel('stage-1', 1);
    await bench.clock.advance(SECOND);

    expect(await isOwed(database)).toBe(false);
  });
});

describe('the outcome of an operation that succeeds', () => {
  const succeeding = testStage(testSteps('change'), async () => ({ kind: 'done' }));
  /** Lets the stage succeed; Orca polls it if it still does. */
  const succeeded = async (polls: boolean) => {
    const replica = await startReplica(succeeding);
    const { id } = await replica.engine.create(testRequest());
    await bench.clock.advance(SECOND);
    if (polls) polled = { ...(await replica.engine.poll(id)), statusUrl: `http://sidecar/v1/operations/${id}` };
    return { ...replica, id };
  };
  beforeEach(() => {
    begin();
  });

  it('is told if Orca has given up on the stage before it could poll that', async () => {
    const { id, database } = await succeeded(false);
    await bench.clock.advance(MINUTE);
    const before = [...told];

    execution = { status: 'TERMINAL', canceled: false };
    await bench.clock.advance(MINUTE);

    expect(before).toEqual([]);
    expect(told).toEqual([toldOutcome(id, 'SUCCEEDED')]);
    expect(await isOwed(database)).toBe(false);
  });

  it('is not told if Orca has polled it', async () => {
    const { database } = await succeeded(true);
    await bench.clock.advance(MINUTE);
    const owed = await isOwed(database);

    execution = { status: 'SUCCEEDED', canceled: false };
    await bench.clock.advance(MINUTE);

    expect([owed, told, looks]).toEqual([false, [], 1]);
  });
});
