import { extendSecondsOf, present, say, type GuardReport, type RouteInput, type Saying } from 'stage-contract';
import type { Applied } from '../../../model/applied';
import type { ApplyContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import { MINUTE_MS } from '../../shared/versionFigures';
import type { RouteFacts, RouteStep } from '../steps';
import { factsOf, failureOf, lookAround, tooFewIn, undecidedIn } from './lookAround';
import { withWindow } from './minutes';
import { latestEndMs } from './planWatch';
import { reportOf, type Seen } from './watchReport';

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

/** The hold is over: it ends if every guard is fine, or lasts longer, or the policy for too few calls decides. */
function endOrExtend(
  step: HoldStep,
  found: Seen,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Applied<RouteFacts> {
  const { firstBegunAtMs, nowMs } = context;
  const undecided = undecidedIn(found);
  if (undecided.length === 0) return endHold(step, found, context, []);
  const longestMs = Math.min(
    firstBegunAtMs + (step.holdSeconds + extendSecondsOf(step.holdSeconds, input.evidence)) * 1000,
    latestEndMs(context.operation.deadlineMs, step.secondsAfter ?? 0),
  );
  const few = tooFewIn(undecided);
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
