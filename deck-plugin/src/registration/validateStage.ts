import { isConverted, type StageType } from 'stage-contract';
import { problemsOf } from '../problems/problemsOf';
import { problemSentence } from '../problems/problemWords';
import { nativeStageWarning } from '../conversion/nativeStages';
import { stageRegistry } from '../stages/stageRegistry';
import { isMap, savedPart } from '../values/readValue';

/**
 * Deck's check of a stage, shown in its list of warnings: that the stage is not converted, and the contract's problems
 * as sentences, by field.
 */
export function validateStage(type: StageType, stage: unknown, pipeline?: unknown): Record<string, string> {
  const sentences = new Map<string, string>();
  const warning = nativeStageWarning(stage, pipeline);
  if (warning !== undefined) sentences.set('alias', warning);
  for (const problem of problemsOf(type, isMap(stage) ? savedPart(stage) : {}, stageRegistry[type].ownProblems)) {
    // What Orca's webhook stage does to a field is no problem of a stage that runs on another executor.
    if (problem.code === 'overwrittenByOrca' && !isConverted(stage)) continue;
    const before = sentences.get(problem.field);
    const sentence = problemSentence(type, problem);
    sentences.set(problem.field, before === undefined ? sentence : `${before} ${sentence}`);
  }
  return Object.fromEntries(sentences);
}
