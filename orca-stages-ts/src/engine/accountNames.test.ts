import { keyAccounts } from '../journal/queries/accountNames';
import { insertOperation } from '../journal/queries/insertOperation';
import type { AnyStage } from '../model/stage';
import type { ObserveContext } from '../model/stageContext';
import {
  done,
  outcomeOf,
  startEngineBench,
  testRequest,
  testStage,
  testSteps,
  type BenchedEngine,
  type EngineBench,
} from '../testing/engineBench';
import { operationRow } from '../testing/operationRow';
import { saying } from '../testing/saying';
import { JOURNAL_KINDS, useJournals } from '../testing/testJournals';
import type { AcceptedRequest } from './operationService';

const ACCOUNTS = [
  { name: 'local', accountId: '111111111111' },
  { name: 'same', accountId: '111111111111' },
  { name: 'other', accountId: '222222222222' },
];

/** A stage of an execution of its own, on the function `checkout` of this account. */
function requestIn(account: string, stageId: string, executionId = stageId): AcceptedRequest {
  const accepted = testRequest({ stageId, executionId });
  return { ...accepted, input: { ...accepted.input, account } };
}

describe.each(JOURNAL_KINDS)('functions of accounts with several names, with a journal in %s,', (kind) => {
  const journals = useJournals(kind);
  let bench: EngineBench;
  let finish: () => void = () => undefined;
  /** Stages whose step has begun, in order; the first waits for `finish`. */
  let begun: string[];

  beforeEach(async () => {
    bench = startEngineBench(await journals.next());
    begun = [];
  });
  afterEach(async () => {
    finish();
    await bench.close();
  });

  const slowStage = (more: Partial<AnyStage> = {}): AnyStage => {
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    return {
      ...testStage(testSteps('slow'), async (_step, { operation }) => {
        begun.push(operation.stageId);
        if (begun.length === 1) await gate;
        return done;
      }),
      ...more,
    };
  };
  /** An engine whose configuration has these accounts. */
  async function start(stage: AnyStage, accounts = ACCOUNTS): Promise<BenchedEngine> {
    const idle = await bench.start(stage);
    await idle.engine.stop();
    return bench.start(stage, { accounts: await keyAccounts(idle.database, accounts) });
  }

  it('take turns under different names of one account', async () => {
    const { engine } = await start(slowStage());
    await engine.create(requestIn('local', 'first'));
    await bench.clock.advance(100);

    const { id } = await engine.create(requestIn('same', 'second'));
    await bench.clock.advance(10_000);
    const meanwhile = [...begun],
      waiting = await outcomeOf(engine, id);
    finish();
    await bench.clock.advance(100);

    expect(meanwhile).toEqual(['first']);
    expect(waiting).toMatchObject({ status: 'RUNNING', progressTold: { code: 'waitingForOtherOperation' } });
    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
    expect(begun).toEqual(['first', 'second']);
  });

  it('do not wait for a function of that name in another account', async () => {
    const { engine } = await start(slowStage());
    await engine.create(requestIn('local', 'first'));
    await bench.clock.advance(100);

    const { id } = await engine.create(requestIn('other', 'second'));
    await bench.clock.advance(10_000);

    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
    expect(begun).toEqual(['first', 'second']);
  });

  it('do not share anything with the account that had the name before', async () => {
    const stage = slowStage();
    const before = await start(stage, [{ name: 'local', accountId: '111111111111' }]);
    await before.engine.create(requestIn('local', 'first'));
    await bench.clock.advance(100);

    const { engine, database } = await start(stage, [{ name: 'local', accountId: '333333333333' }]);
    const { id } = await engine.create(requestIn('local', 'second'));
    await bench.clock.advance(1_000);

    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
    expect(
      await database
        .selectFrom('operations')
        .select(['stage_id', 'account', 'target_key'])
        .orderBy('stage_id')
        .execute(),
    ).toEqual([
      { stage_id: 'first', account: 'local', target_key: 'local/us-east-1/checkout' },
      { stage_id: 'second', account: 'local', target_key: 'aws:333333333333/us-east-1/checkout' },
    ]);
  });

  it('are left alone if the name of their account is given to another one while a stage is under way', async () => {
    const applied: string[] = [];
    const stage: AnyStage = {
      ...testStage(
        testSteps('wait'),
        async (step) => {
          applied.push(step.id);
          return { kind: 'wait', afterMs: 60_000, progress: saying('Waiting.') };
        },
        () => testSteps('revert'),
      ),
    };
    const before = await start(stage, [{ name: 'local', accountId: '111111111111' }]);
    const { id } = await before.engine.create(requestIn('local', 'first'));
    await bench.clock.advance(100);
    await before.engine.stop();

    const { engine } = await start(stage, [{ name: 'local', accountId: '333333333333' }]);
    await bench.clock.advance(59_000);
    await engine.poll(id);
    await bench.clock.advance(2_000);

    expect(await outcomeOf(engine, id)).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'accountNotConfigured', told: { code: 'accountIsAnother', values: { account: 'local' } } },
      steps: [
        { id: 'wait', state: 'failed' },
        { id: 'revert', state: 'failed' },
      ],
    });
    expect(applied).toEqual(['wait']);
  });

  describe('know', () => {
    /** What stages have observed with, by stage. */
    let contexts: Map<string, ObserveContext>;
    const observing = (): AnyStage =>
      slowStage({
        observe: async (_input, context) => {
          contexts.set(context.operation.stageId, context);
          return {};
        },
        plan: (_input, _observed, { stageId }) =>
          stageId !== 'first'
            ? { steps: [] }
            : {
                steps: testSteps('slow').map((step) => ({ ...step, withoutLock: true })),
                pins: [{ kind: 'candidate', value: { version: '7' }, mode: 'once' }],
                served: [
                  { aliasName: 'live', versions: [{ version: '5' }], how: 'found' },
                  { aliasName: 'live', versions: [{ version: '6' }], how: 'moved' },
                ],
                holds: [{ resource: 'alias:live', terms: { baseline: '6', candidate: '7' } }],
              },
      });
    beforeEach(() => {
      contexts = new Map();
    });

    it.each([
      ['same', true],
      ['other', false],
    ])('what is pinned, served and held under a name, under the name %s: %p', async (account, isKnown) => {
      const { engine } = await start(observing());
      await engine.create(requestIn('local', 'first', 'execution-1'));
      await bench.clock.advance(100);

      await engine.create(requestIn(account, 'later', 'execution-1'));
      await engine.create(requestIn(account, 'foreign', 'execution-2'));
      await bench.clock.advance(5_000);
      const [later, foreign] = [contexts.get('later'), contexts.get('foreign')];

      expect(begun).toEqual(['first']);
      expect({
        pinned: await later?.pins.version('candidate'),
        served: (await later?.pins.sightings('live'))?.map(({ versions }) => versions[0]?.version),
        held: (await foreign?.pins.heldByOther('alias:live'))?.executionId,
        ownHold: await later?.pins.heldByOther('alias:live'),
      }).toEqual(
        isKnown
          ? { pinned: '7', served: ['5', '6'], held: 'execution-1', ownHold: undefined }
          : { pinned: undefined, served: [], held: undefined, ownHold: undefined },
      );
    });

    it.each([
      ['once', 'same', 'first'],
      ['replace', 'local', 'second'],
    ] as const)('the pin of an execution that is written %s, under the name %s', async (mode, reader, wanted) => {
      const pinning = (): AnyStage => ({
        ...observing(),
        plan: (_input, _observed, { stageId }) => ({
          steps: [],
          pins: stageId === 'reader' ? [] : [{ kind: 'candidate', mode, value: { version: stageId } }],
        }),
      });
      const read = async (): Promise<unknown> => {
        const { engine } = await start(pinning());
        for (const [account, stageId] of [
          ['local', 'first'],
          ['same', 'second'],
          [reader, 'reader'],
        ] as const) {
          await engine.create(requestIn(account, stageId, mode));
          await bench.clock.advance(1_000);
        }
        return contexts.get('reader')?.pins.version('candidate');
      };

      expect(await read()).toBe(wanted);
    });
  });

  it('wait for one that an earlier release has locked under another name', async () => {
    const { engine, database } = await start(slowStage());
    await insertOperation(
      database,
      operationRow('old', {
        ...{ account: 'same', target_key: 'same/us-east-1/checkout', function_name: 'checkout' },
        ...{ deadline_at: bench.clock.now() + 3_600_000, due_at: bench.clock.now() + 60_000 },
        ...{ last_poll_at: bench.clock.now(), waits_for_lock: 0, phase: 'applying' },
      }),
    );
    await database
      .insertInto('locks')
      .values({ target_key: 'same/us-east-1/checkout', operation_id: 'old', locked_at: 1 })
      .execute();

    const { id } = await engine.create(requestIn('local', 'first'));
    await bench.clock.advance(5_000);
    const waiting = [...begun];
    await database.updateTable('operations').set({ status: 'SUCCEEDED' }).where('id', '=', 'old').execute();
    await bench.clock.advance(5_000);
    finish();
    await bench.clock.advance(100);

    expect(waiting).toEqual([]);
    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
  });

  it('let only one go on of two that an earlier release has locked under two names', async () => {
    const stage = slowStage();
    const old = await bench.start(stage);
    await old.engine.stop();
    await old.engine.create(requestIn('local', 'first'));
    await old.engine.create(requestIn('same', 'second'));
    const rows = await old.database.selectFrom('operations').select(['id', 'target_key']).execute();
    for (const { id, target_key } of rows)
      await old.database
        .insertInto('locks')
        .values({ target_key, operation_id: id, locked_at: target_key.startsWith('local') ? 1 : 2 })
        .execute();

    await bench.start(stage, { accounts: await keyAccounts(old.database, ACCOUNTS) });
    await bench.clock.advance(10_000);
    const meanwhile = [...begun];
    finish();
    await bench.clock.advance(10_000);

    expect(meanwhile).toEqual(['first']);
    expect(begun).toEqual(['first', 'second']);
  });
});
