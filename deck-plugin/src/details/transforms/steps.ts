import { present, type StepState, type Told } from 'stage-contract';
import type { OutcomeView, StepView } from '../read/outcomeView';
import type { StageDetails } from '../read/readDetails';
import { isTold, sameValue } from '../read/told';
import { clip, countOf, formatDuration } from '../text/formats';
import type { ZonedTimes } from '../text/zonedTimes';
import { isChange } from './awsCalls';
import { stayWord } from './bake';
import { isOutdated } from './isOutdated';
import { plannedStepTimes } from './plannedStepTimes';

/** Status by icon; each has its own shape, so that color is never the only difference. */
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
  | 'pending'
  | 'shadow'
  | 'unknown'
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
  /** "of 10 min": how long it should take. */
  of?: string;
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

/**
 * A step's look. One that never ended in an ended stage is unfinished; one that never started was skipped, unless it
 * may have run unseen.
 */
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

/** A successful wait or hold is looked at several times, which is normal; any other retry is worth mentioning. */
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

/** Attempts and note as one small line; undefined if headline and sentence already say everything. */
function noteOf(step: StepView, progressTold: Told | undefined): string | undefined {
  const parts = [
    ...(wasTriedAgain(step) ? [countOf(step.attempts ?? 0, 'attempt')] : []),
    ...(step.note === undefined || isSaid(step, progressTold) ? [] : [step.note]),
  ];
  return parts.length === 0 ? undefined : clip(parts.join(' · '), NOTE_LIMIT);
}

/** How long the current hold lasts; not once it lasts longer than planned. */
const holdWords = (hold: OutcomeView['hold'], nowMs: number): string | undefined =>
  hold === undefined || nowMs > hold.untilMs ? undefined : `of ${formatDuration(hold.untilMs - hold.fromMs)}`;

/** Rows of the steps table in the order of the outcome. The remaining steps of a rollout have planned times. */
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
      ...(isHolding ? { word: stayWord(outcome) } : {}),
      sentence: step.sentence,
      ...(note === undefined ? {} : { note }),
      time: timeOf(isIdle ? undefined : (step.startedAtMs ?? planned[index])),
      duration: isIdle ? '' : durationOf(step, !hasEnded && step.state === 'running', nowMs),
      ...present({ of: isHolding ? holdWords(outcome.hold, nowMs) : undefined }),
      isCurrent: !hasEnded && step.state === 'running',
    };
  });
}

/** Text next to the heading of the steps: changes so far, or the total time. */
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
