import { joined, lambdaStagesOf, ORCA_STAGE, ownEntry, stageDefinitions, type StageType } from 'stage-contract';
import { entryOf, isGiven, shortJson, textOf, type Values } from '../values/readValue';

/** A field whose name Orca's webhook stage uses for itself, and the field of ours that takes its value over. */
const RENAMED: Readonly<Partial<Record<StageType, readonly [from: string, to: string]>>> = {
  'Aws.LambdaInvokeStage': ['payload', 'invokePayload'],
};

/** The rename that a stage needs to run on Lambda Stages; none if the new name is already taken. */
function renameOf(type: StageType, stage: Values): readonly [from: string, to: string] | undefined {
  const rename = RENAMED[type];
  return rename !== undefined && isGiven(entryOf(stage, rename[0])) && !isGiven(entryOf(stage, rename[1]))
    ? rename
    : undefined;
}

/** What converting a stage writes; everything else in its JSON stays as it is. */
export function conversionChanges(type: StageType, stage: Values): Record<string, unknown> {
  const rename = renameOf(type, stage);
  return {
    alias: ORCA_STAGE,
    ...(rename === undefined ? {} : { [rename[1]]: stage[rename[0]], [rename[0]]: undefined }),
  };
}

/** What converting a stage does to its JSON, in words. Text between backquotes is code. */
export function conversionWords(type: StageType, stage: Values): string {
  const alias = entryOf(stage, 'alias');
  const rename = renameOf(type, stage);
  const dead = stageDefinitions[type].deadFields.filter((name) => isGiven(entryOf(stage, name)));
  return [
    isGiven(alias)
      ? `\`"alias": ${shortJson(alias)}\` becomes \`"alias": "${ORCA_STAGE}"\``
      : `gains \`"alias": "${ORCA_STAGE}"\``,
    ...(rename === undefined ? [] : [`\`${rename[0]}\` becomes \`${rename[1]}\``]),
    'its own values stay as they are',
    ...(dead.length === 0
      ? []
      : [
          `${dead.length === 1 ? 'the dead field' : 'the dead fields'} ${joined(dead.map((name) => `\`${name}\``))} ${dead.length === 1 ? 'is' : 'are'} ignored`,
        ]),
  ].join('; ');
}

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

/** What Deck itself gives a stage that someone has just added. */
const FRESH: ReadonlySet<string> = new Set(['refId', 'requisiteStageRefIds', 'type', 'name', 'isNew']);

/**
 * Whether a stage was just selected in the stage picker: it has no value of its own yet. A copy of an existing stage is
 * new for Deck too, but runs on what its original runs on.
 */
export const isFresh = (stage: Values): boolean =>
  stage['isNew'] === true && Object.keys(stage).every((name) => FRESH.has(name));

/** How a stage's notice describes the difference that converting makes. */
export interface ConversionNote {
  /** What only Lambda Stages can do, as the beginning of a sentence that ends in "need Lambda Stages". */
  needs: string;
  /** What the converted stage does differently. */
  does(values: Values): string;
}

/** The alias's name for a sentence, if it is plain text. */
export function aliasInWords(values: Values): string {
  const name = textOf(ownEntry(values, 'aliasName'))?.trim() ?? '';
  return /^[A-Za-z0-9_-]+$/.test(name) ? name : 'the alias';
}
