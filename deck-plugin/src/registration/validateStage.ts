import type { StageType } from 'stage-contract';
import { problemsOf } from '../problems/problemsOf';
import { problemSentence } from '../problems/problemWords';
import { stageRegistry } from '../stages/stageRegistry';
import { isMap, savedPart } from '../values/readValue';

/** Deck's check of a stage, shown in its list of warnings: the contract's problems as sentences, by field. */
export function validateStage(type: StageType, stage: unknown): Record<string, string> {
  const sentences = new Map<string, string>();
  for (const problem of problemsOf(type, isMap(stage) ? savedPart(stage) : {}, stageRegistry[type].ownProblems)) {
    const before = sentences.get(problem.field);
    const sentence = problemSentence(type, problem);
    sentences.set(problem.field, before === undefined ? sentence : `${before} ${sentence}`);
  }
  return Object.fromEntries(sentences);
}
