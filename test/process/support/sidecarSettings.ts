import { UNPACED_RATES } from '../../../orca-stages-ts/src/testing/unpacedRates';

/** The token by which the sidecar recognizes Orca in these tests. */
export const TOKEN = 'token-of-orca-0123456789abcdef';
export const ACCOUNT_ID = '123456789012';
/** A role that the strict Lambda does not let anyone assume. */
export const LOCKED_ROLE = `arn:aws:iam::${ACCOUNT_ID}:role/locked`;

/**
 * The configuration file: several accounts at one strict Lambda, whose role may (`local`, `acct1`) or may not
 * (`locked`) be assumed.
 */
export function sidecarSettings(options: {
  port: number;
  lambdaUrl: string;
  journalFile: string;
  change?: Record<string, unknown>;
}): Record<string, unknown> {
  const account = (name: string, roleArn = `arn:aws:iam::${ACCOUNT_ID}:role/lambda-stages`): object => ({
    name,
    accountId: ACCOUNT_ID,
    regions: ['us-east-1', 'eu-west-1'],
    assumeRoleArn: roleArn,
    lambdaEndpoint: options.lambdaUrl,
    stsEndpoint: options.lambdaUrl,
    testCredentials: true,
  });
  return {
    publicUrl: `http://127.0.0.1:${options.port}`,
    listen: { port: options.port },
    tokens: [{ tokenEnv: 'LAMBDA_STAGES_TOKEN' }],
    journal: { file: options.journalFile },
    accounts: [account('local'), account('acct1'), account('locked', LOCKED_ROLE)],
    rates: UNPACED_RATES,
    ...options.change,
  };
}
