import { say, type RouteInput, type Routing, type Saying } from 'stage-contract';
import type { FollowUp } from '../../model/followUp';
import type { OperationFacts } from '../../model/operationFacts';
import { aliasResource } from '../../model/resource';
import { isSplit, largerShare, sameRouting, shareOf } from '../../model/routing';
import { progressOf, sentenceOf } from '../../model/step';
import { revertTimer } from '../shared/aliasLedger';
import type { RouteObserved } from './observe';
import { pairOf, type Rollout } from './rollout';
import type { RouteStep, Undo } from './steps';
import { LOOK_EVERY_SECONDS } from './watch/planWatch';

type Observed = Pick<RouteObserved, 'versionA' | 'versionB'>;

/**
 * What happens to the alias after the stage: the timer of a split, the watch, or both. With both, the split is watched until
 * its timer at most, so one operation does it. Either sends all traffic to the baseline, not to the first routing, as a
 * failure does: if that was an abandoned canary itself, it would stay forever. Pure.
 */
export function planFollowUp(
  input: RouteInput,
  observed: Observed,
  rollout: Rollout,
  { stageId }: Pick<OperationFacts, 'stageId'>,
): FollowUp | undefined {
  const { aliasName } = input;
  const { wanted, undo } = rollout;
  const hasTimer = input.deploymentStrategy === '$WEIGHTED' && leavesTwo(observed, rollout);
  const timerSeconds = hasTimer ? input.revertUnlessPromotedWithinSeconds : undefined;
  const watchedTo = watchGoesBackTo(input, observed, rollout);
  const watchSeconds = watchedTo === undefined ? undefined : input.watchSeconds;
  const to = watchedTo ?? backOfSplit(rollout);
  const { origin: _ofAFailure, ...ofExecution } = undo;
  const back = { ...ofExecution, first: to, own: [wanted] };
  const revert = (doing: Saying): Extract<RouteStep, { kind: 'revert' }> => ({
    id: timerSeconds === undefined ? 'watchRevert' : 'timedRevert',
    kind: 'revert',
    ...sentenceOf(doing),
    mutates: true,
    ...(timerSeconds === undefined ? {} : { timer: { afterSeconds: timerSeconds, stageId } }),
    ...(watchSeconds === undefined ? {} : { watched: { seconds: watchSeconds, stageId } }),
    undo: back,
  });
  if (timerSeconds === undefined && watchSeconds === undefined) return undefined;
  const armed =
    timerSeconds === undefined
      ? {
          resource: aliasResource(aliasName),
          afterSeconds: watchSeconds ?? 0,
          guard: wanted,
          to,
          step: revert(say('watchRevert', { alias: aliasName, routing: to })),
        }
      : revertTimer({ aliasName, afterSeconds: timerSeconds, split: wanted, to }, revert);
  if (watchSeconds === undefined) return armed;
  return {
    ...armed,
    watch: {
      onlyIfFound: timerSeconds === undefined,
      step: watchStep(input, rollout, { undo: back, watchSeconds, timerSeconds }),
    },
  };
}

/** Whether the stage leaves two versions: not if both are the same, or one has all traffic. */
const leavesTwo = ({ versionA, versionB }: Observed, { wanted }: Rollout): boolean =>
  isSplit(wanted) && versionA !== versionB;

const backOfSplit = ({ wanted, baseline }: Rollout): Routing => ({ mainVersion: baseline ?? largerShare(wanted) });

/** Where the watch would send the alias; undefined: nothing is watched, because this execution leaves no other version behind. */
function watchGoesBackTo(input: RouteInput, observed: Observed, rollout: Rollout): Routing | undefined {
  const { wanted, baseline, undo } = rollout;
  if ((input.watchSeconds ?? 0) === 0 || sameRouting(undo.first, wanted)) return undefined;
  if (leavesTwo(observed, rollout)) return backOfSplit(rollout);
  const to = baseline === null ? undefined : { mainVersion: baseline };
  return to === undefined || sameRouting(to, wanted) ? undefined : to;
}

/** A stage that should watch says so if it does not; of an alias that it has not moved, other warnings say it. Pure. */
export const notWatched = (input: RouteInput, observed: Observed, rollout: Rollout): Saying[] =>
  (input.watchSeconds ?? 0) === 0 ||
  sameRouting(rollout.undo.first, rollout.wanted) ||
  watchGoesBackTo(input, observed, rollout) !== undefined
    ? []
    : [say('nothingToWatch', { alias: input.aliasName })];

/** The step that looks; while the alias is split, guards compare the versions. Pure. */
function watchStep(
  { aliasName, guards = [] }: RouteInput,
  rollout: Rollout,
  { undo, watchSeconds: seconds, timerSeconds }: { undo: Undo; watchSeconds: number; timerSeconds: number | undefined },
): Extract<RouteStep, { kind: 'watch' }> {
  const { wanted } = rollout;
  const versions = isSplit(wanted) && guards.length > 0 ? pairOf(rollout) : undefined;
  return {
    id: 'watch',
    kind: 'watch',
    ...sentenceOf(say('watch', { alias: aliasName, seconds })),
    ...progressOf(say('watching', { alias: aliasName, seconds })),
    ...(versions === undefined ? {} : { versions, weightPercent: shareOf(wanted, versions.candidate) }),
    waits: true,
    mutates: false,
    withoutLock: true,
    holdSeconds: timerSeconds ?? seconds,
    lookEverySeconds: LOOK_EVERY_SECONDS,
    watchSeconds: seconds,
    ...(timerSeconds === undefined ? {} : { timed: true }),
    routing: wanted,
    undo,
  };
}
