import { present } from 'stage-contract';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Configuration } from './configurationSchema';
import { readConfiguration } from './readConfiguration';
import type { SettingProblem } from './settingProblem';

/** Thrown when a configuration can't be used; its message lists every mistake, one per line. */
export class ConfigurationError extends Error {
  readonly problems: readonly SettingProblem[];

  constructor(file: string, problems: readonly SettingProblem[]) {
    super(
      [
        `The configuration ${file} cannot be used:`,
        ...problems.map((problem) => `  ${problem.field} ${problem.message}`),
      ].join('\n'),
    );
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}

/** Reads a configuration file; relative paths in it start at the file's folder. Throws ConfigurationError. */
export function loadConfiguration(file: string): Configuration {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError(file, [{ field: 'the file', message: `cannot be read: ${String(error)}` }]);
  }
  const reading = readConfiguration(text);
  if (!reading.ok) throw new ConfigurationError(file, reading.problems);
  return withPathsFrom(dirname(resolve(file)), reading.configuration);
}

function withPathsFrom(folder: string, configuration: Configuration): Configuration {
  const tokens = configuration.tokens.map((source) =>
    source.tokenFile === undefined ? source : { ...source, tokenFile: resolve(folder, source.tokenFile) },
  );
  const keys = configuration.sealingKeys?.map((source) =>
    source.keyFile === undefined ? source : { ...source, keyFile: resolve(folder, source.keyFile) },
  );
  const events = configuration.events.map((receiver) =>
    receiver.secretFile === undefined ? receiver : { ...receiver, secretFile: resolve(folder, receiver.secretFile) },
  );
  const { file } = configuration.journal;
  return {
    ...configuration,
    tokens,
    events,
    journal: file === undefined ? {} : { file: resolve(folder, file) },
    ...present({ sealingKeys: keys }),
  };
}
