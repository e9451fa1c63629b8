import { artifactProblems, type StageArtifact } from '../fields/artifact';
import { patternProblems } from '../fields/expectation';
import { providedRule } from '../fields/version';
import type { Problem } from '../problem';
import { gradualRules } from './gradualRules';
import type { GradualFields } from './gradualSteps';
import type { HealthCheck } from './healthCheck';

interface RuledFields extends GradualFields {
  deploymentStrategy?: string | undefined;
  versionNameA?: string | undefined;
  versionNumberA?: string | undefined;
  trafficPercentA?: number | undefined;
  versionNameB?: string | undefined;
  versionNumberB?: string | undefined;
  trafficPercentB?: number | undefined;
  payloadArtifact?: StageArtifact | undefined;
  outputArtifact?: StageArtifact | undefined;
  healthCheck?: HealthCheck | undefined;
  provisionedConcurrentExecutions?: number | undefined;
  revertUnlessPromotedWithinSeconds?: number | undefined;
}

/** What the fields of a Route must be together. */
export function routeRules(
  fields: RuledFields,
  unread: ReadonlySet<string>,
  context: Readonly<Record<string, unknown>>,
): Problem[] {
  return [...strategyRules(fields, unread, context), ...gradualOnly(fields), ...revertTimerRules(fields)];
}

function strategyRules(
  fields: RuledFields,
  unread: ReadonlySet<string>,
  context: Readonly<Record<string, unknown>>,
): Problem[] {
  switch (fields.deploymentStrategy) {
    case '$SIMPLE':
      return [...versionRules(fields, 'A'), ...simpleRules(fields)];
    case '$WEIGHTED':
      return [...versionRules(fields, 'A'), ...versionRules(fields, 'B'), ...weightRules(fields)];
    case '$BLUEGREEN':
      return [
        ...(fields.versionNameA === undefined ? [] : versionRules(fields, 'A')),
        ...healthCheckRules(fields, unread),
      ];
    case '$GRADUAL':
      return [
        ...(fields.versionNameA === undefined ? [] : versionRules(fields, 'A')),
        ...gradualRules(fields, unread, context),
      ];
    default:
      return [];
  }
}

/** Steps that no other strategy does are refused there, as somebody expects them. */
function gradualOnly({ deploymentStrategy, steps, preset }: RuledFields): Problem[] {
  if (deploymentStrategy === undefined || deploymentStrategy === '$GRADUAL') return [];
  const given = [...(steps === undefined ? [] : ['steps']), ...(preset === undefined ? [] : ['preset'])];
  return given.map((field) => ({
    field,
    message: `belongs to $GRADUAL and is not used by ${deploymentStrategy}; choose $GRADUAL or remove it`,
  }));
}

/** What another strategy has in place of the timer. */
const TIMER_REMEDIES: Readonly<Record<string, string>> = {
  $GRADUAL:
    'a rollout in steps needs no timer: its holds end by themselves, and onFailure reverts when something is wrong; remove it, or choose $WEIGHTED',
  $BLUEGREEN: 'the health check decides before the candidate gets traffic; remove it, or choose $WEIGHTED',
  $SIMPLE: 'all traffic goes to one version at once; remove it, or choose $WEIGHTED',
};

/** A timer waits for a promotion: it belongs to a split, in which something is left to be promoted. */
function revertTimerRules({
  deploymentStrategy,
  revertUnlessPromotedWithinSeconds: seconds,
  trafficPercentA: percentA,
}: RuledFields): Problem[] {
  if (seconds === undefined || deploymentStrategy === undefined) return [];
  const field = 'revertUnlessPromotedWithinSeconds';
  if (deploymentStrategy !== '$WEIGHTED')
    return [
      {
        field,
        message: `belongs to $WEIGHTED and is not used by ${deploymentStrategy}: ${TIMER_REMEDIES[deploymentStrategy] ?? 'remove it'}`,
      },
    ];
  if (percentA !== 0 && percentA !== 100) return [];
  return [
    {
      field,
      message: `waits for a promotion, but with trafficPercentA ${percentA} one version has all traffic already; give A a share from 1 to 99, or remove it`,
    },
  ];
}

function versionRules(fields: RuledFields, side: 'A' | 'B'): Problem[] {
  const name = side === 'A' ? fields.versionNameA : fields.versionNameB;
  const number = side === 'A' ? fields.versionNumberA : fields.versionNumberB;
  if (name === undefined)
    return [{ field: `versionName${side}`, message: `is required: a macro such as $LATEST, or a version number` }];
  return providedRule(name, number, `versionNumber${side}`);
}

function simpleRules(fields: RuledFields): Problem[] {
  return fields.trafficPercentA === undefined || fields.trafficPercentA === 100
    ? []
    : [
        {
          field: 'trafficPercentA',
          message: `is ${fields.trafficPercentA}, but $SIMPLE sends all traffic to one version; use $WEIGHTED to split it`,
        },
      ];
}

function weightRules(fields: RuledFields): Problem[] {
  const { trafficPercentA: a, trafficPercentB: b } = fields;
  const problems: Problem[] = [];
  if (a === undefined)
    problems.push({
      field: 'trafficPercentA',
      message: 'is required with $WEIGHTED: the share of calls to version A, from 0 to 100',
    });
  if (a !== undefined && b !== undefined && a + b !== 100)
    problems.push({
      field: 'trafficPercentB',
      message: `is ${b}, but A and B must add up to 100 and A has ${a}; leave it out`,
    });
  const sameName = fields.versionNameA !== undefined && fields.versionNameA === fields.versionNameB;
  if (
    sameName &&
    (fields.versionNameA !== '$PROVIDED' ||
      (fields.versionNumberA !== undefined && fields.versionNumberA === fields.versionNumberB))
  ) {
    problems.push({ field: 'versionNameB', message: 'names the same version as versionNameA; a split needs two' });
  }
  if ((fields.provisionedConcurrentExecutions ?? 0) > 0)
    problems.push({
      field: 'provisionedConcurrentExecutions',
      message: 'must be 0 or absent with $WEIGHTED: AWS refuses provisioned concurrency on a weighted alias',
    });
  return problems;
}

function healthCheckRules(fields: RuledFields, unread: ReadonlySet<string>): Problem[] {
  const { healthCheck, payloadArtifact, outputArtifact } = fields;
  const problems = patternProblems(healthCheck?.expect, 'healthCheck.expect');
  const payloads = [payloadArtifact, healthCheck?.payloadArtifact, healthCheck?.invokePayload];
  if (payloads.filter((payload) => payload !== undefined).length > 1)
    problems.push({
      field: 'healthCheck',
      message:
        'gives the payload more than once; keep one of payloadArtifact, healthCheck.payloadArtifact and healthCheck.invokePayload',
    });
  if (outputArtifact !== undefined && healthCheck?.expect?.body !== undefined)
    problems.push({
      field: 'outputArtifact',
      message: 'is given together with healthCheck.expect.body; give the expected body once',
    });
  problems.push(
    ...artifactProblems({
      payloadArtifact,
      outputArtifact,
      'healthCheck.payloadArtifact': healthCheck?.payloadArtifact,
    }),
  );
  if (healthCheck === undefined && payloadArtifact === undefined && !unread.has('payloadArtifact'))
    problems.push({
      field: 'healthCheck',
      message: 'is required with $BLUEGREEN: how the candidate is called and judged before it gets traffic',
    });
  return problems;
}
