import { readSigningKey } from '../events';
import type { Configuration } from './configurationSchema';
import { readSource, type Environment } from './readSource';
import type { SettingProblem } from './settingProblem';

/** The keys that sign events, by the receiver's URL. */
export function readEventKeys(
  { events }: Pick<Configuration, 'events'>,
  environment: Environment,
  problems: SettingProblem[],
): Map<string, Buffer> {
  const keys = new Map<string, Buffer>();
  for (const [index, { url, secretFile, secretEnv }] of events.entries()) {
    if (url === undefined) continue;
    const field = `events.${index}.${secretFile === undefined ? 'secretEnv' : 'secretFile'}`;
    const text = readSource({ file: secretFile, variable: secretEnv }, field, environment, problems);
    const key = text === undefined ? undefined : readSigningKey(text);
    if (key !== undefined) keys.set(url, key);
    else if (text !== undefined)
      problems.push({
        field,
        message:
          'must contain 24 to 64 bytes as base64, with or without whsec_ before it; `openssl rand -base64 32` creates one',
      });
  }
  return keys;
}
