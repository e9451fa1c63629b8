import { readFileSync } from 'node:fs';
import type { SettingProblem } from './settingProblem';

/** The process's environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The text of a file or environment variable that the configuration names; undefined if there is none, with the problem. */
export function readSource(
  source: { file: string | undefined; variable: string | undefined },
  field: string,
  environment: Environment,
  problems: SettingProblem[],
): string | undefined {
  if (source.file !== undefined) {
    try {
      return readFileSync(source.file, 'utf8');
    } catch (error) {
      problems.push({
        field,
        message: `${source.file} cannot be read (${errorCode(error)}); check the path and its permissions`,
      });
      return undefined;
    }
  }
  const text = environment[source.variable ?? ''];
  if (text === undefined || text === '')
    problems.push({ field, message: `the environment variable ${source.variable ?? ''} is not set` });
  return text === '' ? undefined : text;
}

/** Node's code of an error, such as ENOENT. */
export const errorCode = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown error';
