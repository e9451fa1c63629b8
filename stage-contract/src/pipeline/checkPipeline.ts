import { entryOf, isGiven, isMap } from '../looseValues';
import { problem } from '../messages/problem';
import { isConverted, lambdaStagesOf, ORCA_STAGE, PUBLISHING_TYPES, type LambdaStage } from './lambdaStages';
import type { PipelineFinding } from './pipelineFinding';
import { referenceProblems } from './referenceProblems';
import { readStageGraph, type PipelineStage, type StageGraph } from './stageGraph';
import { timerProblems, versionProblems } from './versionProblems';

/** What a pipeline shows about its stages that no stage shows alone. Any JSON can be checked. */
export interface PipelineCheck {
  /** Findings about the stage at a position of `stages`; empty if there is none. */
  findingsOf(index: number): PipelineFinding[];
}

/**
 * Checks a pipeline. If it does not show all stages (some come from a template, or only a part of it is known), nothing
 * is said about how they relate to each other.
 */
export function checkPipeline(pipeline: unknown, isWhole = !isMap(entryOf(pipeline, 'template'))): PipelineCheck {
  const graph = readStageGraph(pipeline);
  const lambdaStages = lambdaStagesOf(pipeline);
  return {
    findingsOf(index) {
      const stage = graph.stages.find((one) => one.index === index);
      if (stage === undefined) return [];
      const lambda = lambdaStages.find((one) => one.index === index);
      return [
        ...(lambda === undefined ? [] : executorProblems(lambda, lambdaStages)),
        ...(isWhole
          ? [
              ...orderProblems(stage, graph),
              ...referenceProblems(stage, graph),
              ...(isConverted(stage.stage) ? [...versionProblems(stage, graph), ...timerProblems(stage, graph)] : []),
            ]
          : []),
      ];
    },
  };
}

/** A stage that Spinnaker's own executor runs. It does not know what stages of ours do, so a mixture is an error. */
function executorProblems(stage: LambdaStage, all: readonly LambdaStage[]): PipelineFinding[] {
  if (stage.isConverted) return [];
  const converted = all.filter((one) => one.isConverted);
  const alias = stage.stage['alias'];
  const path = isGiven(alias) ? ['alias'] : [];
  if (converted.length === 0) {
    const values = { orcaStage: ORCA_STAGE, ...(isGiven(alias) ? { alias: JSON.stringify(alias) } : {}) };
    return [{ level: 'warning', path, problem: problem('', 'runsNatively', values) }];
  }
  const publishing = converted.find(({ type }) => PUBLISHING_TYPES.includes(type));
  const values = {
    converted: converted.map(({ name }) => name),
    native: all.filter((one) => !one.isConverted).map(({ name }) => name),
    ...(publishing === undefined ? {} : { publishing: publishing.name }),
  };
  return [{ level: 'error', path, problem: problem('', 'halfConverted', values) }];
}

/** Problems with the place of a stage among the others. */
function orderProblems(stage: PipelineStage, graph: StageGraph): PipelineFinding[] {
  const refIds = new Set(graph.stages.map(({ refId }) => refId));
  const field = 'requisiteStageRefIds';
  const findings: PipelineFinding[] = stage.requisites.flatMap((refId, position) =>
    refIds.has(refId)
      ? []
      : [{ level: 'error', path: [field, position], problem: problem(field, 'noSuchRefId', { refId }) }],
  );
  const twin = graph.stages.find((other) => other.index < stage.index && other.refId === stage.refId);
  if (twin !== undefined && stage.refId !== '')
    findings.push({ level: 'error', path: ['refId'], problem: problem('refId', 'refIdTwice', { other: twin.name }) });
  if (graph.before(stage).has(stage))
    findings.push({ level: 'error', path: [field], problem: problem(field, 'dependsOnItself', {}) });
  return findings;
}
