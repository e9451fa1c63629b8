import * as React from 'react';
import { AccountService } from '@spinnaker/core';
import { accountFactsOf, type AccountFacts } from './accountFacts';

/**
 * AWS accounts to suggest, as Deck knows them; none while they load, and none if that fails: a form never depends on
 * them.
 */
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

/** The older Deck returns AngularJS's promise, and throws if AngularJS is not running. */
async function readAccounts(): Promise<unknown> {
  return await Promise.resolve(AccountService.listAccounts('aws'));
}
