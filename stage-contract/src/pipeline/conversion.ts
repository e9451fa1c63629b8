import { entryOf, isGiven, shortJson } from '../looseValues';
import { sayingOf, type Said, type ValuesIn } from '../messages/catalogue';
import { CONVERSION_WORDS } from '../messages/conversionWords';
import type { StageType } from '../stageDefinition';
import { stageDefinitions } from '../stageRegistry';
import { ORCA_STAGE } from './lambdaStages';

type Values = Readonly<Record<string, unknown>>;

/** A field that gets another name, and keeps its value. */
export interface RenamedField {
  from: string;
  to: string;
}

/** A field whose name Orca's webhook stage uses for itself, and the field of ours that takes its value over. */
export const RENAMED: Readonly<Partial<Record<StageType, RenamedField>>> = {
  'Aws.LambdaInvokeStage': { from: 'payload', to: 'invokePayload' },
};

/** The rename that a stage needs to run on Lambda Stages; none if the new name is already taken. */
export function renamedField(type: StageType, stage: Values): RenamedField | undefined {
  const rename = RENAMED[type];
  return rename !== undefined && isGiven(entryOf(stage, rename.from)) && !isGiven(entryOf(stage, rename.to))
    ? rename
    : undefined;
}

/** What converting a stage writes (undefined removes a field); everything else in its JSON stays as it is. */
export function conversionChanges(type: StageType, stage: Values): Record<string, unknown> {
  const rename = renamedField(type, stage);
  return {
    alias: ORCA_STAGE,
    ...(rename === undefined ? {} : { [rename.to]: stage[rename.from], [rename.from]: undefined }),
  };
}

type ConversionCode = keyof typeof CONVERSION_WORDS;

/** One thing that converting a stage does to its JSON. */
export type ConversionNews = {
  [C in ConversionCode]: Said<C, ValuesIn<typeof CONVERSION_WORDS, C>>;
}[ConversionCode];

/** Says one thing that converting a stage, or taking that back, does. */
export const conversionSaid = sayingOf(CONVERSION_WORDS);

/** What converting a stage does to its JSON. */
export function conversionNews(type: StageType, stage: Values): ConversionNews[] {
  const alias = entryOf(stage, 'alias');
  const rename = renamedField(type, stage);
  const dead = stageDefinitions[type].deadFields.filter((name) => isGiven(entryOf(stage, name)));
  return [
    isGiven(alias)
      ? conversionSaid('aliasReplaced', { from: shortJson(alias), alias: ORCA_STAGE })
      : conversionSaid('aliasGained', { alias: ORCA_STAGE }),
    ...(rename === undefined ? [] : [conversionSaid('fieldRenamed', rename)]),
    conversionSaid('valuesStay', {}),
    ...(dead.length === 0 ? [] : [conversionSaid('deadFieldsIgnored', { fields: dead })]),
  ];
}
