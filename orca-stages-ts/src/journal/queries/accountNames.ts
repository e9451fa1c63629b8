import type { KeyedAccount, NamedAccount } from '../../model/keyedAccount';
import { inTransaction } from '../inTransaction';
import type { JournalDatabase } from '../openJournal';

/** Stands in keys for a name that belongs to another AWS account. */
const numberName = (accountId: string): string => `aws:${accountId}`;

/**
 * Records which AWS accounts the configured names stand for, so that everything about a function is found under every
 * name of its AWS account, including earlier ones. A name that stood for another AWS account when the journal first saw
 * it is replaced in keys: what is known under it is about that account. What earlier releases wrote is taken to be about
 * the accounts that are configured at the upgrade.
 */
export async function keyAccounts(
  database: JournalDatabase,
  accounts: readonly NamedAccount[],
): Promise<KeyedAccount[]> {
  return inTransaction(database, async (transaction) => {
    const stands = async (name: string, accountId: string): Promise<string | undefined> => {
      await transaction
        .insertInto('account_names')
        .values({ name, account_id: accountId })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
      const row = await transaction
        .selectFrom('account_names')
        .select('account_id')
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.account_id;
    };
    const keyed: KeyedAccount[] = [];
    for (const { name, accountId, only } of accounts) {
      const isFirst = (await stands(name, accountId)) === accountId;
      if (!isFirst) await stands(numberName(accountId), accountId);
      keyed.push({ name, accountId, only, keyName: isFirst ? name : numberName(accountId) });
    }
    return keyed;
  });
}
