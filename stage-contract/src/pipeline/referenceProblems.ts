import { isGiven } from '../looseValues';
import { problem } from '../messages/problem';
import { nearestName } from '../nearestName';
import { present } from '../present';
import { OUTPUT_NAMES } from '../reservedNames';
import { isStageType } from '../stageRegistry';
import { isConverted } from './lambdaStages';
import type { PipelineFinding } from './pipelineFinding';
import { stageReferences, type StageReference } from './references';
import type { PipelineStage, StageGraph } from './stageGraph';

/** Where Lambda Stages keeps its outputs in a stage's context. */
const OUTPUTS = ['context', 'webhook', 'monitor', 'body', 'outputs'];

/** Problems with what a stage's expressions read of other stages. */
export const referenceProblems = (stage: PipelineStage, graph: StageGraph): PipelineFinding[] =>
  stageReferences(stage.stage).flatMap((reference) => problemOf(reference, stage, graph) ?? []);

function problemOf(reference: StageReference, reader: PipelineStage, graph: StageGraph): PipelineFinding | undefined {
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
  const misplaced = misplacedOutput(reference, first);
  return misplaced === undefined
    ? undefined
    : {
        level: 'error',
        path,
        problem: problem(field, 'outputIsElsewhere', {
          name: first.name,
          key: misplaced,
          place: [...OUTPUTS, misplaced].join('.'),
        }),
      };
}

/** An output of a converted stage that is read where the native one has it; undefined if it is read in the right place. */
function misplacedOutput({ reads: [place, key] }: StageReference, { type, stage }: PipelineStage): string | undefined {
  if (key === undefined || !isStageType(type) || !isConverted(stage)) return undefined;
  return (place === 'context' && OUTPUT_NAMES.has(key)) || place === 'outputs' ? key : undefined;
}
