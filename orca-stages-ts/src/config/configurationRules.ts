import { accountEventRules } from './accountEventRules';
import type { Configuration } from './configurationSchema';
import { eventRules } from './eventRules';
import type { SettingProblem } from './settingProblem';

/** Rules over several settings, each with its remedy. */
export function configurationRules(configuration: Configuration): SettingProblem[] {
  const names = configuration.accounts.map((account) => account.name);
  const repeated = names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ field: `accounts.${index}.name`, message: `repeats ${name}; account names must be unique` }],
  );
  const perAccount = configuration.accounts.flatMap((account, index) => accountRules(account, `accounts.${index}`));
  return [
    ...repeated,
    ...perAccount,
    ...orcaRules(configuration),
    ...timingRules(configuration.timing),
    ...eventRules(configuration.events),
  ];
}

type Account = Configuration['accounts'][number];

const accountRules = (account: Account, path: string): SettingProblem[] => [
  ...roleRules(account, path),
  ...testCredentialRules(account, path),
  ...endpointRules(account, path),
  ...regionRules(account, path),
  ...accountEventRules(account, path),
];

/** The role must be in the account, and some settings only make sense with a role. */
function roleRules(account: Account, path: string): SettingProblem[] {
  if (account.assumeRoleArn === undefined)
    return (['externalId', 'stsEndpoint'] as const)
      .filter((name) => account[name] !== undefined)
      .map((name) => ({
        field: `${path}.${name}`,
        message: 'has no effect without assumeRoleArn; add the role or remove it',
      }));
  const roleAccount = account.assumeRoleArn.split(':')[4];
  if (roleAccount === undefined || roleAccount === account.accountId) return [];
  return [
    {
      field: `${path}.assumeRoleArn`,
      message: `belongs to account ${roleAccount}, not to ${account.accountId}; use a role in the same account`,
    },
  ];
}

/** Fake credentials only work if every service that gets them is fake too. */
function testCredentialRules(account: Account, path: string): SettingProblem[] {
  if (!account.testCredentials) return [];
  const field = `${path}.testCredentials`;
  const problems: SettingProblem[] = [];
  if (account.lambdaEndpoint === undefined)
    problems.push({ field, message: 'needs lambdaEndpoint; AWS rejects test credentials' });
  if (account.assumeRoleArn !== undefined && account.stsEndpoint === undefined)
    problems.push({ field, message: 'also needs stsEndpoint; AWS STS rejects test credentials' });
  return problems;
}

/** Every signed request has the session token in a header, so real ones need TLS. */
function endpointRules(account: Account, path: string): SettingProblem[] {
  if (account.testCredentials) return [];
  const { lambdaEndpoint, stsEndpoint, cloudwatchEndpoint, events } = account;
  const endpoints = {
    lambdaEndpoint,
    stsEndpoint,
    cloudwatchEndpoint,
    'events.snsEndpoint': events?.snsEndpoint,
    'events.eventBridgeEndpoint': events?.eventBridgeEndpoint,
  };
  return Object.entries(endpoints)
    .filter(([, url]) => url?.startsWith('http:') === true)
    .map(([name]) => ({
      field: `${path}.${name}`,
      message: 'must be https, or testCredentials must be true: real credentials are never sent over plain http',
    }));
}

function regionRules({ regions }: Account, path: string): SettingProblem[] {
  const repeated = regions.findIndex((name, index) => regions.indexOf(name) !== index);
  return repeated < 0 ? [] : [{ field: `${path}.regions.${repeated}`, message: 'is listed twice; remove one' }];
}

/** Only Orca's record shows which user a request is for. */
function orcaRules({ authorization, orca }: Configuration): SettingProblem[] {
  if (authorization !== 'allowedAccounts' || orca.baseUrl !== undefined) return [];
  return [
    {
      field: 'orca.baseUrl',
      message:
        "is missing; set it to Orca's URL, so that the sidecar can check with Orca that a request comes from one of its stages. To trust anyone who has the token, set authorization: tokenOnly",
    },
  ];
}

function timingRules(timing: Configuration['timing']): SettingProblem[] {
  return timing.abandonedAfterSeconds === undefined || timing.abandonedAfterSeconds > timing.heartbeatSeconds
    ? []
    : [
        {
          field: 'timing.abandonedAfterSeconds',
          message: `must be more than timing.heartbeatSeconds (${timing.heartbeatSeconds})`,
        },
      ];
}
