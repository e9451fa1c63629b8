import {
  say,
  expandGradual,
  longestSecondsOfMoves,
  weightsOf,
  type GradualMove,
  type RouteInput,
  type Routing,
} from 'stage-contract';
import { sameRouting, shareOf } from '../../model/routing';
import type { OperationFacts } from '../../model/operationFacts';
import { progressOf, sentenceOf } from '../../model/step';
import { intendedRouting, whenRaising } from '../shared/aliasLedger';
import { describes } from './descriptionChange';
import { deployedOutputs } from './deployedOutputs';
import { personStep } from './personStep';
import { checkStep } from './planChecks';
import type { RouteObserved } from './observe';
import { pairOf, seenIn, type MovePlan, type Rollout } from './rollout';
import type { RouteStep, Undo } from './steps';
import { planHook } from './watch/planHooks';
import { guardWarnings, latestEndMs, planBake, watchedHold } from './watch/planWatch';
import { splitRouting } from './wantedRouting';

/** A move of the rollout; `askedAt`: a person is asked at a higher weight than the step says, which this is. */
type PlannedMove = GradualMove & { askedAt?: number };

/**
 * Leaves out weights below the share that the candidate already has, with their holds. Whoever is to be asked on the way
 * is asked at that share, once: nothing goes on without a person because somebody else has raised the weight before.
 */
function withoutLower(moves: readonly GradualMove[], share: number): PlannedMove[] {
  const kept = moves.flatMap((move): PlannedMove[] => {
    if (move.kind !== 'weight' || move.weightPercent >= share) return [move];
    const { weightPercent, waitSeconds } = move;
    if (waitSeconds === undefined) return [];
    return [{ ...move, weightPercent: share, holdSeconds: 0, waitSeconds, askedAt: weightPercent }];
  });
  const lastAsked = kept.filter(({ askedAt }) => askedAt !== undefined).pop();
  return kept.filter((move) => move.askedAt === undefined || move === lastAsked);
}

/**
 * Expands the steps into weights, holds, checks and the promotion. Skips weights below the current one, so that a
 * restarted rollout continues from there and never gives traffic back on the way up. Pure.
 */
export function planGradual(
  input: RouteInput,
  observed: RouteObserved,
  rollout: Rollout,
  { deadlineMs }: Pick<OperationFacts, 'deadlineMs'>,
): MovePlan {
  const { before, wanted } = rollout;
  const version = wanted.mainVersion;
  const share = before === null ? 100 : shareOf(before, version);
  const moves = expandGradual(input);
  const kept = withoutLower(moves, share);
  const warnings =
    before === null
      ? [say('onlyVersionGetsAll', { version, missing: '$PREVIOUS' })]
      : moves.every((move) => kept.includes(move))
        ? []
        : [say('lowerWeightsLeftOut', { version, sharePercent: share })];
  const spareMs = latestEndMs(deadlineMs, secondsOf(kept, input, observed)) - Date.parse(observed.now);
  const steps = stepsOf(kept, input, observed, rollout);
  return {
    steps,
    bake: planBake(input, { routing: wanted, undo: steps.at(-1)?.undo ?? rollout.undo }),
    planned: weightsOf(kept),
    warnings: [...warnings, ...guardWarnings(input, pairOf(rollout), spareMs)],
    moves: true,
  };
}

/** Seconds that these moves take at most, with everything that follows the last of them. */
const secondsOf = (
  moves: readonly GradualMove[],
  input: RouteInput,
  { healthCheckTimeoutMs, hookTimeouts }: RouteObserved,
): number => longestSecondsOfMoves(moves, input, healthCheckTimeoutMs / 1000) + (hookTimeouts.postTraffic ?? 0) / 1000;

