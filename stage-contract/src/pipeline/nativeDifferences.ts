import { holdsExpression } from '../expressions';
import { entryOf, isGiven, textAt, textOf } from '../looseValues';
import {
  NATIVE_DIFFERENCE_WORDS,
  type NativeDifferenceCode,
  type NativeDifferenceValues,
  type NativeDifferenceWords,
} from '../messages/nativeDifferenceWords';
import type { StageType } from '../stageDefinition';
import { mayBeOn } from './mayBeOn';

type Values = Readonly<Record<string, unknown>>;

/** Something that a stage does differently on Lambda Stages. */
export type NativeDifference = {
  [C in NativeDifferenceCode]: NativeDifferenceWords & { code: C; values: NativeDifferenceValues[C] };
}[NativeDifferenceCode];

const DEPLOYMENT = 'Aws.LambdaDeploymentStage';
const UPDATE_CODE = 'Aws.LambdaUpdateCodeStage';
const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const INVOKE = 'Aws.LambdaInvokeStage';
const DELETE = 'Aws.LambdaDeleteStage';

const has = (stage: Values, name: string): boolean => isGiven(entryOf(stage, name));
/** Whether a choice is made, or an expression may make it. */
const mayBe = (stage: Values, name: string, ...choices: readonly string[]): boolean =>
  choices.includes(textAt(stage, name)) || holdsExpression(entryOf(stage, name));

/** The entries of a list; a single value counts as a list of one, as in the contract. */
const listAt = (stage: Values, name: string): unknown[] => {
  const value = entryOf(stage, name);
  return (Array.isArray(value) ? value : [value]).filter(isGiven);
};

/** Names that are known before the pipeline runs; undefined if an expression gives one. */
function namesAt(stage: Values, name: string): readonly string[] | undefined {
  const names = listAt(stage, name).map((value) => textOf(value)?.trim() ?? '');
  return names.length === 0 || names.some((one) => holdsExpression(one) || one === '') ? undefined : names;
}

/** A value of one name, if it is known. */
const known = <Name extends string>(name: Name, value: string | undefined): { [N in Name]?: string } =>
  value === undefined || value === '' || holdsExpression(value) ? {} : ({ [name]: value } as { [N in Name]?: string });

/** Which stages differ in something, and the values of what is said about one that does. */
interface DifferenceRule<C extends NativeDifferenceCode> {
  types: readonly StageType[];
  /** Undefined if it makes no difference to this stage. */
  of(stage: Values, type: StageType): NativeDifferenceValues[C] | undefined;
}

const always = (): Readonly<Record<string, never>> => ({});
const when =
  (concerns: (stage: Values) => boolean) =>
  (stage: Values): Readonly<Record<string, never>> | undefined =>
    concerns(stage) ? {} : undefined;

/** About the pipeline, not about a stage of it: whoever finds the references says it. */
type OfPipelines = 'outputsAreInBody';

