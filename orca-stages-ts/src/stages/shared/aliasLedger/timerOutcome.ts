import {
  OUTCOME_LIMITS,
  present,
  say,
  toldOf,
  type Outcome,
  type RevertTimerReport,
  type Worded,
} from 'stage-contract';
import type { StageEvent } from '../../../model/stageEvents';
import type { FollowUpEnd } from '../../../model/stageFollowUps';

/**
 * The outcome of the stage that owns the timer, after the timer has ended. The stage itself succeeded long ago and
 * remains so. Pure.
 */
export function timerOutcome(
  outcome: Outcome,
  end: FollowUpEnd,
): { outcome: Outcome; state: string; events?: StageEvent[] } {
  const { note, endedAt } = end;
  const state = timerState(end);
  const { revertTimer } = outcome;
  if (revertTimer === undefined) return { outcome, state };
  const ended: RevertTimerReport = {
    ...revertTimer,
    state,
    endedAt,
    note: note.words,
    ...present({ noteTold: toldOf(note) }),
  };
  const changed = withResult(outcome, end, {
    isReverted: state === 'reverted',
    ...(state === 'failed'
      ? { warning: say('couldNotRevertInTime', { seconds: revertTimer.afterSeconds, note }) }
      : {}),
  });
  const outputs = { ...changed.outputs, revertTimer: ended };
  return { outcome: { ...changed, revertTimer: ended, outputs }, state, events: timerEvents(state, note) };
}

/**
 * The outcome of a stage after its follow-up: what that has reported, and if it has reverted the alias or failed, that comes
 * first. Pure.
 */
export function withResult(
  outcome: Outcome,
  { note, report }: FollowUpEnd,
  { isReverted, warning }: { isReverted: boolean; warning?: Worded },
): Outcome {
  const timeline = [...outcome.timeline, ...(report?.timeline ?? [])].slice(-OUTCOME_LIMITS.timelineEntries);
  const changed: Outcome = {
    ...outcome,
    timeline,
    outputs: { ...outcome.outputs, ...report?.outputs },
    ...(report?.routing?.now === undefined ? {} : { routing: { ...outcome.routing, now: report.routing.now } }),
    ...(isReverted ? shownProgress(say('reverted', { parts: [note] })) : {}),
    ...(warning === undefined ? {} : { ...shownProgress(note), ...withWarning(outcome, warning) }),
  };
  return (report?.warnings ?? []).reduce(withAnother, changed);
}

/** A timer that was cleared, or found nothing to revert, has changed nothing that others must know. */
function timerEvents(state: RevertTimerReport['state'], said: Worded): StageEvent[] {
  const fired = { type: 'timer.fired', said, place: 'timer', result: state } as const;
  switch (state) {
    case 'reverted':
      return [fired, { type: 'rollout.reverted', said, place: 'timer' }];
    case 'failed':
      return [fired];
    case 'cleared':
    case 'skipped':
    case 'pending':
      return [];
  }
}

/** A timer that found nothing to revert is skipped, however it found out. */
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

/** Words without a code replace those that had one. */
const shownProgress = (said: Worded): Pick<Outcome, 'progress' | 'progressTold'> => ({
  progress: said.words,
  progressTold: toldOf(said),
});

const withAnother = (outcome: Outcome, warning: Worded): Outcome => ({ ...outcome, ...withWarning(outcome, warning) });

const withWarning = (
  { warnings, warningsTold = [] }: Outcome,
  warning: Worded,
): Pick<Outcome, 'warnings' | 'warningsTold'> => ({
  warnings: [...warnings, warning.words],
  warningsTold: [...warnings.map((_words, index) => warningsTold[index] ?? null), toldOf(warning) ?? null],
});
