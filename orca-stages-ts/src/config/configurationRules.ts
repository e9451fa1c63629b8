import type { Configuration } from './configurationSchema';
import type { SettingProblem } from './settingProblem';

/** Rules over several settings, each with its remedy. */
export function configurationRules(configuration: Configuration): SettingProblem[] {
  const names = configuration.accounts.map((account) => account.name);
  const repeated = names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ field: `accounts.${index}.name`, message: `is ${name} again; every account needs a name of its own` }],
  );
  const perAccount = configuration.accounts.flatMap((account, index) => accountRules(account, `accounts.${index}`));
  return [...repeated, ...perAccount, ...timingRules(configuration.timing)];
}

type Account = Configuration['accounts'][number];

const accountRules = (account: Account, path: string): SettingProblem[] => [
  ...roleRules(account, path),
  ...testCredentialRules(account, path),
  ...endpointRules(account, path),
  ...regionRules(account, path),
];

/** The role belongs to the account, and some settings only say how to assume it. */
function roleRules(account: Account, path: string): SettingProblem[] {
  if (account.assumeRoleArn === undefined)
    return (['externalId', 'stsEndpoint'] as const)
      .filter((name) => account[name] !== undefined)
      .map((name) => ({
        field: `${path}.${name}`,
        message: 'means nothing without assumeRoleArn; add the role or remove it',
      }));
  const roleAccount = account.assumeRoleArn.split(':')[4];
  if (roleAccount === undefined || roleAccount === account.accountId) return [];
  return [
    {
      field: `${path}.assumeRoleArn`,
      message: `belongs to account ${roleAccount}, not to ${account.accountId}; use a role of the account itself`,
    },
  ];
}

/** Made-up credentials work only where every service that sees them is made up too. */
function testCredentialRules(account: Account, path: string): SettingProblem[] {
  if (!account.testCredentials) return [];
  const field = `${path}.testCredentials`;
  const problems: SettingProblem[] = [];
  if (account.lambdaEndpoint === undefined)
    problems.push({ field, message: 'needs lambdaEndpoint; real AWS refuses made-up credentials' });
  if (account.assumeRoleArn !== undefined && account.stsEndpoint === undefined)
    problems.push({ field, message: 'needs stsEndpoint too; real STS refuses made-up credentials' });
  return problems;
}

/** Session tokens travel in a header of every signed request, so real ones need TLS. */
function endpointRules(account: Account, path: string): SettingProblem[] {
  if (account.testCredentials) return [];
  return (['lambdaEndpoint', 'stsEndpoint'] as const)
    .filter((name) => account[name]?.startsWith('http:') === true)
    .map((name) => ({
      field: `${path}.${name}`,
      message: 'must be https, or testCredentials must be true: real credentials are not sent in the clear',
    }));
}

function regionRules({ regions }: Account, path: string): SettingProblem[] {
  const repeated = regions.findIndex((name, index) => regions.indexOf(name) !== index);
  return repeated < 0 ? [] : [{ field: `${path}.regions.${repeated}`, message: 'is named twice; remove one' }];
}

function timingRules(timing: Configuration['timing']): SettingProblem[] {
  return timing.abandonedAfterSeconds > timing.heartbeatSeconds
    ? []
    : [
        {
          field: 'timing.abandonedAfterSeconds',
          message: `must be more than timing.heartbeatSeconds (${timing.heartbeatSeconds})`,
        },
      ];
}
