import {
  durationWords,
  expandGradual,
  weightsOf,
  type GradualMove,
  type RouteInput,
  type Routing,
} from 'stage-contract';
import { routingWords, sameRouting, shareOf, versionWords } from '../../model/routing';
import { intendedRouting, whenRaising } from '../shared/aliasLedger';
import { deployedOutputs } from './deployedOutputs';
import type { RouteObserved } from './observe';
import type { MovePlan, Rollout } from './rollout';
import type { RouteStep, Undo } from './steps';
import { splitRouting } from './wantedRouting';

/**
 * Expands the steps into weights, holds, checks and the promotion. A weight below what the version has already is left out, so that a
 * restarted rollout goes on from what it left and never gives traffic back on the way up. Pure.
 */
export function planGradual(input: RouteInput, observed: RouteObserved, rollout: Rollout): MovePlan {
  const { before, wanted } = rollout;
  const version = wanted.mainVersion;
  const share = before === null ? 100 : shareOf(before, version);
  const moves = expandGradual(input);
  const kept = moves.filter((move) => move.kind !== 'weight' || move.weightPercent >= share);
  const warnings =
    before === null
      ? [`No previous version: ${versionWords(version)} gets 100% at once.`]
      : kept.length === moves.length
        ? []
        : [`${versionWords(version)} already has ${share}%: lower weights are left out.`];
  return { steps: stepsOf(kept, input, observed, rollout), planned: weightsOf(kept), warnings };
}

function stepsOf(
  moves: readonly GradualMove[],
  input: RouteInput,
  observed: RouteObserved,
  rollout: Rollout,
): RouteStep[] {
  const { before, wanted, baseline } = rollout;
  let present = before;
  let undo: Undo = { ...rollout.undo, own: rollout.undo.own.filter((routing) => !sameRouting(routing, wanted)) };
  return moves.flatMap((move): RouteStep[] => {
    if (move.kind === 'check') return [checkStep(move, wanted.mainVersion, observed, undo)];
    const routing =
      move.kind === 'promote' || before === null
        ? wanted
        : splitRouting(
            wanted.mainVersion,
            partnerOf(before, wanted.mainVersion, baseline),
            move.weightPercent,
            baseline,
          );
    const expected = present;
    present = routing;
    // A weight that is there already is this execution's own only if it is known as such: somebody else may have set it.
    if (!sameRouting(expected, routing)) undo = { ...undo, own: [...undo.own, routing] };
    return [
      ...(sameRouting(expected, routing)
        ? []
        : [routeStep(move, { expected, routing, baseline, isFirst: expected === before }, input, observed, undo)]),
      ...(move.kind === 'weight' && move.holdSeconds > 0 ? [holdStep(move, routing, undo)] : []),
    ];
  });
}

/** The version that gives its traffic away: the baseline, or where that is the one coming in, what the alias serves beside it. */
function partnerOf(before: Routing, version: string, baseline: string | null): string {
  return (
    [baseline, before.mainVersion, before.additionalVersion].find(
      (other): other is string => typeof other === 'string' && other !== version,
    ) ?? before.mainVersion
  );
}

function checkStep(
  move: Extract<GradualMove, { kind: 'check' }>,
  version: string,
  observed: RouteObserved,
  undo: Undo,
): RouteStep {
  const timeoutMs =
    move.check.timeoutSeconds === undefined ? observed.healthCheckTimeoutMs : move.check.timeoutSeconds * 1000;
  return {
    id: `check:${move.index + 1}`,
    kind: 'healthCheck',
    sentence: `Health check on ${versionWords(version)}`,
    mutates: true,
    withoutLock: true,
    version,
    timeoutMs,
    checkIndex: move.index,
    undo,
  };
}

interface Move {
  expected: Routing | null;
  routing: Routing;
  baseline: string | null;
  isFirst: boolean;
}

function routeStep(
  move: Exclude<GradualMove, { kind: 'check' }>,
  { expected, routing, baseline, isFirst }: Move,
  input: RouteInput,
  observed: RouteObserved,
  undo: Undo,
): RouteStep {
  return {
    id: move.kind === 'promote' ? 'promote' : `weight:${move.weightPercent}`,
    kind: 'route',
    mutates: true,
    sentence:
      expected === null
        ? `Create ${input.aliasName}: ${routingWords(routing)}`
        : move.kind === 'promote'
          ? `Promote: ${routingWords(routing)}`
          : `Weight ${move.weightPercent}%: ${routingWords(routing)}`,
    ...whenRaising(expected, routing, baseline),
    expected,
    wanted: routing,
    undo,
    deployed: deployedOutputs(observed.versionA, observed.versionB),
    intends: intendedRouting(input.aliasName, routing),
    ...(isFirst && observed.alias !== undefined ? { revisionId: observed.alias.revisionId } : {}),
  };
}

function holdStep(
  { weightPercent, holdSeconds }: Extract<GradualMove, { kind: 'weight' }>,
  routing: Routing,
  undo: Undo,
): RouteStep {
  const words = `at ${weightPercent}% for ${durationWords(holdSeconds)}`;
  return {
    id: `hold:${weightPercent}`,
    kind: 'hold',
    sentence: `Hold ${words}`,
    progress: `Holding ${words}`,
    mutates: false,
    withoutLock: true,
    holdSeconds,
    routing,
    undo,
  };
}
