import { openJournal, type JournalDatabase } from '../openJournal';
import { JOURNAL_KINDS, useJournals } from '../../testing/testJournals';
import { keyAccounts } from './accountNames';
import { readPin } from './pins';

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
  },
);
