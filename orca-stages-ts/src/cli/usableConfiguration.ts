import {
  ConfigurationError,
  loadConfiguration,
  readSecrets,
  secretProblems,
  type Configuration,
  type Environment,
  type Secrets,
} from '../config';

/** Loads a configuration with its secrets. Throws ConfigurationError that lists every mistake. */
export function usableConfiguration(
  file: string,
  environment: Environment,
): { configuration: Configuration; secrets: Secrets } {
  const configuration = loadConfiguration(file);
  const reading = readSecrets(configuration, environment);
  if (!reading.ok) throw new ConfigurationError(file, reading.problems);
  return { configuration, secrets: reading.secrets };
}

/**
 * Loads a configuration and checks what it points to, as a start would, but creates no file. Throws ConfigurationError
 * that lists every mistake.
 */
export function checkedConfiguration(file: string, environment: Environment): Configuration {
  const configuration = loadConfiguration(file);
  const problems = secretProblems(configuration, environment);
  if (problems.length > 0) throw new ConfigurationError(file, problems);
  return configuration;
}
