import { ConfigurationError, loadConfiguration, readSecrets, type Configuration, type Environment, type Secrets } from '../config';

/** Loads a configuration with its secrets. Throws ConfigurationError that names every mistake. */
export function usableConfiguration(file: string, environment: Environment): { configuration: Configuration; secrets: Secrets } {
  const configuration = loadConfiguration(file);
  const reading = readSecrets(configuration, environment);
  if (!reading.ok) throw new ConfigurationError(file, reading.problems);
  return { configuration, secrets: reading.secrets };
}
