import { keptLog } from '../testing/keptLog';
import { manualClock, type ManualClock } from '../testing/manualClock';
import { openJournal, type JournalDatabase } from '../journal/openJournal';
import { watchQueries } from '../testing/watchQueries';
import type { EngineContext } from './engineContext';
import { Heartbeats } from './heartbeats';
import { PRODUCTION_TIMING } from './timing';
import { operationRow } from '../testing/operationRow';

let clock: ManualClock;
let journal: JournalDatabase;
let heartbeats: Heartbeats;
let writes: number;

beforeEach(async () => {
  clock = manualClock();
  journal = await openJournal(':memory:');
  writes = 0;
  const watched = watchQueries(journal, () => {
    writes += 1;
  });
  const context = {
    clock,
    database: watched.database,
    timing: PRODUCTION_TIMING,
    log: keptLog(),
  } as unknown as EngineContext;
  heartbeats = new Heartbeats(context);
  for (const id of ['a', 'b', 'c'])
    await journal
      .insertInto('operations')
      .values(operationRow(id, { last_poll_at: clock.now() }))
      .execute();
});

afterEach(async () => {
  await heartbeats.close();
  await journal.destroy();
});

const rows = () => journal.selectFrom('operations').select(['id', 'status', 'last_poll_at']).orderBy('id').execute();
const pollAll = async (): Promise<void> => {
  for (const row of await rows()) await heartbeats.note(row);
};
const ages = async (): Promise<number[]> => (await rows()).map((row) => clock.now() - row.last_poll_at);

it('writes the polls of many operations together', async () => {
  await clock.advance(6_000);

  await pollAll();
  await clock.advance(200);

  expect(writes).toBe(1);
  expect(await ages()).toEqual([200, 200, 200]);
});

it('does not write polls that say nothing new', async () => {
  for (let second = 0; second < 4; second++) {
    await clock.advance(1_000);
    await pollAll();
  }
  await clock.advance(500);

  expect(writes).toBe(0);
});

it('writes immediately after a long silence, because it may be about to be judged', async () => {
  await clock.advance(PRODUCTION_TIMING.heartbeatMs / 2);

  await pollAll();

  expect(await ages()).toEqual([0, 0, 0]);
});

it('writes the rest when the engine stops, and keeps recording while it drains', async () => {
  await clock.advance(6_000);
  await pollAll();

  await heartbeats.close();
  const left = await ages();
  await clock.advance(7_000);
  await pollAll();

  expect([left, await ages()]).toEqual([
    [0, 0, 0],
    [0, 0, 0],
  ]);
});
