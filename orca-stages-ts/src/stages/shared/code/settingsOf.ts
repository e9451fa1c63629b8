import { ownEntry } from 'stage-contract';
import type { ConfigurationFacts } from '../../../model/functionFacts';

const sorted = (values: readonly string[] = []): string[] => [...values].sort();

/**
 * Every visible setting of a head or version, by the name that outcomes use. Not the description: a version has one of
 * its own.
 */
const SETTINGS: Readonly<Record<string, (facts: ConfigurationFacts) => unknown>> = {
  Runtime: (facts) => facts.runtime,
  Handler: (facts) => facts.handler,
  Role: (facts) => facts.role,
  Memory: (facts) => facts.memorySizeMb,
  Timeout: (facts) => facts.timeoutSeconds,
  'Ephemeral storage': (facts) => facts.ephemeralStorageMb,
  Architecture: (facts) => facts.architectures,
  Layers: (facts) => facts.layers,
  'Encryption key': (facts) => facts.kmsKeyArn,
  VPC: (facts) => [sorted(facts.vpc?.subnetIds), sorted(facts.vpc?.securityGroupIds)],
  'Dead-letter target': (facts) => facts.deadLetterArn,
  'X-Ray tracing': (facts) => facts.tracingMode,
};

/** Names of the settings that two heads or versions do not share; of the environment, the variables without values. */
export function differingSettings(a: ConfigurationFacts, b: ConfigurationFacts): string[] {
  const variables = [...new Set([...Object.keys(a.environment), ...Object.keys(b.environment)])].sort();
  return [
    ...Object.entries(SETTINGS)
      .filter(([, read]) => JSON.stringify(read(a)) !== JSON.stringify(read(b)))
      .map(([name]) => name),
    ...variables
      .filter((name) => ownEntry(a.environment, name) !== ownEntry(b.environment, name))
      .map((name) => `Environment ${name}`),
  ];
}
