import {
  extendSecondsOf,
  present,
  say,
  type GuardReport,
  type RouteInput,
  type Saying,
  type StageErrorDetails,
} from 'stage-contract';
import type { Applied } from '../../../model/applied';
import type { ApplyContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import { MINUTE_MS } from '../../shared/versionFigures';
import type { RouteFacts, RouteStep } from '../steps';
import { alarmFault, lookAtAlarms } from './alarms';
import { findingOf } from './guardEvidence';
import { lookAtGuards, type Compared, type GuardLook } from './guards';
import { withWindow } from './minutes';
import { latestEndMs } from './planWatch';
import { isActing, reportOf, type Seen } from './watchReport';

type HoldStep = Extract<RouteStep, { kind: 'hold' }>;

/**
 * A look at alarms and guards during a hold or a bake: fails the step if one of them acts, extends a hold that ends with
 * too few calls, and otherwise lets it continue or end.
 */
export async function lookInHold(
  step: HoldStep,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const found = await lookAround(step, input, context);
  const facts = factsOf(found);
  const failure = failureOf(step, found, context);
  if (failure !== undefined)
    return { kind: 'failed', error: failure, report: reportOf(step, found, context, { isDecided: true }) };
  if (context.look?.isLast !== true)
    return { kind: 'continue', facts, report: reportOf(step, found, context, { isDecided: false }) };
  return endOrExtend(step, found, input, context);
}

async function lookAround(step: HoldStep, input: RouteInput, context: ApplyContext<RouteFacts>): Promise<Seen> {
  const compared = comparedIn(step, context);
  const [alarms, guards] = await Promise.all([
    lookAtAlarms(input, context, context.facts.ignoredAlarms ?? []),
    compared === undefined ? NOTHING_COMPARED : lookAtGuards(input, context, compared),
  ]);
  return { alarms, guards };
}

const NOTHING_COMPARED: GuardLook = { guards: [], minutes: [] };

/** What guards compare in a hold; undefined in a bake, when the baseline has no calls any more. */
function comparedIn(
  { versions, weightPercent = 0, bakes }: HoldStep,
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
const factsOf = ({ alarms, guards }: Seen): Partial<RouteFacts> => ({
  ignoredAlarms: alarms.ignored,
  missingCalls: mostMissing(guards.guards.filter((guard) => isActing(guard))),
});

/** Why the rollout must not go on. */
function failureOf(
  { undo, versions }: HoldStep,
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

/** The hold is over: it ends if every guard is fine, or lasts longer, or the policy for too few calls decides. */
function endOrExtend(
  step: HoldStep,
  found: Seen,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Applied<RouteFacts> {
  const { firstBegunAtMs, nowMs } = context;
  const undecided = found.guards.guards.filter((guard) => guard.verdict === 'notEnough' && isActing(guard));
  if (undecided.length === 0) return endHold(step, found, context, []);
  const longestMs = Math.min(
    firstBegunAtMs + (step.holdSeconds + extendSecondsOf(step.holdSeconds, input.evidence)) * 1000,
    latestEndMs(context.operation.deadlineMs, step.secondsAfter ?? 0),
  );
  const few = { metrics: undecided.map(({ metric }) => metric), missing: mostMissing(undecided) };
  const weightPercent = step.weightPercent ?? 0;
  if (nowMs < longestMs)
    return goOn(step, found, context, {
      untilMs: Math.min(nowMs + MINUTE_MS, longestMs),
      progress: say('holdExtended', { weightPercent, ...few }),
      extendedUntilMs: longestMs,
    });
  const seconds = Math.round((nowMs - firstBegunAtMs) / 1000);
  switch (policyFor(undecided, input)) {
    case 'proceed':
      return endHold(step, found, context, [say('proceededOnFewCalls', { weightPercent, seconds, ...few })]);
    case 'hold':
      return goOn(step, found, context, {
        untilMs: nowMs + MINUTE_MS,
        progress: say('heldForEvidence', { weightPercent, metrics: few.metrics }),
      });
    case 'revert':
      return {
        kind: 'failed',
        error: {
          code: 'notEnoughEvidence',
          what: say('tooFewCalls', { ...few, seconds }),
          where: targetWords(context.operation.target, step.undo.aliasName),
        },
        report: reportOf(step, found, context, { isDecided: true }),
      };
  }
}

/** Without an answer of its author, a rollout that leans towards worse waits, and any other one proceeds. */
const policyFor = (undecided: readonly GuardReport[], { evidence }: RouteInput): 'proceed' | 'hold' | 'revert' =>
  evidence?.onTooFew ?? (undecided.some(({ leansToWorse }) => leansToWorse === true) ? 'hold' : 'proceed');

const mostMissing = (undecided: readonly GuardReport[]): number =>
  Math.max(0, ...undecided.map(({ missingCalls = 0 }) => missingCalls));

/** How a hold goes on after its end. */
interface Extension {
  untilMs: number;
  progress: Saying;
  extendedUntilMs?: number;
}

function goOn(
  step: HoldStep,
  found: Seen,
  context: ApplyContext<RouteFacts>,
  { untilMs, progress, extendedUntilMs }: Extension,
): Applied<RouteFacts> {
  const extendedUntil = extendedUntilMs === undefined ? undefined : new Date(extendedUntilMs).toISOString();
  return {
    kind: 'continue',
    untilMs,
    progress,
    facts: factsOf(found),
    report: {
      ...reportOf(step, found, context, { isDecided: false, ...present({ extendedUntil }) }),
      prolonged: { step: step.id, ...present({ until: extendedUntil }) },
    },
  };
}

function endHold(
  step: HoldStep,
  found: Seen,
  context: ApplyContext<RouteFacts>,
  warnings: Saying[],
): Applied<RouteFacts> {
  const { firstBegunAtMs, nowMs, facts } = context;
  const report = reportOf(step, found, context, { isDecided: true });
  return {
    kind: 'done',
    facts: {
      ignoredAlarms: found.alarms.ignored,
      missingCalls: 0,
      ...(step.bakes === true ? {} : withWindow(facts.windows, step, { fromMs: firstBegunAtMs, untilMs: nowMs })),
    },
    report: { ...report, warnings: [...(report.warnings ?? []), ...warnings] },
  };
}
