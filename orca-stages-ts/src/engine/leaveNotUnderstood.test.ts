import { inputWarning, type Outcome } from 'stage-contract';
import type { JournalDatabase } from '../journal/openJournal';
import type { AnyStage } from '../model/stage';
import type { UndoContext, UndoRecord } from '../model/undo';
import {
  done,
  outcomeOf,
  startEngineBench,
  testRequest,
  testStage,
  type EngineBench,
  type TestStep,
} from '../testing/engineBench';
import type { ManualClock } from '../testing/manualClock';
import { saying } from '../testing/saying';
import { testSealer } from '../testing/testSealer';

const CUT_OFF = '{"v":1,"step"';
const MINUTE = 60_000;

let bench: EngineBench;
let clock: ManualClock;
let applied: string[];
/** What can be made of a step that cannot be read. */
let salvaged: UndoRecord | undefined;
let undone: (UndoRecord & Pick<UndoContext, 'unanswered' | 'isFollowUp'>)[];

beforeEach(() => {
  bench = startEngineBench();
  clock = bench.clock;
  applied = [];
  undone = [];
  salvaged = undefined;
});
afterEach(async () => {
  await bench.close();
});

/** Moves a thing to a value: `door=open`. */
const moves = (...values: string[]): TestStep[] =>
  values.map((value) => ({ id: `move ${value}`, sentence: `Move ${value}`, mutates: true, value }));
const looks = (id: string): TestStep => ({ id, sentence: `Look at ${id}`, mutates: false });

/** What undoes a move; each thing was at `start` before. */
function recordOf({ value }: TestStep): UndoRecord | undefined {
  const [resource, state = ''] = value?.split('=') ?? [];
  return resource === undefined ? undefined : { resource, before: `start of ${state}`, left: [state] };
}

/** A stage that undoes what it moves; its step `hold` waits for an hour. */
function undoing(plan: TestStep[], more: Partial<AnyStage> = {}): AnyStage {
  return {
    ...testStage(plan, async (step) => {
      applied.push(step.id);
      return step.id === 'hold' ? { kind: 'wait', afterMs: 60 * MINUTE, progress: saying('Holding.') } : done;
    }),
    undo: {
      recordOf: (step) => recordOf(step as TestStep),
      salvage: async () => salvaged,
      describe: ({ resource }) => ({ doing: saying(`Bring ${resource} back`), intends: [] }),
      undo: async (record, { unanswered, isFollowUp }) => {
        undone.push({ ...record, unanswered, isFollowUp });
        return { kind: 'done', state: 'reverted', note: saying(`${record.resource} is back.`) };
      },
    },
    ...more,
  };
}

/** Runs a stage into its hold, breaks something of it in the journal, and lets another process go on. */
async function broken(
  stage: AnyStage,
  breakIt: (database: JournalDatabase, id: string) => Promise<unknown>,
): Promise<Outcome> {
  const first = await bench.start(stage);
  const { id } = await first.engine.create(testRequest());
  await clock.advance(100);
  await first.engine.stop();
  await breakIt(first.database, id);
  await first.database.updateTable('operations').set({ due_at: clock.now() }).where('id', '=', id).execute();
  const { engine } = await bench.start(stage);
  await engine.poll(id);
  await clock.advance(5_000);
  return outcomeOf(engine, id);
}
const breakSteps = async (database: JournalDatabase): Promise<unknown> =>
  database.updateTable('checkpoints').set({ step: CUT_OFF }).execute();
const breakFacts = async (database: JournalDatabase): Promise<unknown> =>
  database.updateTable('operations').set({ facts: CUT_OFF }).execute();
const breakInput = async (database: JournalDatabase): Promise<unknown> =>
  database
    .updateTable('operations')
    .set({ sealed_input: testSealer().seal('{"account":17}') })
    .execute();
const forgetRecords = async (database: JournalDatabase): Promise<unknown> =>
  database.deleteFrom('undo_records').execute();

