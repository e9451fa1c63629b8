import { readFileSync } from 'node:fs';
import {
  GetFunctionCommand,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import { TOKEN } from '../process/support/sidecarSettings';
import type { TestSidecar } from '../process/support/testSidecar';
import { SECRETS } from './stageFields';

/** Checks that no secret of a stage, and not the token, appears in responses, logs or the journal. */
export function expectNoSecrets(sidecar: TestSidecar, ...answers: unknown[]): void {
  const journal = [sidecar.journalFile, `${sidecar.journalFile}-wal`]
    .map((file) => readFileSync(file, 'latin1'))
    .join('');
  const seen = `${JSON.stringify(answers)}${sidecar.log()}${journal}`;
  expect([...SECRETS, TOKEN].filter((secret) => seen.includes(secret))).toEqual([]);
}

/**
 * Everything that a stage could have changed, including RevisionIds: two equal snapshots mean that nothing was written
 * in between.
 */
export async function lookAtAws({ aws }: TestSidecar): Promise<unknown> {
  const { Functions: functions = [] } = await aws.send(new ListFunctionsCommand({}));
  const details = functions.map(async ({ FunctionName }) => ({
    head: (await aws.send(new GetFunctionCommand({ FunctionName }))).Configuration,
    versions: (await aws.send(new ListVersionsByFunctionCommand({ FunctionName }))).Versions,
    aliases: (await aws.send(new ListAliasesCommand({ FunctionName }))).Aliases,
  }));
  return Promise.all(details);
}