/** In the order of the page about migrating. */
const RULES: { readonly [C in Exclude<NativeDifferenceCode, OfPipelines>]: DifferenceRule<C> } = {
  existingAliasesKeepRouting: {
    types: [DEPLOYMENT],
    of(stage) {
      if (listAt(stage, 'aliases').length === 0 || textAt(stage, 'aliasRouting') === 'newVersion') return undefined;
      const aliases = namesAt(stage, 'aliases');
      return aliases === undefined ? {} : { aliases };
    },
  },
  previousIsServed: {
    types: [ROUTE, DELETE],
    of: when((stage) =>
      ['versionNameA', 'versionNameB', 'version'].some((name) => textAt(stage, name) === '$PREVIOUS'),
    ),
  },
  latestIsPublishedHere: {
    types: [ROUTE, DELETE],
    of: when(
      (stage) =>
        ['versionNameA', 'versionNameB', 'version'].some((name) => textAt(stage, name) === '$LATEST') ||
        textAt(stage, 'deploymentStrategy') === '$BLUEGREEN',
    ),
  },
  baselineStaysMain: { types: [ROUTE], of: when((stage) => mayBe(stage, 'deploymentStrategy', '$WEIGHTED')) },
  failureReverts: { types: [ROUTE], of: (stage) => known('alias', textAt(stage, 'aliasName')) },
  unlistedSourcesStay: {
    types: [DEPLOYMENT, ROUTE],
    of: when((stage) => textAt(stage, 'eventSourceMode') !== 'own'),
  },
  newSourcesCallAlias: {
    types: [DEPLOYMENT],
    of(stage) {
      const listed = listAt(stage, 'aliases');
      // With aliasName, both executors attach them to that alias.
      if (listAt(stage, 'triggerArns').length === 0 || listed.length !== 1 || has(stage, 'aliasName')) return undefined;
      return known('alias', textOf(listed[0])?.trim());
    },
  },
  versionSaysOrigin: { types: [DEPLOYMENT, UPDATE_CODE], of: when((stage) => mayBeOn(stage, 'publish')) },
  unchangedCodeIsReused: { types: [UPDATE_CODE], of: always },
  otherTagsStay: { types: [DEPLOYMENT], of: when((stage) => textAt(stage, 'tagsMode') !== 'own') },
  reservedStays: { types: [DEPLOYMENT], of: when((stage) => !has(stage, 'reservedConcurrentExecutions')) },
  provisionedStays: {
    types: [ROUTE],
    of: (stage) =>
      has(stage, 'provisionedConcurrentExecutions') || textAt(stage, 'deploymentStrategy') === '$WEIGHTED'
        ? undefined
        : known('alias', textAt(stage, 'aliasName')),
  },
  keyIsUsed: {
    types: [DEPLOYMENT],
    of: when((stage) => has(stage, 'encryptionKMSKeyArn') || has(stage, 'KMSKeyArn')),
  },
  destroyOnFailActs: { types: [ROUTE], of: when((stage) => mayBeOn(stage, 'destroyOnFail')) },
  calledOnce: { types: [INVOKE], of: when((stage) => !has(stage, 'executionCount')) },
  callsOneAtATime: {
    types: [INVOKE],
    of(stage) {
      const count = textAt(stage, 'executionCount');
      if (has(stage, 'parallelism') || count === '' || Number(count) <= 1) return undefined;
      return Number.isInteger(Number(count)) ? { count: Number(count) } : {};
    },
  },
  timeoutHasDefault: { types: [INVOKE], of: when((stage) => !has(stage, 'timeout')) },
  functionErrorFails: { types: [INVOKE], of: when((stage) => !has(stage, 'expect')) },
  retentionIsRequired: {
    types: [DELETE],
    of: when((stage) => textAt(stage, 'version') === '$MOVING' && !has(stage, 'retentionNumber')),
  },
  versionInUseIsKept: { types: [DELETE], of: when((stage) => textAt(stage, 'version') !== '$ALL') },
};

/** Says one difference; without values, about any stage. */
export function nativeDifference<C extends NativeDifferenceCode>(
  code: C,
  values: NativeDifferenceValues[C],
): NativeDifferenceWords & { code: C; values: NativeDifferenceValues[C] } {
  const words = NATIVE_DIFFERENCE_WORDS[code] as (values: NativeDifferenceValues[C]) => NativeDifferenceWords;
  return { code, values, ...words(values) };
}

/** The codes that can concern stages of a type. */
export const nativeDifferencesOfType = (type: StageType): NativeDifferenceCode[] =>
  rules().flatMap(([code, { types }]) => (types.includes(type) ? [code] : []));

/** What a native stage, whatever it contains, does differently once it is converted. */
export function nativeDifferencesOf(type: StageType, stage: Values): NativeDifference[] {
  return rules().flatMap(([code, rule]) => {
    const values = rule.types.includes(type) ? rule.of(stage, type) : undefined;
    return values === undefined ? [] : [nativeDifference(code, values as never) as NativeDifference];
  });
}

type AnyRule = DifferenceRule<Exclude<NativeDifferenceCode, OfPipelines>>;
const rules = (): [Exclude<NativeDifferenceCode, OfPipelines>, AnyRule][] =>
  Object.entries(RULES) as [Exclude<NativeDifferenceCode, OfPipelines>, AnyRule][];
