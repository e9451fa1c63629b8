import {
  conversionChanges,
  CONVERSION_NOTES,
  isConverted,
  joined,
  lambdaStagesOf,
  ORCA_STAGE,
  ownEntry,
  type LambdaStage,
  type StageType,
} from 'stage-contract';
import { entryOf, isGiven, shortJson, textOf, type Values } from '../values/readValue';

/**
 * Converts the pipeline's other native Lambda stages, in the pipeline that Deck holds: Deck offers a way to change only
 * the stage that is open. It notices these changes with the next one to the open stage.
 */
export function convertOthers(pipeline: unknown, open: unknown): void {
  const openRefId = textOf(entryOf(open, 'refId'));
  for (const { type, stage, isConverted: done } of lambdaStagesOf(pipeline)) {
    if (done || stage === open || (openRefId !== '' && textOf(stage['refId']) === openRefId)) continue;
    for (const [name, value] of Object.entries(conversionChanges(type, stage))) {
      if (value === undefined) Reflect.deleteProperty(stage, name);
      else stage[name] = value;
    }
  }
}

const PUBLISHING: readonly StageType[] = ['Aws.LambdaDeploymentStage', 'Aws.LambdaUpdateCodeStage'];

/** More names than this are counted: the warning has to fit into Deck's popover. */
const MOST_NAMED = 4;

function namesOf(stages: readonly LambdaStage[]): string {
  const quoted = stages.map(({ name }) => `“${name}”`);
  const rest = quoted.length - MOST_NAMED;
  return rest < 2 ? joined(quoted) : joined([...quoted.slice(0, MOST_NAMED), `${rest} more`]);
}

/** Deck's warning at a stage that runs on Spinnaker's own executor; undefined for any other stage. */
export function nativeStageWarning(stage: unknown, pipeline: unknown): string | undefined {
  if (isConverted(stage)) return undefined;
  const all = lambdaStagesOf(pipeline);
  const converted = all.filter((one) => one.isConverted);
  const native = all.filter((one) => !one.isConverted);
  const alias = entryOf(stage, 'alias');
  const runsOn = isGiven(alias)
    ? `This stage runs as ${shortJson(alias)}, not on Lambda Stages.`
    : `This stage runs on Spinnaker’s own Lambda executor: it has no "alias": "${ORCA_STAGE}".`;
  if (converted.length === 0 || native.length === 0) return `${runsOn} Open it to convert it.`;
  const publishing = converted.find(({ type }) => PUBLISHING.includes(type));
  const why =
    publishing === undefined
      ? 'which does not know what the converted stages have done'
      : `which reads versions from clouddriver’s cache and may use an older one than “${publishing.name}” has just published`;
  return `${converted.length} of ${all.length} Lambda stages ${converted.length === 1 ? 'is' : 'are'} converted: ${namesOf(converted)}. ${namesOf(native)} still ${native.length === 1 ? 'runs' : 'run'} on Spinnaker’s own executor, ${why}. Convert all ${all.length}, or none.`;
}

/** What Deck itself gives a stage that someone has just added. */
const FRESH: ReadonlySet<string> = new Set(['refId', 'requisiteStageRefIds', 'type', 'name', 'isNew']);

/**
 * Whether a stage was just selected in the stage picker: it has no value of its own yet. A copy of an existing stage is
 * new for Deck too, but runs on what its original runs on.
 */
export const isFresh = (stage: Values): boolean =>
  stage['isNew'] === true && Object.keys(stage).every((name) => FRESH.has(name));

/** The differences that converting a stage makes, in the few words of its notice. */
export const briefDifferences = (type: StageType, values: Values): string =>
  CONVERSION_NOTES[type].briefs.map(({ words }) => words(aliasInWords(values))).join('; ');

/** The alias's name for a sentence, if it is plain text. */
function aliasInWords(values: Values): string {
  const name = textOf(ownEntry(values, 'aliasName'))?.trim() ?? '';
  return /^[A-Za-z0-9_-]+$/.test(name) ? name : 'the alias';
}
