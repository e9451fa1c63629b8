import type { RouteInput } from 'stage-contract';
import { routingWords, sameRouting, versionWords } from '../../model/routing';
import { intendedRouting, whenRaising } from '../shared/aliasLedger';
import { deployedOutputs } from './deployedOutputs';
import type { RouteObserved } from './observe';
import { planGradual } from './planGradual';
import type { MovePlan, Rollout } from './rollout';
import type { RouteStep } from './steps';

/** All at once, or in steps. Pure. */
export function planMoves(input: RouteInput, observed: RouteObserved, rollout: Rollout): MovePlan {
  if (rollout.before !== null && sameRouting(rollout.before, rollout.wanted))
    return { steps: [], planned: [], warnings: [] };
  if (input.deploymentStrategy === '$GRADUAL') return planGradual(input, observed, rollout);
  return { steps: planAtOnce(input, observed, rollout), planned: [], warnings: [] };
}

/** One move; with $BLUEGREEN the candidate is checked first. */
function planAtOnce(
  input: RouteInput,
  observed: RouteObserved,
  { before, wanted, baseline, undo }: Rollout,
): RouteStep[] {
  const check: RouteStep = {
    id: 'healthCheck',
    kind: 'healthCheck',
    sentence: `Health check on ${versionWords(wanted.mainVersion)}`,
    mutates: true,
    withoutLock: true,
    version: wanted.mainVersion,
    timeoutMs: observed.healthCheckTimeoutMs,
    undo,
  };
  const move: RouteStep = {
    id: 'route',
    kind: 'route',
    sentence: `${before === null ? 'Create' : 'Move'} ${input.aliasName}: ${routingWords(wanted)}`,
    mutates: true,
    ...whenRaising(before, wanted, baseline),
    expected: before,
    wanted,
    undo,
    deployed: deployedOutputs(observed.versionA, observed.versionB),
    intends: intendedRouting(input.aliasName, wanted),
    ...(observed.alias === undefined ? {} : { revisionId: observed.alias.revisionId }),
  };
  return input.deploymentStrategy === '$BLUEGREEN' ? [check, move] : [move];
}
