import { durationWords, OUTCOME_LIMITS, type Outcome, type RevertTimerReport } from 'stage-contract';
import type { OutcomeReport } from '../model/report';

/** What has become of a timer, with what its step reports. */
export interface TimerEnd {
  state: Exclude<RevertTimerReport['state'], 'pending'>;
  note: string;
  report?: OutcomeReport;
}

/** The outcome of the stage whose timer it was, once the timer has ended: the stage itself has succeeded long ago and stays so. Pure. */
export function timerOutcome(outcome: Outcome, { state, note, report }: TimerEnd, nowMs: number): Outcome {
  const { revertTimer } = outcome;
  if (revertTimer === undefined) return outcome;
  const endedAt = new Date(nowMs).toISOString();
  const ended: RevertTimerReport = { ...revertTimer, state, endedAt, note };
  const timeline = [...outcome.timeline, ...(report?.timeline ?? [])].slice(-OUTCOME_LIMITS.timelineEntries);
  return {
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
}
