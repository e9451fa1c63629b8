import type { StepState } from 'stage-contract';
import type { StepView } from '../read/outcomeView';
import type { StageDetails } from '../read/readDetails';
import { clip, countOf, formatDuration } from '../text/formats';
import type { ZonedTimes } from '../text/zonedTimes';
import { isChange } from './awsCalls';
import { isOutdated } from './isOutdated';

/** Status by icon; each has its own shape, so that colour is never alone. */
export type StatusIconName = 'done' | 'running' | 'todo' | 'same' | 'skipped' | 'failed' | 'reverted' | 'warning' | 'protected' | 'info' | 'cancelled';

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
  todo: 'To do', running: 'Running', done: 'Done', same: 'Same', skipped: 'Skipped', failed: 'Failed', reverted: 'Reverted',
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

/** A wait that ended well was asked several times, which is no trouble; everything else that was tried again is worth a word. */
const wasTriedAgain = (step: StepView): boolean => step.attempts !== undefined && step.attempts > 1 && !(step.state === 'done' && /^wait/i.test(step.sentence));

/** Longest note below a step. */
const NOTE_LIMIT = 400;

/** Attempts and note as one small line; undefined when there is nothing to say that the headline has not. */
function noteOf(step: StepView, headline: string | undefined): string | undefined {
  const parts = [...(wasTriedAgain(step) ? [countOf(step.attempts ?? 0, 'attempt')] : []), ...(step.note === undefined || step.note === headline ? [] : [step.note])];
  return parts.length === 0 ? undefined : clip(parts.join(' · '), NOTE_LIMIT);
}

/** Rows of the steps table in the order of the outcome. */
export function stepRows({ outcome, phase, startedAtMs }: Pick<StageDetails, 'outcome' | 'phase' | 'startedAtMs'>, times: ZonedTimes, nowMs: number): StepRow[] {
  const hasEnded = phase !== 'running' && phase !== 'waiting';
  return outcome.steps.map((step, index) => {
    const note = noteOf(step, outcome.progress);
    const isHolding = outcome.hold !== undefined && step.state === 'running' && !hasEnded;
    const isIdle = step.state === 'same' || step.state === 'skipped';
    return {
      key: `${index} ${step.id}`,
      ...lookOf(step, hasEnded, isOutdated({ outcome, phase })),
      ...(isHolding ? { word: 'Holding' } : {}),
      sentence: step.sentence,
      ...(note === undefined ? {} : { note }),
      time: step.startedAtMs === undefined || isIdle ? '' : times.time(step.startedAtMs, startedAtMs),
      duration: isIdle ? '' : durationOf(step, !hasEnded && step.state === 'running', nowMs),
      isCurrent: !hasEnded && step.state === 'running',
    };
  });
}

/** What stands beside the heading of the steps: changes so far, or how long all took. */
export function stepsSummary({ outcome, phase, startedAtMs, endedAtMs }: Pick<StageDetails, 'outcome' | 'phase' | 'startedAtMs' | 'endedAtMs'>): string {
  if (phase === 'running' || phase === 'waiting') return `${countOf(outcome.awsCalls.filter(isChange).length, 'AWS change')} so far`;
  return startedAtMs === undefined || endedAtMs === undefined || endedAtMs <= startedAtMs ? '' : `${formatDuration(endedAtMs - startedAtMs)} in all`;
}
