import { conversionChanges, CONVERSION_NOTES, lambdaStagesOf, ownEntry, type StageType } from 'stage-contract';
import { entryOf, textOf, type Values } from '../values/readValue';

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

/** The differences that converting a stage makes, in the few words of its notice. */
export const briefDifferences = (type: StageType, values: Values): string =>
  CONVERSION_NOTES[type].briefs.map(({ words }) => words(aliasInWords(values))).join('; ');

/** The alias's name for a sentence, if it is plain text. */
function aliasInWords(values: Values): string {
  const name = textOf(ownEntry(values, 'aliasName'))?.trim() ?? '';
  return /^[A-Za-z0-9_-]+$/.test(name) ? name : 'the alias';
}
