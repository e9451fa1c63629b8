import type { StepState, Told } from 'stage-contract';
import type { OutcomeView, StepView } from '../read/outcomeView';
import type { StageDetails } from '../read/readDetails';
import { isTold, sameValue } from '../read/told';
import { clip, countOf, formatDuration } from '../text/formats';
import type { ZonedTimes } from '../text/zonedTimes';
import { isChange } from './awsCalls';
import { isOutdated } from './isOutdated';
import { plannedStepTimes } from './plannedStepTimes';

/** Status by icon; each has its own shape, so that colour is never alone. */
export type StatusIconName =
  | 'done'
  | 'running'
  | 'todo'
  | 'same'
  | 'skipped'
  | 'failed'
  | 'reverted'
  | 'warning'
  | 'protected'
  | 'info'
  | 'cancelled';

/** One row of the steps table. */
export interface StepRow {
  key: string;
  icon: StatusIconName;
  word: string;
  sentence: string;
  note?: string;
  time: string;
  duration: string;
  isCurrent: boolean;
}

const STATE_WORDS = {
  todo: 'To do',
  running: 'Running',
  done: 'Done',
  same: 'Same',
  skipped: 'Skipped',
  failed: 'Failed',
  reverted: 'Reverted',
} as const satisfies Record<StepState, string>;

/** How a step looks; one that never ended in a stage that did is unfinished, one that never began was skipped, unless it may have been done unseen. */
function lookOf(step: StepView, hasEnded: boolean, isOld: boolean): { icon: StatusIconName; word: string } {
  if (hasEnded && step.state === 'running') return { icon: 'warning', word: 'Unfinished' };
  if (hasEnded && step.state === 'todo' && !isOld) return { icon: 'skipped', word: STATE_WORDS.skipped };
  return { icon: step.state, word: STATE_WORDS[step.state] };
}

function durationOf(step: StepView, isRunning: boolean, nowMs: number): string {
  if (step.startedAtMs === undefined) return '';
  if (step.endedAtMs !== undefined) return formatDuration(step.endedAtMs - step.startedAtMs);
  const wholeSeconds = Math.floor((nowMs - step.startedAtMs) / 1000);
  return isRunning && wholeSeconds > 0 ? formatDuration(wholeSeconds * 1000) : '';
}

/** A wait that ended well and a hold are looked at several times, which is no trouble; everything else that was tried again is worth a word. */
const wasTriedAgain = ({ attempts = 1, kind, waits, state }: StepView): boolean =>
  attempts > 1 && kind !== 'hold' && !(state === 'done' && waits === true);

/** Longest note below a step. */
const NOTE_LIMIT = 400;

/** Whether a note only says where the alias was routed to, which its step's sentence or the headline says. */
function isSaid({ noteTold, told }: StepView, progressTold: Told | undefined): boolean {
  if (!isTold(noteTold, 'aliasRouted')) return false;
  const { alias, routing } = noteTold.values;
  const isInHeadline =
    isTold(progressTold, 'aliasRoutedTo') && sameValue({ ...progressTold.values, back: undefined }, { alias, routing });
  return isInHeadline || (told !== undefined && sameValue(told.values['routing'], routing));
}

/** Attempts and note as one small line; undefined when there is nothing to say that headline and sentence have not. */
function noteOf(step: StepView, progressTold: Told | undefined): string | undefined {
  const parts = [
    ...(wasTriedAgain(step) ? [countOf(step.attempts ?? 0, 'attempt')] : []),
    ...(step.note === undefined || isSaid(step, progressTold) ? [] : [step.note]),
  ];
  return parts.length === 0 ? undefined : clip(parts.join(' · '), NOTE_LIMIT);
}

/** How long the hold is that goes on. */
const holdWords = (hold: OutcomeView['hold']): string =>
  hold === undefined ? '' : ` of ${formatDuration(hold.untilMs - hold.fromMs)}`;

/** Rows of the steps table in the order of the outcome; of a rollout's steps that are still to do, the time is the planned one. */
export function stepRows(
  { outcome, phase, startedAtMs }: Pick<StageDetails, 'outcome' | 'phase' | 'startedAtMs'>,
  times: ZonedTimes,
  nowMs: number,
): StepRow[] {
  const hasEnded = phase !== 'running' && phase !== 'waiting';
  const timeOf = (atMs: number | undefined): string => (atMs === undefined ? '' : times.time(atMs, startedAtMs));
  const planned = phase === 'running' ? plannedStepTimes(outcome, nowMs) : [];
  return outcome.steps.map((step, index) => {
    const note = noteOf(step, outcome.progressTold);
    const isHolding = outcome.hold !== undefined && step.state === 'running' && !hasEnded;
    const isIdle = step.state === 'same' || step.state === 'skipped';
    return {
      key: `${index} ${step.id}`,
      ...lookOf(step, hasEnded, isOutdated({ outcome, phase })),
      ...(isHolding ? { word: 'Holding' } : {}),
      sentence: step.sentence,
      ...(note === undefined ? {} : { note }),
      time: timeOf(isIdle ? undefined : (step.startedAtMs ?? planned[index])),
      duration: isIdle
        ? ''
        : `${durationOf(step, !hasEnded && step.state === 'running', nowMs)}${isHolding ? holdWords(outcome.hold) : ''}`,
      isCurrent: !hasEnded && step.state === 'running',
    };
  });
}

/** What stands beside the heading of the steps: changes so far, or how long all took. */
export function stepsSummary({
  outcome,
  phase,
  startedAtMs,
  endedAtMs,
}: Pick<StageDetails, 'outcome' | 'phase' | 'startedAtMs' | 'endedAtMs'>): string {
  if (phase === 'running' || phase === 'waiting')
    return `${countOf(outcome.awsCalls.filter(isChange).length, 'AWS change')} so far`;
  return startedAtMs === undefined || endedAtMs === undefined || endedAtMs <= startedAtMs
    ? ''
    : `${formatDuration(endedAtMs - startedAtMs)} in all`;
}
