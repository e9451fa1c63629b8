import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';

import type { Resources } from 'strict-lambda';
import { parse } from 'yaml';

import { repositoryDir } from './repository';
import { StartError } from './startError';

const VARIABLE = 'SANDBOX_RESOURCES';

/**
 * The layers, queues, topics, event buses, streams and subnets that exist in the sandbox, from the file that the environment names;
 * without one, each is only checked for its form. Throws a StartError for a file that cannot be read or understood.
 */
export async function readResourcesFile(environment: Readonly<Record<string, string | undefined>>): Promise<Resources> {
  const name = environment[VARIABLE]?.trim() ?? '';
  if (name === '') {
    return {};
  }
  const file = isAbsolute(name) ? name : resolve(repositoryDir, name);
  const { readResources } = await import('strict-lambda');
  try {
    return readResources(parse(readFileSync(file, 'utf8')) as unknown);
  } catch (error) {
    throw new StartError(
      `${VARIABLE}: ${file} cannot be used: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
