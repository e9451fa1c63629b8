import { durationWords, type RouteInput } from 'stage-contract';
import type { OutcomeReport } from '../../model/report';
import { routingWords } from '../../model/routing';
import type { Finish } from '../../model/stage';
import { revertsTo } from '../shared/aliasLedger';
import type { RouteFacts } from './steps';

const STRATEGY_NAMES: Readonly<Record<string, string>> = {
  $SIMPLE: 'SimpleDeploymentStrategy',
  $WEIGHTED: 'WeightedDeploymentStrategy',
  $BLUEGREEN: 'BlueGreenDeploymentStrategy',
  $GRADUAL: 'GradualDeploymentStrategy',
};

/** The words and outputs of a Route that succeeded; the native keys keep their native meaning. */
export function finishRoute(
  input: RouteInput,
  facts: Readonly<Partial<RouteFacts>>,
  report: Readonly<OutcomeReport>,
): Finish {
  const now = facts.left ?? report.routing?.now ?? report.routing?.wanted;
  const words = routingWords(now ?? null);
  const major = report.outputs?.['deployment:majorVersionDeployed'];
  const headline =
    facts.left === undefined
      ? `This stage changed nothing: ${now?.additionalVersion === undefined ? `${words.replace(/ 100%$/, '')} already serves 100% of ${input.aliasName}` : `${input.aliasName} already serves ${words}`}`
      : `${input.aliasName} → ${words}`;
  const end =
    report.followUp === undefined
      ? facts.left === undefined
        ? '.'
        : ''
      : `; back to ${routingWords(revertsTo(report.followUp))} in ${durationWords(report.followUp.afterSeconds)} unless promoted`;
  const aliasArn = facts.aliasArn ?? report.outputs?.['aliasArn'];
  return {
    headline: `${headline}${end}`,
    outputs: {
      functionName: input.functionName,
      functionARN: aliasArn,
      resourceId: aliasArn,
      aliasArn,
      functionVersion: major,
      versionId: major,
      'deployment:aliasDeployed': input.aliasName,
      'deployment:strategyUsed': STRATEGY_NAMES[input.deploymentStrategy],
      routing: now,
      ...(facts.revisionId === undefined ? {} : { revisionId: facts.revisionId }),
    },
  };
}
