import { holdsExpression } from '../expressions';
import { isGiven, textAt } from '../looseValues';
import { problem } from '../messages/problem';
import { isStageType } from '../stageRegistry';
import type { StageType } from '../stageDefinition';
import { PUBLISHING_TYPES } from './lambdaStages';
import { mayBeOn } from './mayBeOn';
import type { PipelineFinding } from './pipelineFinding';
import type { PipelineStage, StageGraph } from './stageGraph';

const ROUTE: StageType = 'Aws.LambdaTrafficRoutingStage';
const DELETE: StageType = 'Aws.LambdaDeleteStage';

/** The fields that name a version by a macro, and what applies if they are absent. */
const VERSION_FIELDS: Readonly<Partial<Record<StageType, readonly string[]>>> = {
  [ROUTE]: ['versionNameA', 'versionNameB'],
  'Aws.LambdaInvokeStage': ['version'],
  [DELETE]: ['version'],
};

const valueOf = ({ stage }: PipelineStage, name: string): string => textAt(stage, name);

/** Whether two stages mean the same function. An expression may mean anything. */
function maySharePlace(one: PipelineStage, other: PipelineStage, names: readonly string[]): boolean {
  return names.every((name) => {
    const [a, b] = [valueOf(one, name), valueOf(other, name)];
    return a === b || holdsExpression(a) || holdsExpression(b);
  });
}

const FUNCTION = ['account', 'region', 'functionName'];

/** Problems with the versions that a stage names, seen from the stages before it. */
export function versionProblems(stage: PipelineStage, graph: StageGraph): PipelineFinding[] {
  if (!isStageType(stage.type)) return [];
  const named = (VERSION_FIELDS[stage.type] ?? []).map((field) => ({ field, macro: valueOf(stage, field) }));
  const alike = graph.stages.filter((other) => other !== stage && maySharePlace(stage, other, FUNCTION));
  return named.flatMap(({ field, macro }) => {
    if (!macro.startsWith('$') || holdsExpression(macro) || macro === '$PROVIDED') return [];
    const deletion = alike.find((other) => deletesAll(other) && graph.before(stage).has(other));
    const redeployed =
      deletion !== undefined && alike.some((other) => publishes(other) && graph.before(other).has(deletion));
    if (deletion !== undefined && !redeployed && !mayDiffer(stage, deletion))
      return [{ level: 'error', path: [field], problem: problem(field, 'functionIsGone', { stage: deletion.name }) }];
    return macro === '$LATEST' ? latestProblems(stage, field, alike, graph) : [];
  });
}

/** Whether an expression decides if two stages mean the same function; then nothing certain can be said. */
const mayDiffer = (one: PipelineStage, other: PipelineStage): boolean =>
  FUNCTION.some((name) => valueOf(one, name) !== valueOf(other, name));

const deletesAll = (stage: PipelineStage): boolean => stage.type === DELETE && valueOf(stage, 'version') === '$ALL';

const publishes = ({ type }: PipelineStage): boolean => PUBLISHING_TYPES.some((publishing) => publishing === type);

/** `$LATEST` means this execution's version only if a stage before this one has published it. */
function latestProblems(
  stage: PipelineStage,
  field: string,
  alike: readonly PipelineStage[],
  graph: StageGraph,
): PipelineFinding[] {
  const macro = '$LATEST';
  const deployments = alike.filter(publishes);
  const before = deployments.filter((other) => graph.before(stage).has(other));
  const unpublished = before.find((other) => !publishesVersion(other));
  if (before.some(publishesVersion)) return [];
  if (unpublished !== undefined) {
    const values = { macro, stage: unpublished.name };
    return [{ level: 'error', path: [field], problem: problem(field, 'notPublished', values) }];
  }
  const elsewhere = deployments.find((other) => !graph.before(other).has(stage) && publishesVersion(other));
  const found =
    elsewhere !== undefined
      ? problem(field, 'deployedElsewhere', { macro, stage: elsewhere.name })
      : problem(field, 'noDeploymentBefore', { macro, functionName: valueOf(stage, 'functionName') });
  return [{ level: 'warning', path: [field], problem: found }];
}

/** Whether a deployment publishes a version; an expression may say so. */
const publishesVersion = ({ stage }: PipelineStage): boolean => mayBeOn(stage, 'publish');

/** A timer that waits for a promotion which the pipeline has no stage for. */
export function timerProblems(stage: PipelineStage, graph: StageGraph): PipelineFinding[] {
  const field = 'revertUnlessPromotedWithinSeconds';
  if (stage.type !== ROUTE || !isGiven(stage.stage[field])) return [];
  const promotes = (other: PipelineStage): boolean =>
    other.type === ROUTE && graph.before(other).has(stage) && maySharePlace(stage, other, [...FUNCTION, 'aliasName']);
  return graph.stages.some(promotes)
    ? []
    : [
        {
          level: 'warning',
          path: [field],
          problem: problem(field, 'neverPromoted', { alias: valueOf(stage, 'aliasName') || 'the alias' }),
        },
      ];
}
