import type { Configuration } from './configurationSchema';
import type { SettingProblem } from './settingProblem';

type Receiver = Configuration['events'][number];

/** Rules over the receivers of events, each with its remedy. */
export function eventRules(events: readonly Receiver[]): SettingProblem[] {
  const addresses = events.map(addressOf);
  return events.flatMap((receiver, index) => {
    const path = `events.${index}`,
      address = addresses[index];
    const repeated =
      address !== undefined && addresses.indexOf(address) !== index
        ? [{ field: path, message: 'repeats the address of another receiver; put all types into one' }]
        : [];
    return [...oneAddress(receiver, path), ...repeated];
  });
}

const addressOf = ({ url, echo }: Receiver): string | undefined => url ?? echo;

function oneAddress(receiver: Receiver, path: string): SettingProblem[] {
  if ((receiver.url === undefined) === (receiver.echo === undefined))
    return [{ field: path, message: 'needs either url or echo' }];
  return receiver.url === undefined ? echoRules(receiver, path) : urlRules(receiver, receiver.url, path);
}

/** Echo knows no signatures, and its address is as trusted as Orca's. */
const echoRules = (receiver: Receiver, path: string): SettingProblem[] =>
  (['secretFile', 'secretEnv', 'allowHttp'] as const)
    .filter((name) => receiver[name] !== undefined && receiver[name] !== false)
    .map((name) => ({ field: `${path}.${name}`, message: 'has no effect with echo; remove it' }));

function urlRules({ secretFile, secretEnv, allowHttp }: Receiver, url: string, path: string): SettingProblem[] {
  const problems: SettingProblem[] = [];
  if (secretFile !== undefined && secretEnv !== undefined)
    problems.push({ field: `${path}.secretEnv`, message: 'is a second key beside secretFile; remove one' });
  if (secretFile === undefined && secretEnv === undefined)
    problems.push({
      field: `${path}.secretFile`,
      message: 'is missing; name a file (or with secretEnv an environment variable) that contains the key for signing',
    });
  if (!allowHttp && url.startsWith('http:') && !isLoopback(new URL(url).hostname))
    problems.push({
      field: `${path}.url`,
      message: 'must be https, or allowHttp must be true: events name users, functions and versions',
    });
  return problems;
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