describe('an operation that this release cannot understand', () => {
  it('does nothing more, and brings back what its records say', async () => {
    const outcome = await broken(undoing([...moves('door=open'), looks('hold'), ...moves('door=wide')]), breakSteps);

    expect(applied).toEqual(['move door=open', 'hold']);
    expect(undone).toEqual([
      { resource: 'door', before: 'start of open', left: ['open'], unanswered: false, isFollowUp: false },
    ]);
    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      progress: 'Reverted: door is back.',
      failure: { code: 'journalNotUnderstood', where: 'checkout · local / us-east-1', restored: 'door is back.' },
      steps: [
        { id: 'move door=open', state: 'done' },
        { id: 'hold', state: 'skipped' },
        { id: 'move door=wide', state: 'skipped' },
        { id: 'undo:door', state: 'reverted', sentence: 'Bring door back', note: 'door is back.' },
      ],
    });
    expect(outcome.steps[1]?.endedAt).toBeDefined();
    expect(outcome.steps[2]).not.toHaveProperty('endedAt');
  });

  it.each<[string, (database: JournalDatabase) => Promise<unknown>]>([
    ['facts', breakFacts],
    ['report', async (database) => database.updateTable('operations').set({ report: CUT_OFF }).execute()],
    ['input', breakInput],
  ])('is brought back also when it is its %s', async (document, breakIt) => {
    const outcome = await broken(undoing([...moves('door=open'), looks('hold')]), breakIt);

    expect(undone.map(({ resource }) => resource)).toEqual(['door']);
    expect(outcome.failure).toMatchObject({
      code: 'journalNotUnderstood',
      what: expect.stringContaining(`${document} of this operation cannot be understood`),
    });
    expect(outcome.failure?.what).toContain('This stage had begun: Move door=open.');
  });

  it('undoes each resource once, to what it was first, the last one first', async () => {
    await broken(undoing([...moves('door=ajar', 'lamp=on', 'door=open'), looks('hold')]), breakFacts);

    expect(undone).toMatchObject([
      { resource: 'lamp', before: 'start of on', left: ['on'] },
      { resource: 'door', before: 'start of ajar', left: ['ajar', 'open'] },
    ]);
  });

  it('knows which call may not have been answered', async () => {
    const stage = undoing([...moves('lamp=on', 'door=open')]);
    const own = bench.newClock();
    const dying = await bench.start(stage, {
      clock: own,
      onCheckpoint: (point, stepId) =>
        point === 'afterIntent' && stepId === 'move door=open' ? new Promise<never>(() => undefined) : undefined,
    });
    bench.abandon(dying.engine);
    await dying.engine.create(testRequest());
    await own.advance(100);
    await breakFacts(dying.database);

    await bench.start(stage);
    await clock.advance(15_000);

    expect(undone.map(({ resource, unanswered }) => [resource, unanswered])).toEqual([
      ['door', true],
      ['lamp', false],
    ]);
  });

  it('brings back what an attempt that it has stopped has done', async () => {
    const stage = undoing([...moves('door=open'), looks('hold')]);
    const { engine, database } = await bench.start(stage);
    await engine.create(testRequest({ attempt: 1 }));
    await clock.advance(100);
    const second = await engine.create(testRequest({ attempt: 2 }));
    await clock.advance(5_000);
    await breakFacts(database);
    await engine.cancel('stage-1', 2);
    await clock.advance(5_000);

    expect(undone).toMatchObject([{ resource: 'door', before: 'start of open', left: ['open', 'open'] }]);
    expect((await outcomeOf(engine, second.id)).failure?.code).toBe('journalNotUnderstood');
  });

  it('is planned anew where it had changed nothing, with the warnings of its request', async () => {
    const stage = undoing([looks('door'), looks('hold')]);
    const warning = inputWarning('unknownFieldIgnored', { field: 'memory' });
    const { engine, database, log } = await bench.start(stage);
    const { id } = await engine.create(testRequest({ warnings: [warning] }));
    await clock.advance(100);
    await breakFacts(database);
    await database.updateTable('operations').set({ due_at: clock.now() }).execute();
    await clock.advance(5_000);

    const outcome = await outcomeOf(engine, id);
    expect(applied).toEqual(['door', 'hold', 'door', 'hold']);
    expect(outcome).toMatchObject({ status: 'RUNNING', warnings: [warning.words] });
    expect(outcome.steps.map(({ id, state }) => [id, state])).toEqual([
      ['door', 'done'],
      ['hold', 'running'],
    ]);
    expect(log.lines.map(({ level }) => level)).toContain('error');
  });

  it('is not planned anew where a new plan would not help', async () => {
    const outcome = await broken(undoing([looks('door'), looks('hold')]), breakInput);

    expect(applied).toEqual(['door', 'hold']);
    expect(undone).toEqual([]);
    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'journalNotUnderstood', what: expect.stringContaining('Nothing had been changed.') },
      steps: [{ id: 'door' }, { id: 'hold', state: 'skipped' }],
    });
    expect(outcome.failure).not.toHaveProperty('nextTold');
  });

  it('says what it had begun where its stage can undo nothing', async () => {
    const { undo: _undo, ...stage } = undoing([...moves('door=open'), looks('hold')]);

    const outcome = await broken(stage, breakFacts);

    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      failure: {
        what: expect.stringContaining('This stage had begun: Move door=open.'),
        next: expect.stringMatching(/^Nothing of it could be brought back\./),
        nextTold: { code: 'nothingBroughtBack' },
      },
    });
  });

  it('takes a step that it cannot read for one that has changed something, and names it by its id', async () => {
    const { undo: _undo, ...stage } = undoing([looks('door'), looks('hold')]);

    const outcome = await broken(stage, async (database) => {
      await breakSteps(database);
      await breakInput(database);
    });

    expect(outcome.failure?.what).toContain('This stage had begun: door; hold.');
  });

  it('says as loudly as it can that it could not be brought back', async () => {
    const stage = undoing([...moves('door=open'), looks('hold')]);
    const { undo } = stage;
    if (undo === undefined) throw new Error('It undoes.');

    const outcome = await broken(
      {
        ...stage,
        undo: {
          ...undo,
          undo: async () => {
            throw new Error('stuck');
          },
        },
      },
      breakFacts,
    );

    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      progress: expect.stringMatching(/^Not restored: .*Still to be done: Bring door back\.$/),
      steps: [{}, {}, { id: 'undo:door', state: 'failed' }],
    });
  });

  it('says what is still to be done where not even that can be read any more', async () => {
    const stage = undoing([...moves('door=open'), looks('hold')]);
    const { engine, database } = await bench.start(stage, {
      onCheckpoint: async (point, stepId) => {
        if (point === 'afterCall' && stepId === 'hold') await breakFacts(database);
      },
    });
    const { id } = await engine.create(testRequest());
    await clock.advance(100);
    await engine.stop();
    await database.updateTable('operations').set({ due_at: clock.now() }).execute();
    let isBroken = false;
    await bench.start(stage, {
      onCheckpoint: async (point, stepId) => {
        if (isBroken || point !== 'beforeIntent' || stepId !== 'undo:door') return;
        isBroken = true;
        await database.updateTable('checkpoints').set({ step: CUT_OFF }).where('recovery', '=', 1).execute();
        throw new Error('interrupted');
      },
    });
    await clock.advance(20_000);

    expect(await outcomeOf(engine, id)).toMatchObject({ status: 'TERMINAL', steps: [{}, {}, { state: 'failed' }] });
  });

  it('writes the records that an older release has not written, and goes on', async () => {
    const plan = [...moves('door=open', 'lamp=on'), looks('hold'), ...moves('bell=rung')];
    const { engine, database } = await bench.start(undoing(plan));
    await engine.create(testRequest());
    await clock.advance(100);
    await engine.stop();
    await forgetRecords(database);
    await database.updateTable('operations').set({ due_at: clock.now() }).execute();

    await bench.start(undoing([]));
    await clock.advance(100);

    expect(
      await database.selectFrom('undo_records').select(['ordinal', 'resource']).orderBy('ordinal').execute(),
    ).toEqual([
      { ordinal: 0, resource: 'door' },
      { ordinal: 1, resource: 'lamp' },
    ]);
  });

  it('makes a record of a step that it cannot read from what can be read of it', async () => {
    salvaged = { resource: 'salvaged', before: 'start', left: [] };

    const outcome = await broken(undoing([...moves('door=open'), looks('hold')]), async (database) => {
      await forgetRecords(database);
      await breakSteps(database);
    });

    expect(undone).toMatchObject([{ resource: 'salvaged', before: 'start' }]);
    expect(outcome.status).toBe('TERMINAL');
  });

  it('needs only what is still to be done of its failure policy', async () => {
    let tries = 0;
    const stage: AnyStage = {
      ...testStage(
        moves('door=open', 'breaks'),
        async (step) => {
          if (step.id === 'move breaks') throw new Error('broken');
          if (step.id !== 'revert') return done;
          tries += 1;
          return tries === 1 ? { kind: 'wait', afterMs: MINUTE, progress: saying('Reverting.') } : done;
        },
        () => [{ id: 'revert', sentence: 'Revert', mutates: true }],
      ),
    };
    const { engine, database } = await bench.start(stage);
    const { id } = await engine.create(testRequest());
    await clock.advance(1_000);
    await database.updateTable('checkpoints').set({ step: CUT_OFF }).where('recovery', '=', 0).execute();
    await clock.advance(MINUTE);

    expect(await outcomeOf(engine, id)).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'internal' },
      steps: [{}, {}, { id: 'revert', state: 'done' }],
    });
  });
});
