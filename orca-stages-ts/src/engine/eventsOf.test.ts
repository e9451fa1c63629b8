import { StageError } from 'stage-contract';
import { sql } from 'kysely';
import type { JournalDatabase } from '../journal/openJournal';
import type { AnyStage } from '../model/stage';
import {
  outcomeOf,
  startEngineBench,
  testRequest,
  testStage,
  testSteps,
  type EngineBench,
} from '../testing/engineBench';
import { saying } from '../testing/saying';

const SECOND = 1_000,
  MINUTE = 60 * SECOND;
let bench: EngineBench;
beforeEach(() => {
  bench = startEngineBench();
});
afterEach(() => bench.close());

const start = (stage: AnyStage, receivers = [{ key: 'receiver' }]) => {
  let written = 0;
  const events = { source: 'http://lambda-stages', receivers, onWritten: () => void written++ };
  return bench.start(stage, { events }).then((started) => ({ ...started, written: () => written }));
};
const eventsIn = async (database: JournalDatabase): Promise<string[]> => {
  const rows = await database
    .selectFrom('events')
    .innerJoin('operations', 'operations.id', 'events.operation_id')
    .select(['events.type', 'operations.stage_id'])
    .orderBy('events.ordinal')
    .execute();
  return rows.map(({ type, stage_id: stageId }) => `${stageId} ${type}`);
};
const waiting = testStage(
  testSteps('wait'),
  async ({ id }) =>
    id === 'wait' ? { kind: 'wait', afterMs: SECOND, progress: saying('Waiting.') } : { kind: 'done' },
  () => testSteps('restore'),
);
const failing = testStage(testSteps('move'), async () => {
  throw new StageError({ code: 'awsRefused', what: saying('AWS refused it.'), where: 'checkout' });
});

it('an operation that fails is told, whatever its stage says', async () => {
  const { engine, database, written } = await start(failing);

  await engine.create(testRequest());
  await bench.clock.advance(MINUTE);

  expect(await eventsIn(database)).toEqual(['stage-1 operation.failed']);
  expect(written()).toBe(1);
});

it('an operation that Orca has given up is told as abandoned, before it is told as failed', async () => {
  const { engine, database } = await start(waiting);

  await engine.create(testRequest());
  await bench.clock.advance(20 * MINUTE);

  expect(await eventsIn(database)).toEqual(['stage-1 operation.abandoned', 'stage-1 operation.failed']);
});

it('a success and a cancel are nothing that others must know by themselves', async () => {
  const { engine, database, written } = await start(waiting);
  await engine.create(testRequest());
  await bench.clock.advance(SECOND);

  await engine.cancel('stage-1', 1);
  await bench.clock.advance(SECOND);

  expect(await eventsIn(database)).toEqual([]);
  expect(written()).toBe(0);
});

it('nothing is written if nobody is configured to be told', async () => {
  const { engine, database } = await bench.start(failing);

  await engine.create(testRequest());
  await bench.clock.advance(MINUTE);

  expect(await eventsIn(database)).toEqual([]);
});

it('an operation does not end without its event', async () => {
  const { engine, database } = await start(failing);
  await sql`create trigger full before insert on events begin select raise(abort, 'disk full'); end`.execute(database);
  const { id } = await engine.create(testRequest());
  await bench.clock.advance(30 * SECOND);
  const before = (await outcomeOf(engine, id)).status;

  await sql`drop trigger full`.execute(database);
  await bench.clock.advance(MINUTE);

  expect(before).toBe('RUNNING');
  expect((await outcomeOf(engine, id)).status).toBe('TERMINAL');
  expect(await eventsIn(database)).toEqual(['stage-1 operation.failed']);
});

it('what a follow-up does is told for the stage that armed it, and nothing for itself', async () => {
  const arming: AnyStage = {
    ...testStage(testSteps('move'), async ({ id }) => {
      if (id === 'shut') throw new StageError({ code: 'awsRefused', what: saying('No.'), where: 'checkout' });
      return { kind: 'done' };
    }),
    plan: () => ({
      steps: testSteps('move'),
      followUp: {
        resource: 'thing:door',
        afterSeconds: 60,
        guard: 'open',
        to: 'shut',
        step: { id: 'shut', sentence: 'Shut the door', mutates: true },
      },
    }),
    followUps: {
      armed: () => ({}),
      isLeftAsGuarded: async () => true,
      ended: (outcome, { state, note }) => ({
        outcome,
        state,
        events: [{ type: 'timer.fired', said: note, place: 'timer', result: state }],
      }),
      log: { begun: 'begun', ended: 'ended', failed: 'failed' },
    },
  };
  const { engine, database, written } = await start(arming);
  await engine.create(testRequest());

  await bench.clock.advance(3 * 60 * MINUTE);

  expect(await eventsIn(database)).toEqual(['stage-1 timer.fired']);
  expect(written()).toBe(1);
});
