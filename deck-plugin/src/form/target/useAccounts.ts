import * as React from 'react';
import { AccountService } from '@spinnaker/core';
import { accountFactsOf, type AccountFacts } from './accountFacts';

/** AWS accounts to offer, as Deck knows them; none while they are read, and none when that fails: a form never depends on it. */
export function useAccounts(): readonly AccountFacts[] {
  const [accounts, setAccounts] = React.useState<readonly AccountFacts[]>([]);
  React.useEffect(() => {
    let gone = false;
    readAccounts().then(
      (answer) => {
        if (!gone) setAccounts(accountFactsOf(answer));
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
  return accounts;
}

/** The older Deck answers with AngularJS's promise, and throws where AngularJS does not run. */
async function readAccounts(): Promise<unknown> {
  return await Promise.resolve(AccountService.listAccounts('aws'));
}
