import { isConverted, type StageType } from 'stage-contract';
import { pipelineFindings } from '../problems/pipelineProblems';
import { problemsOf } from '../problems/problemsOf';
import { problemSentence } from '../problems/problemWords';
import { stageRegistry } from '../stages/stageRegistry';
import { isMap, savedPart } from '../values/readValue';

/**
 * Deck's check of a stage, shown in its list of warnings: the contract's problems with the stage and with its place in
 * the pipeline, as sentences, by field.
 */
export function validateStage(type: StageType, stage: unknown, pipeline?: unknown): Record<string, string> {
  const sentences = new Map<string, string>();
  const values = isMap(stage) ? savedPart(stage) : {};
  const problems = problemsOf(type, values, stageRegistry[type].ownProblems)
    // What Orca's webhook stage does to a field is no problem of a stage that runs on another executor.
    .filter(({ code }) => code !== 'overwrittenByOrca' || isConverted(stage));
  const found = pipelineFindings(pipeline, stage).map((finding) => finding.problem);
  for (const problem of [...found, ...problems]) {
    const before = sentences.get(problem.field);
    const sentence = problemSentence(type, problem);
    sentences.set(problem.field, before === undefined ? sentence : `${before} ${sentence}`);
  }
  return Object.fromEntries(sentences);
}
