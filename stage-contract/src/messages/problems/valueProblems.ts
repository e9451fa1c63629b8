import type { Catalogue } from '../catalogue';
import { formWords, type ExpectedForm } from '../expectedForms';
import { joined } from '../joined';
import { REMEDY_WORDS, type Remedy } from '../remedies';
import type { Voice } from '../voice';

/** Why a field is required that not every stage of its type needs. */
const REASONS = {
  providedVersion: () => " with $PROVIDED: the version's number",
  keptVersions: () => ' with $MOVING: how many of the newest versions to keep',
  bucket: (voice: Voice) => `: the bucket of the zip (or set ${voice.field('codeUri')})`,
  key: (voice: Voice) => `: the key of the zip in its bucket (or set ${voice.field('codeUri')})`,
  securityGroups: (voice: Voice) => ` with ${voice.field('subnetIds')}: at least one security group`,
  subnets: (voice: Voice) => ` with ${voice.field('securityGroupIds')}: at least one subnet`,
  leavingVpc: (voice: Voice) =>
    `: to take the function out of its VPC, set both ${voice.field('subnetIds')} and ${voice.field('securityGroupIds')} to empty lists`,
  movedAliases: (voice: Voice) =>
    ` with ${voice.field('aliasRouting')} ${voice.choice('aliasRouting', 'newVersion')}: the aliases to move`,
  aliasOfConcurrency: (voice: Voice) =>
    ` with ${voice.field('provisionedConcurrentExecutions')}: provisioned concurrency belongs to an alias`,
  version: () => ': a macro such as $LATEST, or a version number',
  share: (voice: Voice) =>
    ` with ${voice.choice('deploymentStrategy', '$WEIGHTED')}: the percentage of traffic for version A, from 0 to 100`,
  healthCheck: (voice: Voice) =>
    ` with ${voice.choice('deploymentStrategy', '$BLUEGREEN')}: how to call the candidate and check its response before it gets traffic`,
  outputToCompare: (voice: Voice) =>
    ` with ${voice.field('outputArtifact')}: how to call the candidate whose output is compared`,
  steps: (voice: Voice) =>
    voice.reader === 'api'
      ? ' with $GRADUAL: a list of { weightPercent, holdSeconds } and { check }, or set preset'
      : ` with ${voice.choice('deploymentStrategy', '$GRADUAL')}: at least one weight or check, or a preset`,
  alarmAtStart: (voice: Voice) => ` with ${voice.field('onAlarmAtStart')}: the alarms that it is about`,
  watch: (voice: Voice) => ` with ${voice.field('watchSeconds')}: what to look at`,
  splitWatch: (voice: Voice) => ` with ${voice.field('watchSeconds')}, or ${voice.field('guards')}: what to look at`,
  evidence: (voice: Voice) => ` with ${voice.field('evidence')}: what to compare`,
  rollout: (voice: Voice) =>
    `: the alias whose rollout is meant (or set ${voice.field('rolloutExecutionId')} and ${voice.field('rolloutStageId')})`,
  rolloutExecution: (voice: Voice) => ` with ${voice.field('rolloutExecutionId')}: the ID of the stage in it`,
  rolloutStage: (voice: Voice) => ` with ${voice.field('rolloutStageId')}: the ID of its execution`,
} as const satisfies Record<string, (voice: Voice) => string>;

/** The name of a reason. */
export type RequiredReason = keyof typeof REASONS;

/** What can be wrong with a single value. */
export const VALUE_PROBLEMS = {
  required: ({ because }: { because?: RequiredReason }, voice: Voice, field: string) =>
    because === undefined ? `is required${voice.hint(field)}` : `is required${REASONS[because](voice)}`,
  expectedForm: ({ form }: { form: ExpectedForm }, voice: Voice) => `must be ${formWords(form, voice)}`,
  expectedWholeNumber: ({ min, max }: { min: number; max?: number }, voice: Voice, field: string) => {
    const unit = voice.unit(field);
    const range = max === undefined ? `${unit === '' ? ' of' : ','} at least ${min}` : ` from ${min} to ${max}`;
    return `must be a whole number${unit}${range}`;
  },
  expectedNumber: ({ min, max }: { min: number; max: number }) => `must be a number from ${min} to ${max}`,
  expectedChoice: ({ choices }: { choices: readonly string[] }) => `must be one of ${choices.join(', ')}`,
  expectedVersion: ({ macros }: { macros: readonly string[] }) =>
    `must be one of ${macros.join(', ')} or a version number`,
  tooLong: ({ max }: { max: number }) => `must have at most ${max} characters`,
  tooMany: ({ max }: { max: number }) => `must have at most ${max} ${max === 1 ? 'entry' : 'entries'}`,
  invalid: () => 'has a value that this field does not accept',
  cannotBeChecked: ({ reason }: { reason: string }) => `This stage cannot be checked: ${reason}`,
  invalidPattern: () => 'is not a valid regular expression',
  notABareName: (
    {
      functionName,
      qualifier,
      belongsIn,
      named,
      region,
    }: { functionName: string; qualifier?: string; belongsIn?: string; named?: string; region?: string },
    voice: Voice,
  ) => {
    const place =
      belongsIn === undefined ? 'which this stage does not take' : `which belongs in ${voice.field(belongsIn)}`;
    const rest = qualifier === undefined ? '' : `, without ${qualifier}, ${place}`;
    const elsewhere =
      named === undefined || region === undefined
        ? ''
        : `; it names region ${named}, but ${voice.field('region')} is ${region}`;
    return `must be the name alone: ${functionName}${rest}${elsewhere}`;
  },
  expressionNotEvaluated: () =>
    "contains an expression that Orca could not evaluate; see this stage's expression errors",
  moreProblems: ({ count }: { count: number }) => `and ${count} more ${count === 1 ? 'problem' : 'problems'}`,
  unknownField: ({ nearest }: { nearest: string }) => `is not a field of this stage; did you mean ${nearest}?`,
  unknownName: ({ nearest }: { nearest?: string }) =>
    nearest === undefined ? 'is not a known name; remove it' : `is not a known name; did you mean ${nearest}?`,
  notSupportedYet: ({ value, remedy }: { value?: string; remedy: Remedy }) =>
    `${value === undefined ? '' : `${value} `}is not supported yet; ${REMEDY_WORDS[remedy]}`,
  overwrittenByOrca: ({ use }: { use: string }, voice: Voice) =>
    `cannot be used, because Orca overwrites it; use ${voice.field(use)}`,
  givenTwice: ({ name }: { name: string }) => `names ${name} a second time; remove one of the two`,
  givenTogether: ({ others }: { others: readonly string[] }, voice: Voice) =>
    `cannot be combined with ${joined(
      others.map((other) => voice.field(other)),
      'or',
    )}; use one or the other`,
} as const satisfies Catalogue;
