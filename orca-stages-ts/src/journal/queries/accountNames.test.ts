import { openJournal, type JournalDatabase } from '../openJournal';
import { JOURNAL_KINDS, useJournals } from '../../testing/testJournals';
import { keyAccounts } from './accountNames';
import { keysOfTarget } from './sameTarget';

const ONE = '111111111111',
  TWO = '222222222222';

describe.each(JOURNAL_KINDS)('the keys of a target, in %s,', (kind) => {
  const journals = useJournals(kind);
  let database: JournalDatabase;

  beforeEach(async () => {
    database = await openJournal((await journals.next()) ?? ':memory:');
  });
  afterEach(() => database.destroy());

  const keyNames = async (...accounts: [name: string, accountId: string][]): Promise<string[]> =>
    (
      await keyAccounts(
        database,
        accounts.map(([name, accountId]) => ({ name, accountId })),
      )
    ).map(({ keyName }) => keyName);
  const keysOf = async (key: string): Promise<string[]> => {
    await database.deleteFrom('locks').execute();
    await database
      .insertInto('locks')
      .values(
        ['prod', 'production', 'live/prod', 'other', `aws:${TWO}`]
          .flatMap((name) => [`${name}/us-east-1/checkout`, `${name}/us-east-1/orders`, `${name}/eu-west-1/checkout`])
          .map((target_key) => ({ target_key, operation_id: 'o', locked_at: 1 })),
      )
      .execute();
    const rows = await database
      .selectFrom('locks')
      .select('target_key')
      .where('target_key', 'in', keysOfTarget(key))
      .orderBy('target_key')
      .execute();
    return rows.map((row) => row.target_key);
  };

  it('are those with every name of its AWS account, for the same region and function', async () => {
    expect(await keyNames(['prod', ONE], ['live/prod', ONE], ['other', TWO])).toEqual(['prod', 'live/prod', 'other']);

    expect(await keysOf('prod/us-east-1/checkout')).toEqual([
      'live/prod/us-east-1/checkout',
      'prod/us-east-1/checkout',
    ]);
    expect(await keysOf('live/prod/us-east-1/checkout')).toEqual(await keysOf('prod/us-east-1/checkout'));
    expect(await keysOf('other/us-east-1/checkout')).toEqual(['other/us-east-1/checkout']);
  });

  it('include earlier names of the AWS account', async () => {
    await keyNames(['prod', ONE]);
    await keyNames(['production', ONE]);

    expect(await keysOf('production/us-east-1/orders')).toEqual([
      'prod/us-east-1/orders',
      'production/us-east-1/orders',
    ]);
  });

  it('have the number of the AWS account where its name was once that of another', async () => {
    await keyNames(['prod', ONE]);

    expect(await keyNames(['prod', TWO], ['production', ONE])).toEqual([`aws:${TWO}`, 'production']);
    expect(await keysOf(`aws:${TWO}/us-east-1/checkout`)).toEqual([`aws:${TWO}/us-east-1/checkout`]);
    expect(await keysOf('production/us-east-1/checkout')).toEqual([
      'prod/us-east-1/checkout',
      'production/us-east-1/checkout',
    ]);
    expect(await keyNames(['prod', ONE])).toEqual(['prod']);
  });

  it('is the key itself for a name that the journal does not know', async () => {
    expect(await keysOf('prod/eu-west-1/checkout')).toEqual(['prod/eu-west-1/checkout']);
  });
});
