import { LONGEST_WATCH_SECONDS, say, StageError, type RouteInput, type Saying } from 'stage-contract';
import type { Applied } from '../../../model/applied';
import type { OutcomeReport } from '../../../model/report';
import { routingOf, sameRouting } from '../../../model/routing';
import type { ApplyContext } from '../../../model/stageContext';
import { concurrencyIsMoving } from '../../shared/aliasLedger';
import { MINUTE_MS } from '../../shared/versionFigures';
import type { RouteFacts, RouteStep } from '../steps';
import { factsOf, failureOf, lookAround, tooFewIn, undecidedIn } from './lookAround';
import { reportOf, type Seen } from './watchReport';

type WatchStep = Extract<RouteStep, { kind: 'watch' }>;
type Context = ApplyContext<RouteFacts>;

/**
 * How often it is checked that the alias still serves what is watched, in looks: AWS allows an account 15 reads a second,
 * and a revert reads the alias anyway.
 */
const ALIAS_EVERY = 10;
/** How long after its time a watch still tries to look once more, if AWS does not answer. */
const LATE_MS = 10 * MINUTE_MS;

/**
 * A look of the watch after a stage. The watch ends if an alarm or guard acts, if somebody else has changed the alias, or when
 * its time is over; the step that follows does the rest. A look that AWS does not answer is repeated a minute later: the
 * release is out, and a fault of CloudWatch is none of the candidate.
 */
export async function watchAlias(step: WatchStep, input: RouteInput, context: Context): Promise<Applied<RouteFacts>> {
  if (step.timed === true && context.nowMs >= endOf(step, context)) return { kind: 'done' };
  // The split stays until its timer.
  if (context.facts.watched !== undefined) return { kind: 'continue', untilMs: endOf(step, context) };
  try {
    return await lookOnce(step, input, context);
  } catch (error) {
    if (!(error instanceof StageError) || context.nowMs >= endOf(step, context) + LATE_MS) throw error;
    return {
      kind: 'continue',
      untilMs: context.nowMs + MINUTE_MS,
      progress: say('watchedBlindly', { because: error.details.what }),
    };
  }
}

const endOf = ({ holdSeconds }: WatchStep, { firstBegunAtMs }: Context): number => firstBegunAtMs + holdSeconds * 1000;

async function lookOnce(step: WatchStep, input: RouteInput, context: Context): Promise<Applied<RouteFacts>> {
  const changed = await changeByOther(step, context);
  if (changed !== undefined)
    return { kind: 'done', state: 'skipped', facts: { watched: { end: 'foreign', because: changed } } };
  const seen = await lookAround(step, input, context);
  const failure = failureOf(step, seen, context);
  if (failure !== undefined) return foundFault(step, seen, context, failure.what);
  if (context.nowMs < context.firstBegunAtMs + step.watchSeconds * 1000)
    return {
      kind: 'continue',
      facts: factsOf(seen),
      report: reportOf(step, seen, context, { isDecided: false }),
    };
  return endWatch(step, seen, input, context);
}

/** Somebody else's change of the alias, from time to time; undefined if there is none. */
async function changeByOther(
  { routing, undo: { aliasName } }: WatchStep,
  { lambda, operation: { target }, nowMs, firstBegunAtMs, look }: Context,
): Promise<Saying | undefined> {
  const looks = Math.floor((nowMs - firstBegunAtMs) / MINUTE_MS);
  if (looks % ALIAS_EVERY !== 1 && look?.isLast !== true) return undefined;
  const alias = await lambda.getAlias(target.functionName, aliasName);
  const found = alias === undefined ? null : routingOf(alias);
  if (sameRouting(found, routing)) return undefined;
  if (alias !== undefined && (await concurrencyIsMoving(lambda, target.functionName, aliasName))) return undefined;
  return say('aliasChangedByOther', { alias: aliasName, expected: routing, found });
}

const foundFault = (step: WatchStep, seen: Seen, context: Context, because: Saying): Applied<RouteFacts> => ({
  kind: 'done',
  facts: { watched: { end: 'found', because } },
  report: reportOf(step, seen, context, { isDecided: true }),
});

/** The time is over: guards with too few calls get more of it if the stage says so, and never pass silently. */
function endWatch(step: WatchStep, seen: Seen, { evidence }: RouteInput, context: Context): Applied<RouteFacts> {
  const { nowMs, firstBegunAtMs } = context;
  const undecided = undecidedIn(seen);
  if (undecided.length === 0) return endQuietly(step, seen, context, []);
  const mostSeconds =
    evidence?.onTooFew === 'hold' ? LONGEST_WATCH_SECONDS : step.watchSeconds + (evidence?.extendSeconds ?? 0);
  const endsAtMs = firstBegunAtMs + Math.min(mostSeconds, LONGEST_WATCH_SECONDS) * 1000;
  const few = { ...tooFewIn(undecided), seconds: Math.round((nowMs - firstBegunAtMs) / 1000) };
  if (nowMs < endsAtMs)
    return {
      kind: 'continue',
      untilMs: Math.min(nowMs + MINUTE_MS, endsAtMs),
      facts: factsOf(seen),
      report: reportOf(step, seen, context, { isDecided: false, extendedUntil: new Date(endsAtMs).toISOString() }),
    };
  return evidence?.onTooFew === 'revert'
    ? foundFault(step, seen, context, say('tooFewCalls', few))
    : endQuietly(step, seen, context, [say('watchedOnFewCalls', few)]);
}

function endQuietly(step: WatchStep, seen: Seen, context: Context, warnings: Saying[]): Applied<RouteFacts> {
  const seenReport = reportOf(step, seen, context, { isDecided: true });
  const report: OutcomeReport = { ...seenReport, warnings: [...(seenReport.warnings ?? []), ...warnings] };
  const facts: Partial<RouteFacts> = { watched: { end: 'quiet' } };
  return step.timed === true
    ? { kind: 'continue', untilMs: endOf(step, context), facts, report }
    : { kind: 'done', facts, report };
}
