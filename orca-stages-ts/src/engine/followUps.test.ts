import { StageError, type Outcome } from 'stage-contract';
import type { JournalDatabase } from '../journal/openJournal';
import type { OperationRow } from '../journal/queries/loadOperation';
import type { Applied } from '../model/applied';
import type { PinWrite } from '../model/pins';
import type { AnyStage } from '../model/stage';
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
import type { FollowUpEnd } from '../model/stageFollowUps';
import { saying } from '../testing/saying';
import { PRODUCTION_TIMING, type EngineTiming } from './timing';

const MINUTE = 60_000;
const DOOR = 'thing:door';

/** What the stages of these tests do, by their stage ID. */
interface Doing {
  /** Leaves the door open, and has it shut after ten minutes. */
  arms?: boolean;
  decides?: boolean;
  moves?: () => Promise<Applied<object>>;
  observes?: () => Promise<object>;
}

let bench: EngineBench;
let clock: ManualClock;
let doing: Record<string, Doing>;
let shuts: () => Promise<Applied<object>>;
/** Whether the door is as the follow-up guards it. */
let isLeft: boolean | undefined;
let asked: { resource: string; guard: unknown }[];
let shutAt: number[];
let undone: { before: string; isFollowUp: boolean }[];
let ends: FollowUpEnd[];
let told: [OperationRow, Outcome][];
let armedAt: number;
let journal: JournalDatabase;

beforeEach(() => {
  bench = startEngineBench();
  clock = bench.clock;
  doing = { arms: { arms: true } };
  shuts = async () => ({ kind: 'done', state: 'reverted', note: saying('The door is shut.') });
  isLeft = true;
  asked = [];
  shutAt = [];
  undone = [];
  told = [];
  ends = [];
});
afterEach(async () => {
  await bench.close();
});

const left = (kind: 'leftRouting' | 'intendedRouting'): PinWrite => ({
  kind,
  aliasName: 'live',
  value: { routing: { mainVersion: '1' } },
  mode: 'replace',
});

const stage = (): AnyStage => ({
  ...testStage([], async (step, { operation }) => {
    if (step.id !== 'shut') return (await doing[operation.stageId]?.moves?.()) ?? done;
    shutAt.push((clock.now() - armedAt) / MINUTE);
    return shuts();
  }),
  observe: async (_input, { operation }) => (await doing[operation.stageId]?.observes?.()) ?? {},
  plan: (_input, _observed, { stageId }) => ({
    steps: testSteps('move'),
    ...(doing[stageId]?.decides === true ? { decides: [DOOR] } : {}),
    ...(doing[stageId]?.arms === true
      ? {
          followUp: {
            resource: DOOR,
            afterSeconds: 600,
            guard: 'open',
            to: 'shut',
            step: { id: 'shut', sentence: 'Shut the door', mutates: true },
          },
        }
      : {}),
  }),
  undo: {
    recordOf: ({ id }) => ({ resource: DOOR, before: `before ${id}`, left: [] }),
    salvage: async () => undefined,
    describe: () => ({ doing: saying('Undo'), intends: [left('intendedRouting')] }),
    undo: async ({ before }, { isFollowUp }) => {
      undone.push({ before, isFollowUp });
      return { kind: 'done', pins: [left('leftRouting')] };
    },
  },
  followUps: {
    armed: (_followUp, dueAt) => ({ outputs: { door: 'open', shutsAt: dueAt } }),
    isLeftAsGuarded: async ({ resource, guard }) => {
      asked.push({ resource, guard });
      return isLeft;
    },
    ended(outcome, end) {
      ends.push(end);
      const { state, note } = end;
      return {
        outcome: { ...outcome, progress: note.words, outputs: { ...outcome.outputs, door: state } },
        state: `door ${state}`,
      };
    },
    log: { begun: 'the door is being shut', ended: 'the door has been seen to', failed: 'the door stays open' },
  },
});

/** Looks at the journal only when something is due, and tries again every minute at most, as these tests let an hour pass. */
const timing: EngineTiming = { ...PRODUCTION_TIMING, lookAgainMs: 10 * MINUTE, retryMaxMs: MINUTE };
const start = () => bench.start(stage(), { timing, onEnded: (operation, outcome) => told.push([operation, outcome]) });
type Started = Awaited<ReturnType<typeof start>>;

