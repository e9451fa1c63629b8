import { say, type HookPhase, type RouteInput } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import { isSplit, sameRouting, shareOf } from '../../model/routing';
import { sentenceOf } from '../../model/step';
import { intendedRouting, whenRaising } from '../shared/aliasLedger';
import { describes } from './descriptionChange';
import { deployedOutputs } from './deployedOutputs';
import type { RouteObserved } from './observe';
import { planChecks, planOwnCheck } from './planChecks';
import { planGradual } from './planGradual';
import { pairOf, seenIn, type MovePlan, type Rollout } from './rollout';
import type { RouteStep } from './steps';
import { planHook } from './watch/planHooks';
import { guardWarnings, nothingWatched, planBake, planBeginning } from './watch/planWatch';

/** All traffic in one move, or in steps; if the alias already serves what is wanted, only the checks. Pure. */
export function planMoves(
  input: RouteInput,
  observed: RouteObserved,
  rollout: Rollout,
  operation: Pick<OperationFacts, 'deadlineMs'>,
): MovePlan {
  const { before, wanted, undo } = rollout;
  const checked = { version: wanted.mainVersion, undo };
  const hook = (phase: HookPhase): RouteStep[] => planHook(phase, input, observed, rollout);
  if (before !== null && sameRouting(before, wanted)) return stay(input, observed, rollout);
  const beginning = planBeginning(input, { before, pair: pairOf(rollout), undo });
  const own = [...planOwnCheck(input, checked, observed), ...hook('preTraffic')];
  if (input.deploymentStrategy !== '$GRADUAL')
    return {
      steps: [...beginning, ...own, moveStep(input, observed, rollout), ...hook('postTraffic')],
      bake: planBake(input, { routing: wanted, undo }),
      planned: [],
      warnings: guardWarnings(input, isSplit(wanted) ? pairOf(rollout) : undefined, Infinity),
      moves: true,
    };
  const gradual = planGradual(input, observed, rollout, operation);
  return { ...gradual, steps: [...beginning, ...own, ...gradual.steps] };
}

/**
 * The alias already serves what is wanted. If this execution has moved it, as before a restart of the stage, there is
 * something to go back to: alarms and the bake watch over it as after the move. Nobody knows whether the hook after the
 * move was still called, so it is called; the one before the traffic would come too late.
 */
function stay(input: RouteInput, observed: RouteObserved, rollout: Rollout): MovePlan {
  const { before, wanted, undo } = rollout;
  const hook = (phase: HookPhase): RouteStep[] => planHook(phase, input, observed, rollout);
  const checks = planChecks(input, { version: wanted.mainVersion, undo }, observed);
  const planned = { planned: [], moves: false };
  if (sameRouting(undo.first, wanted))
    return {
      ...planned,
      steps: [...checks, ...hook('preTraffic'), ...hook('postTraffic')],
      bake: [],
      warnings: nothingWatched(input, wanted),
    };
  return {
    ...planned,
    // Without a split, guards have nothing to compare with any more.
    steps: [
      ...planBeginning(isSplit(wanted) ? input : { ...input, guards: [] }, {
        before,
        pair: isSplit(wanted) ? pairOf(rollout) : undefined,
        undo,
      }),
      ...checks,
      ...hook('postTraffic'),
    ],
    bake: planBake(input, { routing: wanted, undo }),
    warnings: [],
  };
}

/** All traffic, or a split, in one move. */
const moveStep = (
  input: RouteInput,
  observed: RouteObserved,
  { before, wanted, baseline, candidate, undo }: Rollout,
): RouteStep => ({
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
  intends: [...intendedRouting(input.aliasName, wanted), ...describes(input, observed)],
  ...(observed.alias === undefined ? {} : { revisionId: observed.alias.revisionId }),
  ...(candidate === null ? {} : { weightPercent: shareOf(wanted, candidate) }),
});
