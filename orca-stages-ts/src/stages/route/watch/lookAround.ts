import { say, type GuardMetric, type GuardReport, type RouteInput, type StageErrorDetails } from 'stage-contract';
import type { ApplyContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import type { RouteFacts, Undo } from '../steps';
import { alarmFault, lookAtAlarms } from './alarms';
import { findingOf, type ComparedVersions } from './guardEvidence';
import { lookAtGuards, type Compared, type GuardLook } from './guards';
import { isActing, type Seen } from './watchReport';

/** A step during which alarms and guards are looked at. */
interface Watched {
  versions?: ComparedVersions;
  weightPercent?: number;
  bakes?: true;
  undo: Undo;
}

/** Looks at the alarms, and if there is something to compare, at the guards. */
export async function lookAround(step: Watched, input: RouteInput, context: ApplyContext<RouteFacts>): Promise<Seen> {
  const compared = comparedIn(step, context);
  const [alarms, guards] = await Promise.all([
    lookAtAlarms(input, context, context.facts.ignoredAlarms ?? []),
    compared === undefined ? NOTHING_COMPARED : lookAtGuards(input, context, compared),
  ]);
  return { alarms, guards };
}

const NOTHING_COMPARED: GuardLook = { guards: [], minutes: [] };

/** What guards compare; undefined once one version has all calls, as in a bake. */
function comparedIn(
  { versions, weightPercent = 0, bakes }: Watched,
  { facts, firstBegunAtMs }: ApplyContext<RouteFacts>,
): Compared | undefined {
  if (versions === undefined || bakes === true) return undefined;
  return {
    ...versions,
    windows: [...(facts.windows ?? []), { weightPercent, fromMs: firstBegunAtMs }],
    clumpiness: facts.clumpiness ?? {},
  };
}

/** What the next looks, and people who act on the rollout, must know. */
export const factsOf = ({ alarms, guards }: Seen): Partial<RouteFacts> => ({
  ignoredAlarms: alarms.ignored,
  missingCalls: mostMissing(guards.guards.filter((guard) => isActing(guard))),
});

/** Why the rollout must not go on. */
export function failureOf(
  { undo, versions }: Pick<Watched, 'undo' | 'versions'>,
  { alarms, guards }: Seen,
  { operation }: ApplyContext<RouteFacts>,
): StageErrorDetails | undefined {
  const fault = alarmFault(alarms, targetWords(operation.target, undo.aliasName));
  if (fault !== undefined) return fault;
  const worse = guards.guards.find((guard) => guard.verdict === 'worse' && isActing(guard));
  if (worse === undefined || versions === undefined) return undefined;
  return {
    code: 'candidateWorse',
    what: say('candidateIsWorse', { version: versions.candidate, ...findingOf(worse, versions) }),
    where: targetWords(operation.target, versions.candidate),
  };
}

/** The guards that act, and cannot tell yet. Pure. */
export const undecidedIn = ({ guards }: Seen): GuardReport[] =>
  guards.guards.filter((guard) => guard.verdict === 'notEnough' && isActing(guard));

/** Which guards lack calls, and how many the one that needs most. Pure. */
export const tooFewIn = (undecided: readonly GuardReport[]): { metrics: GuardMetric[]; missing: number } => ({
  metrics: undecided.map(({ metric }) => metric),
  missing: mostMissing(undecided),
});

const mostMissing = (undecided: readonly GuardReport[]): number =>
  Math.max(0, ...undecided.map(({ missingCalls = 0 }) => missingCalls));