/** Runs the stage that leaves the door open. */
async function armed(): Promise<Started & { id: string }> {
  const started = await start();
  journal = started.database;
  const { id } = await started.engine.create(testRequest({ stageId: 'arms' }));
  await clock.advance(100);
  armedAt = Date.parse((await outcomeOf(started.engine, id)).endedAt ?? '');
  return { ...started, id };
}
const doorOf = async ({ engine, id }: Started & { id: string }): Promise<unknown> =>
  (await outcomeOf(engine, id)).outputs['door'];
const minutes = (count: number): Promise<void> => clock.advance(count * MINUTE);
const refused = async (): Promise<never> => {
  throw new StageError({ code: 'awsRefused', what: saying('AWS refused it.'), where: 'checkout' });
};

describe('a follow-up', () => {
  it('is armed by a success, and said in its outcome with its time', async () => {
    const { engine, id, database } = await armed();

    const outcome = await outcomeOf(engine, id);
    expect(outcome).toMatchObject({ status: 'SUCCEEDED', outputs: { door: 'open', functionVersion: '7' } });
    expect(Date.parse(String(outcome.outputs['shutsAt'])) - armedAt).toBe(10 * MINUTE);
    expect(
      await database.selectFrom('undo_records').select('before').where('operation_id', '!=', id).execute(),
    ).toEqual([{ before: 'before shut' }]);
  });

  it.each([
    ['is kept for Orca, which saw the outcome as it was before', true],
    ['is kept for nobody if there is no Orca to tell', false],
  ])('what it came to %s', async (_title, hasOrca) => {
    const orca = { execution: async () => undefined, isAway: () => false };
    const { engine, database } = await bench.start(stage(), { timing, ...(hasOrca ? { orca } : {}) });
    const { id } = await engine.create(testRequest({ stageId: 'arms' }));
    await clock.advance(100);
    const toTell = async (): Promise<string[]> =>
      (await database.selectFrom('operations').select('id').where('tell_orca_at', 'is not', null).execute()).map(
        (row) => row.id,
      );
    // Orca has polled it.
    await database.updateTable('operations').set({ tell_orca_at: null }).execute();

    await minutes(11);

    expect(await toTell()).toEqual(hasOrca ? [id] : []);
    expect((await outcomeOf(engine, id)).outputs['door']).toBe('reverted');
  });

  it('is not armed by a failure', async () => {
    doing = { arms: { arms: true, moves: refused } };
    await armed();

    await minutes(11);

    expect(shutAt).toEqual([]);
  });

  it('runs at its time, and says what it came to in the outcome of the stage that armed it, which stays a success', async () => {
    const start = await armed();
    await minutes(9.99);
    const before = [...shutAt];

    await minutes(0.1);

    expect(before).toEqual([]);
    expect(shutAt).toEqual([10]);
    expect(await outcomeOf(start.engine, start.id)).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'The door is shut.',
      outputs: { door: 'reverted' },
    });
    expect(told.map(([operation, outcome]) => [operation.id, outcome.outputs['door']])).toEqual([
      [start.id, 'open'],
      [start.id, 'reverted'],
    ]);
    expect(start.log.lines).toEqual(
      expect.arrayContaining([
        { level: 'info', message: 'the door is being shut', fields: expect.objectContaining({ alias: DOOR }) },
        {
          level: 'info',
          message: 'the door has been seen to',
          fields: expect.objectContaining({ operation: start.id, state: 'door reverted' }),
        },
      ]),
    );
  });

  it('says its own note, when it ended, and what it reports; the journal shows it, too', async () => {
    shuts = async () => ({ kind: 'done', note: saying('Shut.'), report: { outputs: { key: 'turned' } } });
    const { database, id } = await armed();
    await minutes(11);

    expect(ends).toEqual([
      {
        state: 'done',
        note: saying('Shut.'),
        endedAt: new Date(armedAt + 10 * MINUTE).toISOString(),
        report: { outputs: { key: 'turned' } },
      },
    ]);
    const { progress } = await database
      .selectFrom('operations')
      .select('progress')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(progress).toBe('Shut.');
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'has been forgotten',
      async () => {
        await journal.deleteFrom('checkpoints').where('step_id', '=', 'move').execute();
        await journal.deleteFrom('undo_records').where('before', '=', 'before move').execute();
        return journal.deleteFrom('operations').where('timer_of', 'is', null).execute();
      },
    ],
    [
      'has an outcome that can not be read',
      () => journal.updateTable('operations').set({ outcome: '{"v":1' }).where('timer_of', 'is', null).execute(),
    ],
  ])('runs also when the stage that armed it %s', async (_title, forget) => {
    await armed();
    await forget();

    await minutes(11);

    const timer = journal.selectFrom('operations').select('status').where('timer_of', 'is not', null);
    expect(shutAt).toEqual([10]);
    expect(ends).toEqual([]);
    expect(await timer.execute()).toEqual([{ status: 'SUCCEEDED' }]);
  });

  it('runs also when nobody has asked for long', async () => {
    const first = await armed();
    await first.engine.stop();
    await minutes(60);

    await start();
    await clock.advance(1_000);

    expect(shutAt).toHaveLength(1);
  });

  it('is tried for an hour, and says loudly that it could not be done', async () => {
    shuts = async () => {
      throw new StageError({ code: 'throttled', what: saying('Slowly.'), where: 'checkout' });
    };
    const start = await armed();
    await minutes(69);
    const meanwhile = await doorOf(start);

    await minutes(3);

    expect(meanwhile).toBe('open');
    expect(Math.max(...shutAt)).toBeGreaterThan(69);
    expect(await doorOf(start)).toBe('failed');
    expect(await journal.selectFrom('operations').select('status').where('timer_of', 'is not', null).execute()).toEqual(
      [{ status: 'TERMINAL' }],
    );
    expect(start.log.lines).toContainEqual({
      level: 'error',
      message: 'the door stays open',
      fields: expect.objectContaining({ state: 'door failed' }),
    });
  });

  it('waits for a stage of its execution that came in time and has not looked yet', async () => {
    const start = await armed();
    await minutes(9);
    doing['waits'] = {
      observes: async () => {
        throw new StageError({ code: 'busy', retry: true, what: saying('Busy.'), where: 'checkout' });
      },
    };
    const { id } = await start.engine.create(testRequest({ stageId: 'waits' }));
    await minutes(2);
    const meanwhile = [...shutAt];
    await start.engine.cancel('waits', 1);
    await minutes(1);

    expect(meanwhile).toEqual([]);
    expect((await outcomeOf(start.engine, id)).status).toBe('CANCELED');
    expect(shutAt).toHaveLength(1);
  });
});