function stepsOf(
  moves: readonly PlannedMove[],
  input: RouteInput,
  observed: RouteObserved,
  rollout: Rollout,
): RouteStep[] {
  const { before, wanted, baseline } = rollout;
  let present = before,
    hasMoved = false;
  let undo: Undo = { ...rollout.undo, own: rollout.undo.own.filter((routing) => !sameRouting(routing, wanted)) };
  return moves.flatMap((move, index): RouteStep[] => {
    const watched = (): ReturnType<typeof watchedHold> =>
      watchedHold(input, pairOf(rollout), secondsOf(moves.slice(index + 1), input, observed));
    if (move.kind === 'check') return [checkStep(move, { version: wanted.mainVersion, undo }, observed)];
    const routing =
      move.kind === 'promote' || before === null
        ? wanted
        : splitRouting(
            wanted.mainVersion,
            partnerOf(before, wanted.mainVersion, baseline),
            move.weightPercent,
            baseline,
          );
    const expected = present,
      isFirstMove = !hasMoved;
    present = routing;
    hasMoved ||= !sameRouting(expected, routing);
    // An existing weight only counts as this execution's own if that is known: someone else may have set it.
    if (!sameRouting(expected, routing)) undo = { ...undo, own: [...undo.own, routing] };
    return [
      ...(sameRouting(expected, routing)
        ? []
        : [
            routeStep(
              move,
              { expected, routing, baseline, isFirst: expected === before, isFirstMove },
              input,
              observed,
              undo,
            ),
          ]),
      ...(move.kind === 'weight' && move.waitSeconds !== undefined
        ? [personStep({ ...move, waitSeconds: move.waitSeconds }, routing, undo, watched())]
        : []),
      ...(move.kind === 'weight' && move.holdSeconds > 0 ? [holdStep(move, routing, undo, watched())] : []),
      ...(move.kind === 'promote' ? planHook('postTraffic', input, observed, { ...rollout, undo }) : []),
    ];
  });
}

/**
 * The version that gives up its traffic: the baseline, or if that is the one coming in, the version that the alias
 * serves beside it.
 */
function partnerOf(before: Routing, version: string, baseline: string | null): string {
  return (
    [baseline, before.mainVersion, before.additionalVersion].find(
      (other): other is string => typeof other === 'string' && other !== version,
    ) ?? before.mainVersion
  );
}

interface Move {
  expected: Routing | null;
  routing: Routing;
  baseline: string | null;
  /** The alias was read just before it. */
  isFirst: boolean;
  /** No other move comes before it, although a hold or a check may. */
  isFirstMove: boolean;
}

function routeStep(
  move: Exclude<GradualMove, { kind: 'check' }>,
  { expected, routing, baseline, isFirst, isFirstMove }: Move,
  input: RouteInput,
  observed: RouteObserved,
  undo: Undo,
): RouteStep {
  return {
    id: move.kind === 'promote' ? 'promote' : `weight:${move.weightPercent}`,
    kind: 'route',
    mutates: true,
    ...sentenceOf(
      expected === null
        ? say('createAliasAt', { alias: input.aliasName, routing })
        : move.kind === 'promote'
          ? say('promote', { routing })
          : say('setWeight', { weightPercent: move.weightPercent, routing }),
    ),
    weightPercent: shareOf(routing, observed.versionA ?? routing.mainVersion),
    ...whenRaising(expected, routing, baseline),
    expected,
    wanted: routing,
    undo,
    deployed: deployedOutputs(observed.versionA, observed.versionB),
    ...seenIn(routing, observed.seenVersions),
    // Later moves leave the description alone.
    intends: [...intendedRouting(input.aliasName, routing), ...(isFirstMove ? describes(input, observed) : [])],
    ...(isFirst && observed.alias !== undefined ? { revisionId: observed.alias.revisionId } : {}),
  };
}

function holdStep(
  { weightPercent, holdSeconds }: Extract<GradualMove, { kind: 'weight' }>,
  routing: Routing,
  undo: Undo,
  watched: ReturnType<typeof watchedHold>,
): RouteStep {
  return {
    id: `hold:${weightPercent}`,
    kind: 'hold',
    ...sentenceOf(say('hold', { weightPercent, seconds: holdSeconds })),
    ...progressOf(say('holding', { weightPercent, seconds: holdSeconds })),
    weightPercent,
    waits: true,
    mutates: false,
    withoutLock: true,
    holdSeconds,
    routing,
    ...watched,
    undo,
  };
}
