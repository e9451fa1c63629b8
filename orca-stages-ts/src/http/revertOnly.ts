import { problem, type Problem, type StageType } from 'stage-contract';

/** Fields of a Route that do not decide what it changes in AWS, or have no effect on a move to one version. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  'account',
  'region',
  'functionName',
  'aliasName',
  'onBusy',
  'requireAliasCallers',
  'versionNumberA',
  'versionNameB',
  'versionNumberB',
  'trafficPercentA',
  'trafficPercentB',
  'healthCheckType',
  'timeout',
]);

/** The values that make a Route a way back. Its failure policy may restore what it found, but delete nothing. */
const ALLOWED: Readonly<Record<string, readonly unknown[]>> = {
  deploymentStrategy: ['$SIMPLE'],
  versionNameA: ['$PREVIOUS'],
  // Whoever proceeds may move forward over somebody who has gone further back meanwhile.
  onForeignChange: ['fail'],
  onFailure: ['revert', 'hold'],
  destroyOnFail: [false],
};

/**
 * Why a stage must not run in an account that is only for going back; undefined if it may. It may be a Route of all
 * traffic to the previous version that changes nothing beside the alias, or the request to revert a rollout. Whether that version is older than what is
 * served, only the Route itself can tell.
 */
export function notOnlyReverting(
  type: StageType,
  input: Readonly<Record<string, unknown>>,
  account: string,
): Problem | undefined {
  if (type === 'Aws.LambdaRolloutActionStage')
    return input['action'] === 'revert' ? undefined : problem('action', 'accountOnlyReverts', { account });
  if (type !== 'Aws.LambdaTrafficRoutingStage') return problem('account', 'accountOnlyReverts', { account });
  const [field] =
    Object.entries(input).find(
      ([name, value]) => value !== undefined && !WITHOUT_EFFECT.has(name) && ALLOWED[name]?.includes(value) !== true,
    ) ?? [];
  return field === undefined ? undefined : problem(field, 'accountOnlyReverts', { account });
}
