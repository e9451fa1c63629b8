import { say, StageError, type Outcome } from 'stage-contract';
import type { JournalDatabase } from '../journal/openJournal';
import type { PinWrite } from '../model/pins';
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
/** What undoing says that it is about to leave. */
const INTENDED: PinWrite = {
  kind: 'intendedRouting',
  aliasName: 'live',
  value: { routing: { mainVersion: '1' } },
  mode: 'replace',
};

let bench: EngineBench;
let clock: ManualClock;
let applied: string[];
/** Whether undoing takes a minute. */
let undoWaits: boolean;
let recordsAsked: object[];
let salvages: object[];
/** What can be made of a step that cannot be read. */
let salvaged: UndoRecord | undefined;
let undone: (UndoRecord & Pick<UndoContext, 'unanswered' | 'isFollowUp'>)[];

beforeEach(() => {
  bench = startEngineBench();
  clock = bench.clock;
  applied = [];
  undone = [];
  salvaged = undefined;
  undoWaits = false;
  recordsAsked = [];
  salvages = [];
});
afterEach(async () => {
  await bench.close();
});

/** Moves a thing to a value: `door=open`, or `door=open from ajar`. */
const moves = (...values: string[]): TestStep[] =>
  values.map((value) => ({ id: `move ${value}`, sentence: `Move ${value}`, mutates: true, value }));
const looks = (id: string): TestStep => ({ id, sentence: `Look at ${id}`, mutates: false });

/** What undoes a move; each thing was at `start` before, unless the move says otherwise. */
function recordOf({ value }: TestStep): UndoRecord | undefined {
  const [resource, move = ''] = value?.split('=') ?? [];
  const [state = '', before = `start of ${state}`] = move.split(' from ');
  return resource === undefined ? undefined : { resource, before, left: [state] };
}

