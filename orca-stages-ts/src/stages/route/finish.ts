import { present, say, type RouteInput, type Routing, type Saying } from 'stage-contract';
import type { OutcomeReport } from '../../model/report';
import type { Finish } from '../../model/stage';
import { revertsTo } from '../shared/aliasLedger';
import type { RouteFacts } from './steps';

const STRATEGY_NAMES: Readonly<Record<string, string>> = {
  $SIMPLE: 'SimpleDeploymentStrategy',
  $WEIGHTED: 'WeightedDeploymentStrategy',
  $BLUEGREEN: 'BlueGreenDeploymentStrategy',
  $GRADUAL: 'GradualDeploymentStrategy',
};

/** Headline and outputs of a successful Route; the native keys keep their native meaning. */
export function finishRoute(
  input: RouteInput,
  facts: Readonly<Partial<RouteFacts>>,
  report: Readonly<OutcomeReport>,
): Finish {
  const now = facts.left ?? report.routing?.now ?? report.routing?.wanted;
  const major = report.outputs?.['deployment:majorVersionDeployed'];
  const { followUp } = report;
  const back = followUp === undefined ? {} : { back: { to: revertsTo(followUp), seconds: followUp.afterSeconds } };
  const headline =
    facts.left === undefined
      ? unmoved({ alias: input.aliasName, routing: now ?? null, ...back }, report)
      : say('aliasRoutedTo', { alias: input.aliasName, routing: facts.left, ...back });
  const aliasArn = facts.aliasArn ?? report.outputs?.['aliasArn'];
  return {
    headline,
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
      ...present({ revisionId: facts.revisionId }),
    },
  };
}

/** The headline of a stage that did not have to move the alias; it may have changed what belongs to it. */
function unmoved(
  alias: { alias: string; routing: Routing | null; back?: { to: Routing; seconds: number } },
  { differences = [] }: Readonly<OutcomeReport>,
): Saying {
  if (differences.length === 0) return say('routingUnchanged', alias);
  return say('routingUnchangedBeside', { ...alias, changed: differences.map(({ setting }) => setting) });
}
