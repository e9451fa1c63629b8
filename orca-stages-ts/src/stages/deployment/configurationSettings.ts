import { kmsKeyOf, ownEntry, type DeploymentInput, type Difference } from 'stage-contract';
import { differenceOf } from '../../model/difference';
import type { ConfigurationFacts } from '../../model/functionFacts';
import type { ConfigurationSpec } from '../../model/functionSpecs';

/** One setting that the stage may declare: how to read, compare and send it. */
interface ConfigurationSetting {
  label: string;
  /**
   * Differences from the live value, or from nothing for a new function; empty if the stage does not declare the
   * setting.
   */
  differences(input: DeploymentInput, live: ConfigurationFacts | undefined): Difference[];
  /** What to send; empty if the setting is not declared, or if clearing it has no meaning for a new function. */
  spec(input: DeploymentInput, isNew: boolean): ConfigurationSpec;
}

interface Described<T> {
  label: string;
  /** The stage's field that declares it. */
  field: string;
  wanted(input: DeploymentInput): T | undefined;
  live(facts: ConfigurationFacts): T;
  same?(a: T, b: T): boolean;
  /** Words for people; empty text means no value. */
  words(value: T): string;
  spec(value: T): ConfigurationSpec;
}

const setting = <T>(described: Described<T>): ConfigurationSetting => ({
  label: described.label,
  differences(input, live) {
    const wanted = described.wanted(input);
    if (wanted === undefined) return [];
    const same = described.same ?? ((a: T, b: T) => a === b);
    if (live !== undefined && same(wanted, described.live(live))) return [];
    return difference(
      { setting: described.label, field: described.field },
      live === undefined ? '' : described.words(described.live(live)),
      described.words(wanted),
    );
  },
  spec(input, isNew) {
    const wanted = described.wanted(input);
    return wanted === undefined || (isNew && described.words(wanted) === '') ? {} : described.spec(wanted);
  },
});

