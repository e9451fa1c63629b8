import { durationWords, OUTCOME_LIMITS, type Outcome, type RevertTimerReport } from 'stage-contract';
import type { FollowUpEnd } from '../../../model/stageFollowUps';

/** The outcome of the stage whose timer it was, once the timer has ended: the stage itself has succeeded long ago and stays so. Pure. */
export function timerOutcome(outcome: Outcome, end: FollowUpEnd): { outcome: Outcome; state: string } {
  const { note, endedAt, report } = end;
  const state = timerState(end);
  const { revertTimer } = outcome;
  if (revertTimer === undefined) return { outcome, state };
  const ended: RevertTimerReport = { ...revertTimer, state, endedAt, note };
  const timeline = [...outcome.timeline, ...(report?.timeline ?? [])].slice(-OUTCOME_LIMITS.timelineEntries);
  const changed: Outcome = {
    ...outcome,
    revertTimer: ended,
    timeline,
    outputs: { ...outcome.outputs, ...report?.outputs, revertTimer: ended },
    ...(report?.routing?.now === undefined ? {} : { routing: { ...outcome.routing, now: report.routing.now } }),
    ...(state === 'reverted' ? { progress: `Reverted: ${note}` } : {}),
    ...(state === 'failed'
      ? {
          progress: note,
          warnings: [
            ...outcome.warnings,
            `Not promoted within ${durationWords(revertTimer.afterSeconds)}, and could not be reverted: ${note}`,
          ],
        }
      : {}),
  };
  return { outcome: changed, state };
}

/** A timer that found nothing to revert is skipped, whichever way it found out. */
function timerState({ state }: FollowUpEnd): RevertTimerReport['state'] {
  switch (state) {
    case 'reverted':
    case 'failed':
    case 'cleared':
      return state;
    case 'done':
    case 'same':
    case 'skipped':
      return 'skipped';
  }
}
