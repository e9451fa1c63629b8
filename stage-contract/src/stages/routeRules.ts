import { providedRule } from '../fields/version';
import { problem, type Problem } from '../messages/problem';
import { evidenceRules, type EvidenceFields } from './evidenceRules';
import { gradualRules } from './gradualRules';
import { ownCheckProblems } from './healthCheck';

interface RuledFields extends EvidenceFields {
  versionNameA?: string | undefined;
  versionNumberA?: string | undefined;
  trafficPercentA?: number | undefined;
  versionNameB?: string | undefined;
  versionNumberB?: string | undefined;
  trafficPercentB?: number | undefined;
  provisionedConcurrentExecutions?: number | undefined;
  revertUnlessPromotedWithinSeconds?: number | undefined;
}

/** Rules for the fields of a Route in combination. */
export function routeRules(
  fields: RuledFields,
  unread: ReadonlySet<string>,
  context: Readonly<Record<string, unknown>>,
): Problem[] {
  return [
    ...strategyRules(fields, unread, context),
    ...gradualOnly(fields),
    ...revertTimerRules(fields),
    ...evidenceRules(fields, unread, context),
  ];
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
        ...ownCheckProblems(fields, unread, true),
      ];
    case '$GRADUAL':
      return [
        ...(fields.versionNameA === undefined ? [] : versionRules(fields, 'A')),
        ...splitFieldsOfGradual(fields),
        ...gradualRules(fields, unread, context),
      ];
    default:
      return [];
  }
}

/** Steps are rejected with any other strategy, because their author expects them to run. */
function gradualOnly({ deploymentStrategy, steps, preset }: RuledFields): Problem[] {
  if (deploymentStrategy === undefined || deploymentStrategy === '$GRADUAL') return [];
  const given = [...(steps === undefined ? [] : ['steps']), ...(preset === undefined ? [] : ['preset'])];
  return given.map((field) => problem(field, 'notUsedByStrategy', { used: '$GRADUAL', chosen: deploymentStrategy }));
}

/**
 * A gradual rollout takes the traffic from what the alias serves, in its own steps. Whoever names the other version, as
 * CodeDeploy's CurrentVersion, or a share would otherwise wait in vain for it to count. 100% is where it ends anyway.
 */
function splitFieldsOfGradual(fields: RuledFields): Problem[] {
  const given = (['versionNameB', 'versionNumberB', 'trafficPercentB'] as const).filter(
    (name) => fields[name] !== undefined,
  );
  const share = fields.trafficPercentA === undefined || fields.trafficPercentA === 100 ? [] : ['trafficPercentA'];
  return [...share, ...given].map((field) =>
    problem(field, 'notUsedByStrategy', { used: '$WEIGHTED', chosen: '$GRADUAL' }),
  );
}

/** A timer waits for a promotion, so it needs a split in which something is left to promote. */
function revertTimerRules({
  deploymentStrategy,
  revertUnlessPromotedWithinSeconds: seconds,
  trafficPercentA: percentA,
}: RuledFields): Problem[] {
  if (seconds === undefined || deploymentStrategy === undefined) return [];
  const field = 'revertUnlessPromotedWithinSeconds';
  if (deploymentStrategy !== '$WEIGHTED') return [problem(field, 'timerNotUsed', { chosen: deploymentStrategy })];
  return percentA !== 0 && percentA !== 100 ? [] : [problem(field, 'nothingToPromote', { percent: percentA })];
}

function versionRules(fields: RuledFields, side: 'A' | 'B'): Problem[] {
  const name = side === 'A' ? fields.versionNameA : fields.versionNameB;
  const number = side === 'A' ? fields.versionNumberA : fields.versionNumberB;
  if (name === undefined) return [problem(`versionName${side}`, 'required', { because: 'version' })];
  return providedRule(name, number, `versionNumber${side}`);
}

function simpleRules(fields: RuledFields): Problem[] {
  return fields.trafficPercentA === undefined || fields.trafficPercentA === 100
    ? []
    : [problem('trafficPercentA', 'simpleTakesAll', { percent: fields.trafficPercentA })];
}

function weightRules(fields: RuledFields): Problem[] {
  const { trafficPercentA: a, trafficPercentB: b } = fields;
  const problems: Problem[] = [];
  if (a === undefined) problems.push(problem('trafficPercentA', 'required', { because: 'share' }));
  if (a !== undefined && b !== undefined && a + b !== 100)
    problems.push(problem('trafficPercentB', 'sharesDoNotAddUp', { a, b }));
  const sameName = fields.versionNameA !== undefined && fields.versionNameA === fields.versionNameB;
  if (
    sameName &&
    (fields.versionNameA !== '$PROVIDED' ||
      (fields.versionNumberA !== undefined && fields.versionNumberA === fields.versionNumberB))
  ) {
    problems.push(problem('versionNameB', 'sameVersionTwice', { other: 'versionNameA' }));
  }
  if ((fields.provisionedConcurrentExecutions ?? 0) > 0)
    problems.push(problem('provisionedConcurrentExecutions', 'provisionedOnSplit', {}));
  return problems;
}