describe('a follow-up whose step this release cannot understand', () => {
  it('is done from its record, and leaves no pins, as no stage of the execution has left that', async () => {
    const start = await armed();
    await start.database.updateTable('checkpoints').set({ step: '{"v":1' }).where('step_id', '=', 'shut').execute();

    await minutes(11);

    expect(undone).toEqual([{ before: 'before shut', isFollowUp: true }]);
    const pins = start.database
      .selectFrom('pins')
      .select('kind')
      .where('kind', 'in', ['leftRouting', 'intendedRouting']);
    expect(await pins.execute()).toEqual([]);
    expect(await outcomeOf(start.engine, start.id)).toMatchObject({ status: 'SUCCEEDED', outputs: { door: 'done' } });
  });
});

describe('a follow-up whose step can not be understood, and that has no record', () => {
  it('says loudly that nothing was done, and what to do', async () => {
    const { undo: _undo, ...forgetful } = stage();
    const onEnded = (operation: OperationRow, outcome: Outcome): number => told.push([operation, outcome]);
    const { engine, database } = await bench.start(forgetful, { timing, onEnded });
    const { id } = await engine.create(testRequest({ stageId: 'arms' }));
    await clock.advance(100);
    armedAt = clock.now();
    await database.updateTable('checkpoints').set({ step: '{"v":1' }).where('step_id', '=', 'shut').execute();

    await minutes(11);

    expect(shutAt).toEqual([]);
    expect(await outcomeOf(engine, id)).toMatchObject({
      status: 'SUCCEEDED',
      progress: expect.stringMatching(
        /^Not restored: This operation's steps in the journal cannot be read: .*run the pipeline again\.$/,
      ),
      outputs: { door: 'failed' },
    });
  });
});

