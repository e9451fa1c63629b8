import { present } from 'stage-contract';
import type { OutcomeView, RevertTimerView } from './outcomeView';
import { readRevertTimer } from './readOutcome';
import { readField, readList, readText, readTimeMs } from './readers';

/** Where sidecars of release 0.1.0 told Orca what became of a timer; later ones give the whole outcome again. */
const CONTEXT_KEY = 'revertTimer';

/**
 * What is known about the timer by now: from the outcome, from what the sidecar has reported to Orca since, or, if it
 * cannot notify Orca, from a later Route of the execution that routed the same alias.
 */
function latestTimer(
  timer: RevertTimerView,
  outcome: OutcomeView,
  stage: unknown,
  execution: unknown,
): RevertTimerView {
  const told = readRevertTimer(readField(readField(stage, 'context'), CONTEXT_KEY));
  // A restarted stage still has the key of the previous run.
  if (told !== undefined && told.state !== 'pending' && told.revertAtMs === timer.revertAtMs) return told;
  const [cleared] = readList(readField(execution, 'stages'), (later) => clearingStage(later, timer, outcome));
  return cleared ?? timer;
}

function clearingStage(
  later: unknown,
  timer: RevertTimerView,
  { endedAtMs, target }: OutcomeView,
): RevertTimerView | undefined {
  const context = readField(later, 'context');
  const [from, to] = [readTimeMs(readField(later, 'startTime')), readTimeMs(readField(later, 'endTime'))];
  const isLater = from !== undefined && to !== undefined && endedAtMs !== undefined && from >= endedAtMs;
  const isRouted =
    readField(later, 'type') === 'Aws.LambdaTrafficRoutingStage' &&
    readField(later, 'status') === 'SUCCEEDED' &&
    (['account', 'region', 'functionName', 'aliasName'] as const).every(
      (name) => readText(readField(context, name)) === target[name],
    );
  return isLater && isRouted
    ? {
        ...timer,
        state: 'cleared',
        endedAtMs: to,
        note: `Cleared by “${readText(readField(later, 'name')) ?? 'a later Route'}”.`,
      }
    : undefined;
}

/** The outcome with what its timer has done since the stage ended. */
export function withLatestTimer(outcome: OutcomeView, stage: unknown, execution: unknown): OutcomeView {
  const before = outcome.revertTimer;
  if (before?.state !== 'pending') return outcome;
  const revertTimer = latestTimer(before, outcome, stage, execution);
  if (revertTimer.state !== 'reverted') return { ...outcome, revertTimer };
  const entry = {
    ...present({ atMs: revertTimer.endedAtMs }),
    routing: revertTimer.to,
    reason: 'reverted: not promoted in time',
  };
  return {
    ...outcome,
    revertTimer,
    routing: { ...outcome.routing, now: revertTimer.to },
    timeline: [...outcome.timeline, entry],
  };
}
