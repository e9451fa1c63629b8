import { present, say, type RouteInput, type Routing } from 'stage-contract';
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
  const back = backOf(report);
  const headline =
    facts.left === undefined
      ? say('routingUnchanged', {
          alias: input.aliasName,
          routing: now ?? null,
          ...(report.differences === undefined ? {} : { changed: report.differences.map(({ setting }) => setting) }),
          ...((report.evidence ?? []).length === 0 ? {} : { checked: true }),
          ...back,
        })
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

/** What a timer will send the alias back to; a watch alone does not go back by itself. */
const backOf = ({ followUp }: Readonly<OutcomeReport>): { back?: { to: Routing; seconds: number } } =>
  followUp === undefined || followUp.watch?.onlyIfFound === true
    ? {}
    : { back: { to: revertsTo(followUp), seconds: followUp.afterSeconds } };
