import { say, type RouteInput } from 'stage-contract';
import { sameRouting, shareOf } from '../../model/routing';
import { sentenceOf } from '../../model/step';
import { intendedRouting, whenRaising } from '../shared/aliasLedger';
import { deployedOutputs } from './deployedOutputs';
import type { RouteObserved } from './observe';
import { planGradual } from './planGradual';
import { seenIn, type MovePlan, type Rollout } from './rollout';
import type { RouteStep } from './steps';

/** All traffic in one move, or in steps. Pure. */
export function planMoves(input: RouteInput, observed: RouteObserved, rollout: Rollout): MovePlan {
  if (rollout.before !== null && sameRouting(rollout.before, rollout.wanted))
    return { steps: [], planned: [], warnings: [] };
  if (input.deploymentStrategy === '$GRADUAL') return planGradual(input, observed, rollout);
  return { steps: planAtOnce(input, observed, rollout), planned: [], warnings: [] };
}

/** One move; with $BLUEGREEN, the candidate is checked first. */
function planAtOnce(
  input: RouteInput,
  observed: RouteObserved,
  { before, wanted, baseline, candidate, undo }: Rollout,
): RouteStep[] {
  const check: RouteStep = {
    id: 'healthCheck',
    kind: 'healthCheck',
    ...sentenceOf(say('healthCheck', { version: wanted.mainVersion })),
    mutates: true,
    withoutLock: true,
    version: wanted.mainVersion,
    timeoutMs: observed.healthCheckTimeoutMs,
    undo,
  };
  const move: RouteStep = {
    id: 'route',
    kind: 'route',
    ...sentenceOf(say(before === null ? 'createAliasAt' : 'moveAliasTo', { alias: input.aliasName, routing: wanted })),
    mutates: true,
    ...whenRaising(before, wanted, baseline),
    expected: before,
    wanted,
    undo,
    deployed: deployedOutputs(observed.versionA, observed.versionB),
    ...seenIn(wanted, observed.seenVersions),
    intends: intendedRouting(input.aliasName, wanted),
    ...(observed.alias === undefined ? {} : { revisionId: observed.alias.revisionId }),
    ...(candidate === null ? {} : { weightPercent: shareOf(wanted, candidate) }),
  };
  return input.deploymentStrategy === '$BLUEGREEN' ? [check, move] : [move];
}
