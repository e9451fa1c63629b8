import type { Problem } from 'stage-contract';
import type { Configuration } from './configurationSchema';

/** Rules over several settings, each with its remedy. */
export function configurationRules(configuration: Configuration): Problem[] {
  const names = configuration.accounts.map((account) => account.name);
  const repeated = names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ field: `accounts.${index}.name`, message: `is ${name} again; every account needs a name of its own` }],
  );
  const perAccount = configuration.accounts.flatMap((account, index) => accountRules(account, `accounts.${index}`));
  return [...repeated, ...perAccount, ...timingRules(configuration.timing)];
}

function accountRules(account: Configuration['accounts'][number], path: string): Problem[] {
  const problems: Problem[] = [];
  const roleAccount = account.assumeRoleArn?.split(':')[4];
  if (roleAccount !== undefined && roleAccount !== account.accountId)
    problems.push({
      field: `${path}.assumeRoleArn`,
      message: `belongs to account ${roleAccount}, not to ${account.accountId}; use a role of the account itself`,
    });
  if (account.externalId !== undefined && account.assumeRoleArn === undefined)
    problems.push({
      field: `${path}.externalId`,
      message: 'means nothing without assumeRoleArn; add the role or remove it',
    });
  if (account.stsEndpoint !== undefined && account.assumeRoleArn === undefined)
    problems.push({
      field: `${path}.stsEndpoint`,
      message: 'means nothing without assumeRoleArn; add the role or remove it',
    });
  if (account.testCredentials && account.lambdaEndpoint === undefined)
    problems.push({
      field: `${path}.testCredentials`,
      message: 'needs lambdaEndpoint; real AWS refuses made-up credentials',
    });
  if (account.testCredentials && account.assumeRoleArn !== undefined && account.stsEndpoint === undefined)
    problems.push({
      field: `${path}.testCredentials`,
      message: 'needs stsEndpoint too; real STS refuses made-up credentials',
    });
  for (const name of ['lambdaEndpoint', 'stsEndpoint'] as const) {
    // Session tokens travel in a header of every signed request, so real ones need TLS.
    if (account[name]?.startsWith('http:') === true && !account.testCredentials)
      problems.push({
        field: `${path}.${name}`,
        message: 'must be https, or testCredentials must be true: real credentials are not sent in the clear',
      });
  }
  const region = account.regions.findIndex((name, index) => account.regions.indexOf(name) !== index);
  if (region >= 0) problems.push({ field: `${path}.regions.${region}`, message: 'is named twice; remove one' });
  return problems;
}

function timingRules(timing: Configuration['timing']): Problem[] {
  return timing.abandonedAfterSeconds > timing.heartbeatSeconds
    ? []
    : [
        {
          field: 'timing.abandonedAfterSeconds',
          message: `must be more than timing.heartbeatSeconds (${timing.heartbeatSeconds})`,
        },
      ];
}
