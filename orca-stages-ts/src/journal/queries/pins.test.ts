import { openJournal, type JournalDatabase } from '../openJournal';
import type { PinWrite } from '../../model/pins';
import { JOURNAL_KINDS, useJournals } from '../../testing/testJournals';
import { keyAccounts } from './accountNames';
import { inTransaction } from '../inTransaction';
import { readMovedBy, readPin, writePins } from './pins';

describe.each(JOURNAL_KINDS)(
  'a pin that an earlier release wrote under both names of an AWS account, in %s,',
  (kind) => {
    const journals = useJournals(kind);
    let database: JournalDatabase;

    beforeEach(async () => {
      database = await openJournal((await journals.next()) ?? ':memory:');
    });
    afterEach(() => database.destroy());

    it.each([
      ['baseline', 'first'],
      ['firstRouting', 'first'],
      ['previous', 'first'],
      ['latest', 'first'],
      ['candidate', 'newest'],
      ['leftRouting', 'newest'],
      ['intendedRouting', 'newest'],
      ['timedRevert', 'newest'],
    ] as const)('is, if it is the %s, the %s one', async (pinKind, value) => {
      const accountId = '111111111111';
      await keyAccounts(database, [
        { name: 'prod', accountId },
        { name: 'team', accountId },
      ]);
      const pin = { execution_id: 'execution-1', kind: pinKind, alias_name: 'live' };
      await database
        .insertInto('pins')
        .values([
          { ...pin, target_key: 'prod/us-east-1/checkout', value: 'newest', written_at: 2 },
          { ...pin, target_key: 'team/us-east-1/checkout', value: 'first', written_at: 1 },
        ])
        .execute();

      const scope = { executionId: 'execution-1', targetKey: 'prod/us-east-1/checkout' };
      expect(await readPin(database, scope, pinKind, 'live')).toBe(value);
    });

    it.each<[PinWrite['kind'], PinWrite['value']]>([
      ['firstRouting', { routing: { mainVersion: '43' } }],
      ['firstDescription', { description: 'by somebody else' }],
      ['leftRouting', { routing: { mainVersion: '43' }, how: 'moved' }],
    ])('is, if it is the %s, what replaces it under either name', async (pinKind, value) => {
      const accountId = '111111111111';
      await keyAccounts(database, [
        { name: 'prod', accountId },
        { name: 'team', accountId },
      ]);
      const executionId = 'execution-1';
      const pin = { execution_id: executionId, kind: pinKind, alias_name: 'live' };
      await database
        .insertInto('pins')
        .values([
          { ...pin, target_key: 'team/us-east-1/checkout', value: 'first', written_at: 1 },
          { ...pin, target_key: 'team/us-east-1/orders', value: 'of another function', written_at: 1 },
        ])
        .execute();
      const scopeOf = (targetKey: string) => ({ executionId, targetKey });
      const prod = scopeOf('prod/us-east-1/checkout');

      await inTransaction(database, (transaction) =>
        writePins(transaction, prod, [{ kind: pinKind, aliasName: 'live', value, mode: 'replace' }], 2),
      );

      const readUnder = (targetKey: string) => readPin(database, scopeOf(targetKey), pinKind, 'live');
      expect(await readUnder('prod/us-east-1/checkout')).toBe(JSON.stringify(value));
      expect(await readUnder('team/us-east-1/checkout')).toBe(JSON.stringify(value));
      expect(await readUnder('prod/us-east-1/orders')).toBe('of another function');
    });
  },
);

describe.each(JOURNAL_KINDS)('who has moved an alias to what it serves, in %s,', (kind) => {
  const journals = useJournals(kind);
  let database: JournalDatabase;
  const targetKey = '111111111111/us-east-1/checkout';
  const two = { mainVersion: '2' };
  const earlier = { executionId: 'earlier', at: '1970-01-01T00:00:00.001Z' };

  beforeEach(async () => {
    database = await openJournal((await journals.next()) ?? ':memory:');
  });
  afterEach(() => database.destroy());

  it.each<[string, object[], string | undefined]>([
    ['the execution that moved it there last', [{ routing: two, how: 'moved' }], 'execution-1'],
    ['nobody known, if an execution only found it there', [{ routing: two, how: 'found' }], undefined],
    ['who had moved it to what an execution found', [{ routing: two, how: 'found', movedBy: earlier }], 'earlier'],
    ['nobody known, if an earlier release wrote the pin', [{ routing: two }], undefined],
    [
      'nobody known, if another execution has left something else since',
      [
        { routing: two, how: 'moved' },
        { routing: { mainVersion: '3' }, how: 'moved' },
      ],
      undefined,
    ],
    [
      'nobody known, if another execution has found it there since, and something else before',
      [
        { routing: two, how: 'moved' },
        { routing: two, how: 'found' },
      ],
      undefined,
    ],
  ])('is %s', async (_title, pins, executionId) => {
    await database
      .insertInto('pins')
      .values(
        pins.map((pin, index) => ({
          ...{ execution_id: `execution-${index + 1}`, target_key: targetKey, kind: 'leftRouting', alias_name: 'live' },
          value: JSON.stringify(pin),
          written_at: index + 1,
        })),
      )
      .execute();

    const author = await readMovedBy(database, targetKey, 'live', two);

    expect(author?.executionId).toBe(executionId);
  });
});