/** A difference in words; empty text means "none". */
function difference(
  what: Pick<Difference, 'setting' | 'field' | 'secret'>,
  before: string,
  after: string,
): Difference[] {
  return before === '' && after === '' ? [] : [differenceOf(what, before || undefined, after || undefined)];
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean => [...a].sort().join() === [...b].sort().join();
const vpcWords = (vpc: { subnetIds: string[]; securityGroupIds: string[] }): string =>
  [...vpc.subnetIds, ...vpc.securityGroupIds].join(', ');

const text = (label: string, key: 'runtime' | 'handler' | 'role' | 'description'): ConfigurationSetting =>
  setting({
    label,
    field: key,
    wanted: (input) => input[key],
    live: (facts) => facts[key] ?? '',
    words: (value) => value,
    spec: (value) => ({ [key]: value }),
  });

/**
 * The network as one setting, because AWS takes both lists together. If both are given and empty, the function leaves
 * its VPC.
 */
const vpc = setting({
  label: 'VPC',
  field: 'subnetIds',
  wanted: ({ subnetIds, securityGroupIds }) =>
    subnetIds === undefined || securityGroupIds === undefined ? undefined : { subnetIds, securityGroupIds },
  live: (facts) => ({ subnetIds: facts.vpc?.subnetIds ?? [], securityGroupIds: facts.vpc?.securityGroupIds ?? [] }),
  same: (a, b) => sameSet(a.subnetIds, b.subnetIds) && sameSet(a.securityGroupIds, b.securityGroupIds),
  words: vpcWords,
  spec: (value) => ({ vpc: value }),
});

/** Variables by name. Their values are secret and are only compared. */
const environment: ConfigurationSetting = {
  label: 'Environment',
  differences({ envVariables: wanted }, live) {
    if (wanted === undefined) return [];
    const existing = live?.environment ?? {};
    const names = [...new Set([...Object.keys(wanted), ...Object.keys(existing)])].sort();
    return names
      .filter((name) => ownEntry(wanted, name) !== ownEntry(existing, name))
      .flatMap((name) =>
        difference(
          { setting: `Environment ${name}`, field: `envVariables.${name}`, secret: true },
          ownEntry(existing, name) === undefined ? '' : 'hidden',
          ownEntry(wanted, name) === undefined ? '' : 'hidden',
        ),
      );
  },
  spec: ({ envVariables }, isNew) =>
    envVariables === undefined || (isNew && Object.keys(envVariables).length === 0)
      ? {}
      : { environment: envVariables },
};

/** Every setting that this stage sends with UpdateFunctionConfiguration, in the order of the form. */
const CONFIGURATION_SETTINGS: readonly ConfigurationSetting[] = [
  text('Runtime', 'runtime'),
  text('Handler', 'handler'),
  text('Role', 'role'),
  text('Description', 'description'),
  setting({
    label: 'Memory',
    field: 'memorySize',
    wanted: (input) => input.memorySize,
    live: (facts) => facts.memorySizeMb,
    words: (value) => `${value} MB`,
    spec: (value) => ({ memorySizeMb: value }),
  }),
  setting({
    label: 'Timeout',
    field: 'timeout',
    wanted: (input) => input.timeout,
    live: (facts) => facts.timeoutSeconds,
    words: (value) => `${value} s`,
    spec: (value) => ({ timeoutSeconds: value }),
  }),
  setting({
    label: 'Ephemeral storage',
    field: 'ephemeralStorageMb',
    wanted: (input) => input.ephemeralStorageMb,
    live: (facts) => facts.ephemeralStorageMb,
    words: (value) => `${value} MB`,
    spec: (value) => ({ ephemeralStorageMb: value }),
  }),
  setting({
    label: 'Layers',
    field: 'layers',
    wanted: (input) => input.layers,
    live: (facts) => facts.layers,
    same: (a, b) => a.join() === b.join(),
    words: (value) => value.join(', '),
    spec: (value) => ({ layers: value }),
  }),
  environment,
  setting({
    label: 'Encryption key',
    field: 'encryptionKMSKeyArn',
    wanted: kmsKeyOf,
    live: (facts) => facts.kmsKeyArn ?? '',
    words: (value) => value,
    spec: (value) => ({ kmsKeyArn: value }),
  }),
  vpc,
  setting({
    label: 'Dead-letter target',
    field: 'deadLetterConfig.targetArn',
    wanted: (input) => input.deadLetterConfig?.targetArn,
    live: (facts) => facts.deadLetterArn ?? '',
    words: (value) => value,
    spec: (value) => ({ deadLetterArn: value }),
  }),
  setting<string>({
    label: 'X-Ray tracing',
    field: 'tracingConfig.mode',
    wanted: (input) => input.tracingConfig?.mode,
    live: (facts) => facts.tracingMode,
    words: (value) => value,
    spec: (value) => ({ tracingMode: value }),
  }),
];

/** What the declared configuration changes, by name, without values of the environment. */
export const configurationDifferences = (input: DeploymentInput, live: ConfigurationFacts | undefined): Difference[] =>
  CONFIGURATION_SETTINGS.flatMap((each) => each.differences(input, live));

/** All declared settings, for a new function. */
export const newConfiguration = (input: DeploymentInput): ConfigurationSpec =>
  merged(CONFIGURATION_SETTINGS.map((each) => each.spec(input, true)));

/**
 * Labels of the settings that differ. Settings that the stage does not declare belong to others: they are never listed,
 * and so never sent.
 */
export const changedSettings = (input: DeploymentInput, live: ConfigurationFacts): string[] =>
  CONFIGURATION_SETTINGS.filter((each) => each.differences(input, live).length > 0).map((each) => each.label);

/** The declared values of some settings, by label. */
export const declaredSettings = (input: DeploymentInput, labels: readonly string[]): ConfigurationSpec =>
  merged(CONFIGURATION_SETTINGS.filter((each) => labels.includes(each.label)).map((each) => each.spec(input, false)));

const merged = (specs: ConfigurationSpec[]): ConfigurationSpec =>
  specs.reduce<ConfigurationSpec>((all, each) => ({ ...all, ...each }), {});
