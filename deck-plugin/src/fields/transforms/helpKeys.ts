import { stageDefinitions, STAGE_TYPES, type StageType } from 'stage-contract';
import { fieldSpecsOf } from './fieldSpec';

/** Deck's key for a field's help text. Operators can use it to replace our text with their own. */
export const helpKey = (type: StageType, name: string): string => `lambdaStages.${stageDefinitions[type].key}.${name}`;

/** The contract's help texts, by Deck's keys. */
export const helpTexts = (): Record<string, string> =>
  Object.fromEntries(
    STAGE_TYPES.flatMap((type) =>
      fieldSpecsOf(type).flatMap(({ name, meta }) =>
        meta.help === undefined ? [] : [[helpKey(type, name), meta.help]],
      ),
    ),
  );