describe('a follow-up about whose resource another operation decides', () => {
  /** Lets another stage decide in the ninth minute; it takes until the twelfth. */
  async function decided(
    more: Doing,
    executionId = 'execution-1',
  ): Promise<{ start: Started & { id: string }; meanwhile: number[] }> {
    const start = await armed();
    let answer: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      answer = resolve;
    });
    doing['decides'] = {
      decides: true,
      ...more,
      moves: async () => {
        await gate;
        return (await more.moves?.()) ?? done;
      },
    };
    await minutes(9);
    await start.engine.create(testRequest({ stageId: 'decides', executionId }));
    await minutes(3);
    const meanwhile = [...shutAt];
    answer();
    await clock.advance(3_000);
    return { start, meanwhile };
  }

  it('waits for it, and is cleared by a success of its own execution', async () => {
    const { start, meanwhile } = await decided({});
    await minutes(20);

    expect([meanwhile, shutAt, asked]).toEqual([[], [], []]);
    expect(await outcomeOf(start.engine, start.id)).toMatchObject({
      progress: 'Cleared by “Update”.',
      outputs: { door: 'cleared' },
    });
  });

  it('is cleared by another execution that arms one of its own', async () => {
    const { start } = await decided({ arms: true }, 'execution-2');

    expect(await outcomeOf(start.engine, start.id)).toMatchObject({
      progress: 'Cleared by “Update” of execution execution-2.',
      outputs: { door: 'cleared' },
    });
    expect([shutAt, asked]).toEqual([[], []]);

    await minutes(10);

    expect(shutAt).toHaveLength(1);
    expect(await doorOf(start)).toBe('cleared');
  });

  it.each<[string, Doing, string]>([
    ['a failure of its own execution', { moves: refused }, 'execution-1'],
    ['a success of another execution that arms nothing', {}, 'execution-2'],
  ])('goes on after %s that left what it guards', async (_title, more, executionId) => {
    const { start, meanwhile } = await decided(more, executionId);

    expect(meanwhile).toEqual([]);
    expect(asked).toEqual([{ resource: DOOR, guard: 'open' }]);
    expect(shutAt).toHaveLength(1);
    expect(await doorOf(start)).toBe('reverted');
  });

  it('goes on where it is not known what was left, as it looks itself', async () => {
    isLeft = undefined;
    const { start } = await decided({ moves: refused });

    expect(await doorOf(start)).toBe('reverted');
  });

  it('goes on where it is not known what it guards, and is done from its record', async () => {
    const breaks = async (): Promise<never> => {
      await journal.updateTable('operations').set({ facts: '{"v":1' }).where('timer_of', 'is not', null).execute();
      return refused();
    };

    const { start } = await decided({ moves: breaks });

    expect(asked).toEqual([]);
    expect(undone).toEqual([{ before: 'before shut', isFollowUp: true }]);
    expect(await doorOf(start)).toBe('done');
  });

  it('is cleared where something else was left', async () => {
    isLeft = false;
    const { start } = await decided({ moves: refused });

    expect(shutAt).toEqual([]);
    expect(await doorOf(start)).toBe('cleared');
  });

  it('goes on at its time where that has not come yet', async () => {
    const start = await armed();
    doing['decides'] = { decides: true, moves: refused };
    await minutes(5);
    await start.engine.create(testRequest({ stageId: 'decides' }));
    await minutes(4);
    const before = [...shutAt];

    await minutes(2);

    expect(before).toEqual([]);
    expect(shutAt).toEqual([10]);
  });
});

describe('a stage that plans a follow-up', () => {
  it('fails where it knows nothing of any', async () => {
    const { followUps: _followUps, ...forgetful } = stage();
    const { engine } = await bench.start(forgetful);
    const { id } = await engine.create(testRequest({ stageId: 'arms' }));
    await clock.advance(1_000);

    expect(await outcomeOf(engine, id)).toMatchObject({ status: 'TERMINAL', failure: { code: 'internal' } });
  });
});
