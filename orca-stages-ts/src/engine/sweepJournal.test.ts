import { openJournal, type JournalDatabase } from '../journal/openJournal';
import { writePins } from '../journal/queries/pins';
import { journalPins } from '../journal/journalPins';
import { pinsForgottenBefore, SWEPT_AT_A_TIME, sweepJournal } from './sweepJournal';
import { PRODUCTION_TIMING } from './timing';
import type { OperationRow } from '../journal/queries/loadOperation';
import {
  done,
  outcomeOf,
  startEngineBench,
  testRequest,
  testStage,
  testSteps,
  type EngineBench,
} from '../testing/engineBench';
import { operationRow } from '../testing/operationRow';

const DAY = 24 * 3_600_000;
const NOW = Date.UTC(2026, 0, 15, 12);
const scope = { executionId: 'execution-1', targetKey: 'local/us-east-1/checkout' };
let database: JournalDatabase;

const ended = (id: string, daysAgo: number): OperationRow =>
  operationRow(id, { status: 'SUCCEEDED', phase: 'ended', ended_at: NOW - daysAgo * DAY, outcome: '{}' });

async function put(operation: OperationRow): Promise<void> {
  await database.insertInto('operations').values(operation).execute();
  await database
    .insertInto('checkpoints')
    .values({
      operation_id: operation.id,
      ordinal: 0,
      step_id: 'one',
      step: '{}',
      recovery: 0,
      state: 'done',
      note: null,
      tries: 1,
      unsure: 0,
      begun_at: 1,
      ended_at: 2,
    })
    .execute();
}
const pin = (daysAgo: number): Promise<void> =>
  database
    .transaction()
    .execute((transaction) =>
      writePins(
        transaction,
        scope,
        [{ kind: 'candidate', value: { version: '7' }, mode: 'once' }],
        NOW - daysAgo * DAY,
      ),
    );
const sweep = (): Promise<boolean> => sweepJournal(database, PRODUCTION_TIMING, NOW);
const ids = async (): Promise<string[]> =>
  (await database.selectFrom('operations').select('id').orderBy('id').execute()).map(({ id }) => id);

describe('a sweep of the journal', () => {
  beforeEach(async () => {
    database = await openJournal(':memory:');
  });
  afterEach(async () => {
    await database.destroy();
  });

  it('removes operations that ended before the retention time, with their checkpoints, and nothing else', async () => {
    for (const operation of [
      ended('old', 15),
      ended('young', 13),
      operationRow('running', { created_at: NOW - 100 * DAY }),
    ])
      await put(operation);

    const more = await sweep();

    expect(more).toBe(false);
    expect(await ids()).toEqual(['running', 'young']);
    expect(
      (await database.selectFrom('checkpoints').select('operation_id').orderBy('operation_id').execute()).map(
        (found) => found.operation_id,
      ),
    ).toEqual(['running', 'young']);
  });

  it('takes a bounded number at a time, oldest first, and says that there is more', async () => {
    for (let index = 0; index <= SWEPT_AT_A_TIME; index++) await put(ended(`old-${index}`, 15 + index));

    const more = await sweep();

    expect(more).toBe(true);
    expect(await ids()).toEqual(['old-0']);
    expect(await sweep()).toBe(false);
    expect(await ids()).toEqual([]);
  });

  it.each([
    ['keeps a pin of the last 30 days', 29, '{"version":"7"}'],
    ['keeps the key of a pin that has expired', 31, null],
    ['keeps the key for another year', 394, null],
    ['forgets the key after that', 396, undefined],
  ])('%s', async (_title, daysAgo, value) => {
    await pin(daysAgo);

    await sweep();

    expect((await database.selectFrom('pins').select('value').executeTakeFirst())?.value).toBe(value);
  });
});

describe('what has been forgotten', () => {
  beforeEach(async () => {
    database = await openJournal(':memory:');
  });
  afterEach(async () => {
    await database.destroy();
  });

  /** Orca's execution IDs are ULIDs: the first ten characters encode the time. */
  const executionOf = (timeMs: number): string => {
    let text = '';
    for (let rest = timeMs; text.length < 10; rest = Math.floor(rest / 32))
      text = `${'0123456789ABCDEFGHJKMNPQRSTVWXYZ'[rest % 32]}${text}`;
    return `${text}FRZYQHT008CZY84M`;
  };

  it.each([
    ['of an execution that started before the oldest known pin fails', 396, 'pinExpired'],
    ['of a younger execution is one that never was', 394, undefined],
  ])('a pin %s', async (_title, daysAgo, code) => {
    const pins = journalPins(
      database,
      operationRow('late', { execution_id: executionOf(NOW - daysAgo * DAY) }),
      pinsForgottenBefore(PRODUCTION_TIMING, NOW),
    );

    const answer = await pins.version('candidate').catch((error: unknown) => error);

    expect(answer === undefined ? undefined : (answer as { code?: string }).code).toBe(code);
  });
});

describe('the engine', () => {
  let bench: EngineBench;
  beforeEach(() => {
    bench = startEngineBench();
  });
  afterEach(async () => {
    await bench.close();
  });

  it('sweeps batch after batch, and works meanwhile', async () => {
    const first = await bench.start(testStage(testSteps('one'), async () => done));
    database = first.database;
    for (let index = 0; index < 3 * SWEPT_AT_A_TIME; index++) await put({ ...ended(`old-${index}`, 15), due_at: NOW });
    await first.engine.stop();

    const { engine } = await bench.start(testStage(testSteps('one'), async () => done));
    const { id } = await engine.create(testRequest({ stageId: 'new' }));
    await bench.clock.advance(20);
    const early = await ids();
    await bench.clock.advance(1_000);

    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
    expect(early.length).toBeGreaterThan(SWEPT_AT_A_TIME);
    expect(await ids()).toEqual([id]);
  });
});