/** A stage that undoes what it moves; its step `hold` waits for an hour. */
function undoing(plan: TestStep[], more: Partial<AnyStage> = {}): AnyStage {
  return {
    ...testStage(plan, async (step) => {
      applied.push(step.id);
      return step.id === 'hold' ? { kind: 'wait', afterMs: 60 * MINUTE, progress: saying('Holding.') } : done;
    }),
    undo: {
      recordOf: (step, known) => {
        recordsAsked.push({ id: step.id, ...known });
        return recordOf(step as TestStep);
      },
      salvage: async (step, { facts, resource }) => {
        salvages.push({ step, facts, resource });
        return salvaged;
      },
      describe: ({ resource }) => ({ doing: saying(`Bring ${resource} back`), intends: [INTENDED] }),
      undo: async (record, { unanswered, isFollowUp, tries }) => {
        if (undoWaits && tries === 1) return { kind: 'wait', afterMs: MINUTE, progress: saying('Undoing.') };
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
    expect(outcome.failure).not.toHaveProperty('nextTold');
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
      what: expect.stringContaining(`This operation's ${document} in the journal cannot be read`),
    });
    expect(outcome.failure?.what).toContain('This stage had started: Move door=open.');
  });

  it('undoes each resource once, to what it was first, the last one first', async () => {
    await broken(undoing([...moves('door=ajar', 'lamp=on', 'door=open from ajar'), looks('hold')]), breakFacts);

    expect(undone).toMatchObject([
      { resource: 'lamp', before: 'start of on', left: ['on'] },
      { resource: 'door', before: 'start of ajar', left: ['ajar', 'open'] },
    ]);
  });

  it.each([
    ['what someone else had made of it, if the stage has accepted that', 'door=open from theirs', 'theirs', ['open']],
    [
      'what it was first, if a later move says so too',
      'door=open from start of ajar',
      'start of ajar',
      ['ajar', 'open'],
    ],
  ])('undoes a resource to %s', async (_title, move, before, left) => {
    await broken(undoing([...moves('door=ajar', move), looks('hold')]), breakFacts);

    expect(undone).toMatchObject([{ resource: 'door', before, left }]);
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
    const stage = undoing([looks('door'), looks('hold'), ...moves('bell=rung')]);
    const warning = say('unknownFieldIgnored', { field: 'memory' });
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
      ['move bell=rung', 'todo'],
    ]);
    expect(log.lines).toContainEqual({
      level: 'error',
      message: 'a document in the journal cannot be read',
      fields: { operation: id, document: 'facts', reason: expect.any(String) as string },
    });
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
        what: expect.stringContaining('This stage had started: Move door=open.'),
        next: expect.stringMatching(/^None of it could be reverted\./),
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

    expect(outcome.failure?.what).toContain('This stage had started: door; hold.');
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
      progress: expect.stringMatching(/^Not restored: .*Remaining step: Bring door back\.$/),
      steps: [{}, {}, { id: 'undo:door', state: 'failed' }],
    });
  });

  describe('while it is being undone', () => {
    /** Breaks something while two things are being brought back, of which one has been. */
    async function brokenAgain(breakIt: (database: JournalDatabase) => Promise<unknown>): Promise<Outcome> {
      undoWaits = true;
      const stage = undoing([...moves('door=open', 'lamp=on'), looks('hold')]);
      const { engine, database } = await bench.start(stage);
      const { id } = await engine.create(testRequest());
      await clock.advance(100);
      await breakFacts(database);
      await database.updateTable('operations').set({ due_at: clock.now() }).execute();
      await clock.advance(MINUTE + 6_000);
      expect(undone.map(({ resource }) => resource)).toEqual(['lamp']);
      await breakIt(database);
      await clock.advance(2 * MINUTE);
      return outcomeOf(engine, id);
    }

    it('says what is still to be done where a step of that can not be read any more', async () => {
      const outcome = await brokenAgain((database) =>
        database.updateTable('checkpoints').set({ step: CUT_OFF }).where('step_id', '=', 'undo:door').execute(),
      );

      expect(undone.map(({ resource }) => resource)).toEqual(['lamp']);
      expect(outcome).toMatchObject({
        status: 'TERMINAL',
        progress: expect.stringMatching(/^Not fully restored: lamp is back\. .*Remaining step: undo:door\.$/),
        steps: [
          { state: 'done' },
          { state: 'done' },
          { id: 'hold', state: 'skipped' },
          { id: 'undo:lamp', state: 'reverted' },
          {
            id: 'undo:door',
            state: 'failed',
            endedAt: expect.any(String),
            noteTold: {
              code: 'stillToBeDoneNotUnderstood',
              values: { document: 'steps', step: { words: 'undo:door' } },
            },
          },
        ],
      });
    });

    it('ends as loudly as it can where its report can not be read any more', async () => {
      const outcome = await brokenAgain((database) =>
        database.updateTable('operations').set({ report: CUT_OFF }).execute(),
      );

      expect(outcome).toMatchObject({
        status: 'TERMINAL',
        progress: expect.stringMatching(/^Not restored: .*restore manually whatever is needed\.$/),
        failure: { code: 'journalNotUnderstood', restored: expect.stringContaining('restore manually') },
      });
    });
  });

  it('begins nothing where a later step can not be read', async () => {
    const plan = [...moves('door=open'), looks('hold'), ...moves('door=wide')];

    await broken(undoing(plan), (database) =>
      database.updateTable('checkpoints').set({ step: CUT_OFF }).where('ordinal', '=', 2).execute(),
    );

    expect(applied).toEqual(['move door=open', 'hold']);
    expect(undone).toHaveLength(1);
  });

  it('goes no further where an earlier step can not be read, as its failure policy would need that', async () => {
    const plan = [...moves('door=open'), looks('hold'), ...moves('door=wide')];

    await broken(undoing(plan), (database) =>
      database.updateTable('checkpoints').set({ step: CUT_OFF }).where('ordinal', '=', 0).execute(),
    );

    expect(applied).toEqual(['move door=open', 'hold']);
    expect(undone).toHaveLength(1);
  });

  it('says what it is about to leave before it undoes anything', async () => {
    const { undo, ...stage } = undoing([...moves('door=open'), looks('hold')]);
    if (undo === undefined) throw new Error('It undoes.');
    const pins: unknown[] = [];
    const { engine, database } = await bench.start({
      ...stage,
      undo: {
        ...undo,
        undo: async (record, context) => {
          pins.push(await database.selectFrom('pins').select('kind').where('kind', '=', 'intendedRouting').execute());
          return undo.undo(record, context);
        },
      },
    });
    await engine.create(testRequest());
    await clock.advance(100);
    await breakFacts(database);
    await database.updateTable('operations').set({ due_at: clock.now() }).execute();

    await clock.advance(6_000);

    expect(pins).toEqual([[{ kind: 'intendedRouting' }]]);
  });

  it('keeps what it has reported', async () => {
    const stage = undoing([...moves('door=open'), looks('hold')]);
    const plan: AnyStage['plan'] = (...asked) => ({ ...stage.plan(...asked), report: { outputs: { kept: 'yes' } } });

    const outcome = await broken({ ...stage, plan }, breakFacts);

    expect(outcome.outputs).toMatchObject({ kept: 'yes', failureMessage: expect.any(String) });
  });

  it('is not planned anew in its failure policy, and says what had failed before', async () => {
    const stage: AnyStage = {
      ...testStage(
        [looks('door'), looks('breaks')],
        async ({ id }) => {
          applied.push(id);
          if (id === 'breaks')
            throw new StageError({ code: 'awsRefused', what: saying('AWS refused it.'), where: 'checkout' });
          return id === 'revert' ? { kind: 'wait', afterMs: MINUTE, progress: saying('Reverting.') } : done;
        },
        () => [{ id: 'revert', sentence: 'Revert', mutates: false }],
      ),
    };
    const { engine, database } = await bench.start(stage);
    const { id } = await engine.create(testRequest());
    await clock.advance(1_000);
    await database.updateTable('checkpoints').set({ step: CUT_OFF }).where('recovery', '=', 1).execute();

    await clock.advance(2 * MINUTE);

    expect(applied).toEqual(['door', 'breaks', 'revert']);
    expect(await outcomeOf(engine, id)).toMatchObject({
      status: 'TERMINAL',
      failure: {
        code: 'journalNotUnderstood',
        what: expect.stringContaining('Before that: AWS refused it. Nothing had been changed.'),
      },
    });
  });

  it('has at least five minutes to be undone, also past its deadline', async () => {
    undoWaits = true;
    const stage = undoing([...moves('door=open'), looks('hold')]);
    const { engine, database } = await bench.start(stage);
    const { id, outcome } = await engine.create(testRequest({ context: { stageTimeoutMs: 10 * MINUTE } }));
    const deadline = Date.parse(outcome.deadlineAt ?? '');
    while (clock.now() < deadline - MINUTE) {
      await clock.advance(MINUTE / 2);
      await engine.poll(id);
    }
    await breakFacts(database);
    await database.updateTable('operations').set({ due_at: clock.now() }).execute();

    await clock.advance(6_000);

    const { deadlineAt } = await outcomeOf(engine, id);
    expect(Date.parse(deadlineAt ?? '') - clock.now()).toBeGreaterThan(4.8 * MINUTE);
  });

  it('writes the records that an older release has not written, and goes on', async () => {
    const plan = [...moves('door=open', 'lamp=on'), looks('hold'), ...moves('bell=rung')];
    const { engine, database } = await bench.start(undoing(plan));
    await engine.create(testRequest());
    await clock.advance(100);
    await engine.stop();
    await database.deleteFrom('undo_records').where('ordinal', '=', 1).execute();
    await database.updateTable('undo_records').set({ before: 'as it was written' }).execute();
    await database.updateTable('operations').set({ due_at: clock.now(), facts: '{"learnt":1}' }).execute();
    recordsAsked = [];

    await bench.start(undoing([]));
    await clock.advance(100);

    const records = database.selectFrom('undo_records').select(['ordinal', 'resource', 'before']).orderBy('ordinal');
    expect(await records.execute()).toEqual([
      { ordinal: 0, resource: 'door', before: 'as it was written' },
      { ordinal: 1, resource: 'lamp', before: 'start of on' },
    ]);
    expect(recordsAsked).toEqual([
      {
        id: 'move lamp=on',
        facts: { learnt: 1 },
        input: expect.objectContaining({ functionName: 'checkout' }) as object,
      },
    ]);
  });

  it('makes a record of a step that it cannot read from what can be read of it', async () => {
    salvaged = { resource: 'salvaged', before: 'start', left: [] };

    const outcome = await broken(undoing([...moves('door=open'), looks('hold')]), async (database) => {
      await forgetRecords(database);
      await breakSteps(database);
    });

    expect(undone).toMatchObject([{ resource: 'salvaged', before: 'start' }]);
    expect(salvages).toContainEqual({ step: undefined, facts: {}, resource: undefined });
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
