import { say, StageError } from 'stage-contract';

/** What the port needs to know about a configured account. */
export interface AwsAccount {
  name: string;
  accountId: string;
  assumeRoleArn?: string | undefined;
  externalId?: string | undefined;
  regions: string[];
  functions?: string[] | undefined;
  /** The account is only for sending aliases back. */
  only?: 'revert' | undefined;
  lambdaEndpoint?: string | undefined;
  stsEndpoint?: string | undefined;
  cloudwatchEndpoint?: string | undefined;
  testCredentials: boolean;
  /** Who in the account is told about its events. */
  events?:
    | {
        snsTopicArn?: string | undefined;
        eventBusArn?: string | undefined;
        snsEndpoint?: string | undefined;
        eventBridgeEndpoint?: string | undefined;
      }
    | undefined;
}

/** The configured account of a name, if the region is configured too. Throws StageError accountNotConfigured. */
export function accountOf<Account extends AwsAccount>(
  accounts: readonly Account[],
  name: string,
  region: string,
): Account {
  const account = accounts.find((candidate) => candidate.name === name);
  const where = `${name} / ${region}`;
  if (account === undefined) {
    throw new StageError({
      code: 'accountNotConfigured',
      what: say('accountNotConfiguredHere', {
        account: name,
        configured: accounts.map((candidate) => candidate.name),
      }),
      where,
    });
  }
  if (!account.regions.includes(region)) {
    throw new StageError({
      code: 'accountNotConfigured',
      what: say('regionNotConfigured', { region, account: name, configured: account.regions }),
      where,
    });
  }
  return account;
}

/**
 * Whether stages may work on the function: any function without patterns, otherwise those that a pattern matches (`*`
 * is any text).
 */
export function mayTouchFunction(account: AwsAccount, functionName: string): boolean {
  if (account.functions === undefined) return true;
  return account.functions.some((pattern) =>
    new RegExp(
      `^${pattern
        .split('*')
        .map((part) => part.replace(/[^A-Za-z0-9_-]/g, ''))
        .join('.*')}$`,
    ).test(functionName),
  );
}
