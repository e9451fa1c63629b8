import { UNPACED_RATES } from '../../../orca-stages-ts/src/testing/unpacedRates';

/** The token by which the sidecar recognizes Orca in these tests. */
export const TOKEN = 'token-of-orca-0123456789abcdef';
export const ACCOUNT_ID = '123456789012';
/** A role that the strict Lambda does not let anyone assume. */
export const LOCKED_ROLE = `arn:aws:iam::${ACCOUNT_ID}:role/locked`;

/** The role of the accounts that are only for going back. */
export const REVERT_ROLE = `arn:aws:iam::${ACCOUNT_ID}:role/lambda-stages-revert`;

/**
 * The configuration file: several accounts at one strict Lambda, whose role may (`local`, `acct1`) or may not
 * (`locked`) be assumed.
 */
export function sidecarSettings(options: {
  port: number;
  lambdaUrl: string;
  journalFile: string;
  /** AWS account numbers of further accounts, by name; they have one more region. */
  otherAccounts?: Readonly<Record<string, string>>;
  /** Further names of the AWS account that are only for going back, with a role of their own. */
  revertAccounts?: readonly string[];
  /** Topics and buses that are told about events, by the name of the account. */
  accountEvents?: Readonly<Record<string, object>>;
  change?: Record<string, unknown>;
}): Record<string, unknown> {
  const account = (
    name: string,
    accountId = ACCOUNT_ID,
    roleArn = `arn:aws:iam::${accountId}:role/lambda-stages`,
  ): object => ({
    name,
    accountId,
    regions: ['us-east-1', 'eu-west-1', ...(accountId === ACCOUNT_ID ? [] : ['ap-northeast-1'])],
    assumeRoleArn: roleArn,
    lambdaEndpoint: options.lambdaUrl,
    stsEndpoint: options.lambdaUrl,
    testCredentials: true,
    events: options.accountEvents?.[name],
  });
  return {
    publicUrl: `http://127.0.0.1:${options.port}`,
    listen: { port: options.port },
    tokens: [{ tokenEnv: 'LAMBDA_STAGES_TOKEN' }],
    // Most tests speak for Orca themselves; there is none to ask.
    authorization: 'tokenOnly',
    journal: { file: options.journalFile },
    accounts: [
      account('local'),
      account('acct1'),
      account('locked', ACCOUNT_ID, LOCKED_ROLE),
      ...Object.entries(options.otherAccounts ?? {}).map(([name, accountId]) => account(name, accountId)),
      ...(options.revertAccounts ?? []).map((name) => ({ ...account(name, ACCOUNT_ID, REVERT_ROLE), only: 'revert' })),
    ],
    rates: UNPACED_RATES,
    ...options.change,
  };
}
