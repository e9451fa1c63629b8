import { isGiven } from '../looseValues';
import { problem, type Problem } from '../messages/problem';
import { nearestName } from '../nearestName';
import { present } from '../present';
import { OUTPUT_NAMES } from '../reservedNames';
import { isStageType } from '../stageRegistry';
import { isConverted } from './lambdaStages';
import { isCarriedOutput, isNativeOutput, OUTPUTS_PATH } from './nativeOutputs';
import type { PipelineFinding } from './pipelineFinding';
import { stagesReadBy, type ReadStage } from './stagesReadBy';
import type { PipelineStage, StageGraph } from './stageGraph';

/** Problems with what a stage's expressions read of other stages. */
export const referenceProblems = (stage: PipelineStage, graph: StageGraph): PipelineFinding[] =>
  stagesReadBy(stage.stage).flatMap((reference) => problemOf(reference, stage, graph) ?? []);

function problemOf(reference: ReadStage, reader: PipelineStage, graph: StageGraph): PipelineFinding | undefined {
  const { call, name, path } = reference;
  const field = path.join('.');
  const candidates = graph.stages.filter(({ type }) => call !== 'judgment' || type === 'manualJudgment');
  const keyOf = ({ name: itsName, refId }: PipelineStage): string => (call === 'stageByRefId' ? refId : itsName);
  const meant = candidates.filter((stage) => keyOf(stage) === name);
  const [first] = meant;
  if (first === undefined) {
    const nearest = nearestName(name, candidates.map(keyOf).filter(isGiven));
    return { level: 'error', path, problem: problem(field, 'noSuchStage', { call, name, ...present({ nearest }) }) };
  }
  const before = graph.before(reader);
  if (!meant.some((stage) => stage === reader || before.has(stage)))
    return { level: 'warning', path, problem: problem(field, 'stageRunsLater', { call, name }) };
  const found = outputProblem(reference, first, field);
  return found === undefined ? undefined : { level: 'error', path, problem: found };
}

/** What is wrong with reading an output of a converted stage where the native one has it; undefined if nothing is. */
function outputProblem(
  { reads: [place, key] }: ReadStage,
  { type, stage, name }: PipelineStage,
  field: string,
): Problem | undefined {
  if (key === undefined || !isStageType(type) || !isConverted(stage)) return undefined;
  if (place !== 'outputs' && !(place === 'context' && OUTPUT_NAMES.has(key))) return undefined;
  return isNativeOutput(key) && !isCarriedOutput(type, key)
    ? problem(field, 'outputOfNativeOnly', { name, key })
    : problem(field, 'outputIsElsewhere', { name, key, place: ['context', ...OUTPUTS_PATH, key].join('.') });
}
