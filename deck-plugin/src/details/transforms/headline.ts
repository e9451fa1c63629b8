import type { FailureView } from '../read/outcomeView';
import type { StageDetails } from '../read/readDetails';
import { clip, countOf, formatDuration } from '../text/formats';
import type { ZonedTimes } from '../text/zonedTimes';
import { callCount, callsSummary, isChange } from './awsCalls';
import { failureOf, targetWords } from './failure';
import { invocationsSummary } from './invocations';
import { plannedEndMs } from './plannedStepTimes';
import type { StatusIconName } from './steps';
import { routingSentence, sameRouting } from './traffic';

/** The first line of the details: what the stage does or did, with its status as icon and word; `whole` where a failure's text was too long for it. */
export interface Headline {
  icon: StatusIconName;
  word: string;
  sentence: string;
  whole?: string;
}

/** Longest sentence of a headline; the whole text is in the failure box and the document. */
const SENTENCE_LIMIT = 240;

const wholeHeadline = (icon: StatusIconName, word: string, sentence: string): Headline => ({
  icon,
  word,
  sentence: clip(sentence, SENTENCE_LIMIT),
});

/** Longest text of a failure that stands whole in the headline; of a longer one the first sentence does. */
const FAILURE_LIMIT = 160;

/** A failure's headline: its box takes what does not fit. */
function failureHeadline(icon: StatusIconName, word: string, text: string): Headline {
  if (text.length <= FAILURE_LIMIT) return { icon, word, sentence: text };
  const [first = text] = text.split(/(?<=[.!?])\s+(?=\p{Lu})|\n/u);
  return { icon, word, sentence: clip(first, FAILURE_LIMIT), whole: text };
}

/** "Holding at 10% for 10 min: 3 min 12 s left" without the part that grows old. */
const withoutTimeLeft = (progress: string): string => progress.replace(/: [^:]* left$/, '');

/** The sidecar's sentence, without what the line of the timer says better: it knows how much time is left. */
const progressOf = ({ outcome }: Pick<StageDetails, 'outcome'>): string =>
  outcome.revertTimer === undefined
    ? (outcome.progress ?? '')
    : (outcome.progress ?? '').replace(/; back to [^;]* unless promoted$/, '');

/** The state now after a revert: "Reverted: live → v41 100%, as before this execution"; undefined when nothing was reverted. */
function revertedSentence({ outcome, target }: StageDetails): string | undefined {
  const { now, before } = outcome.routing;
  if (!outcome.steps.some((step) => step.state === 'reverted')) return undefined;
  const progress = outcome.progress ?? outcome.failure?.restored;
  if (now === undefined) return progress;
  const isAsBefore = before !== undefined && sameRouting(now, before);
  return `Reverted: ${target.aliasName ?? 'the alias'} → ${routingSentence(now)}${isAsBefore ? ', as before this execution' : ''}`;
}

/** How many fields need correcting, or what else the sidecar refused. */
function refusedSentence({ code, problems = [] }: FailureView): string {
  const [first] = problems;
  if (first === undefined) return 'Refused, nothing was changed';
  const isInput = code === undefined || code === 'invalidInput';
  return `Refused, nothing was changed: ${isInput ? `${countOf(problems.length, 'field')} to correct` : `${first.field} ${first.message}`.trim()}`;
}

/** What failed, in the sidecar's words, else where and with what state. */
function failedSentence(details: StageDetails): string {
  const { outcome, refusal, target } = details;
  const progress = progressOf(details);
  const what = failureOf(details)?.what ?? '';
  if (refusal !== undefined) return refusedSentence(refusal);
  if (progress !== '' && outcome.status !== 'RUNNING') return progress;
  const step = outcome.steps.find(({ state }) => state === 'failed');
  if (step !== undefined) return `Failed at “${step.sentence}”`;
  if (outcome.routing.now !== undefined)
    return `Failed; ${target.aliasName ?? 'the alias'} serves ${routingSentence(outcome.routing.now)}`;
  return progress === '' || details.source === 'create' ? what : `Failed; last seen: ${progress}`;
}

/** Where a cancelled stage stopped: in the sidecar's words, or what it said last when the cancel came before its end. */
function cancelledSentence(details: StageDetails): string {
  const progress = progressOf(details);
  if (progress === '') return details.source === 'none' ? 'Cancelled before the first answer' : 'Cancelled';
  const { status } = details.outcome;
  const isStillOpen = status === undefined || status === 'RUNNING';
  return isStillOpen ? `Cancelled; last seen: ${withoutTimeLeft(progress)}` : progress;
}

function endedBadly(details: StageDetails): Headline {
  const headline = failureOf(details) === undefined ? wholeHeadline : failureHeadline;
  const { outcome, phase } = details;
  const code = outcome.failure?.code;
  const progress = progressOf(details);
  const reverted = revertedSentence(details);
  if (code === 'superseded')
    return headline('warning', 'Superseded', progress === '' ? (outcome.failure?.what ?? '') : progress);
  if (reverted !== undefined) return headline('reverted', 'Reverted', reverted);
  if (phase === 'cancelled' || outcome.status === 'CANCELED' || code === 'cancelled')
    return headline('cancelled', 'Cancelled', cancelledSentence(details));
  return headline('failed', details.refusal === undefined ? 'Failed' : 'Refused', failedSentence(details));
}

/** Whether a stage left AWS as it found it: every step says so, or every call that it made was a read. Invoke is there to run, not to change. */
function changedNothing({ outcome, stageType }: StageDetails): boolean {
  const { steps, awsCalls, omitted } = outcome;
  if (stageType === 'Aws.LambdaInvokeStage') return false;
  const saysSo = steps.length > 0 && steps.every((step) => step.state === 'same' || step.state === 'skipped');
  const readsOnly = awsCalls.length > 0 && omitted['awsCalls'] === undefined && !awsCalls.some(isChange);
  return (saysSo || readsOnly) && outcome.differences.length === 0;
}

function succeeded(details: StageDetails): Headline {
  const { outcome, source } = details;
  if (source === 'none' || source === 'unreadable')
    return wholeHeadline('info', 'Succeeded', 'Succeeded, without an outcome that this page can read');
  const isUnchanged = changedNothing(details);
  const progress = progressOf(details);
  const sentence = progress !== '' ? progress : isUnchanged ? 'This stage changed nothing' : 'Succeeded';
  const { revertTimer } = outcome;
  // The stage itself has succeeded; what its timer has done since then is the state now.
  if (revertTimer?.state === 'reverted')
    return wholeHeadline(
      'reverted',
      'Reverted',
      sentence.startsWith('Reverted') ? sentence : `Reverted: ${revertTimer.note ?? ''}`,
    );
  if (outcome.warnings.length > 0) return wholeHeadline('warning', 'Done, with a warning', sentence);
  return isUnchanged ? wholeHeadline('same', 'Same', sentence) : wholeHeadline('done', 'Done', sentence);
}

function running(details: StageDetails): Headline {
  const step = details.outcome.steps.find(({ state }) => state === 'running');
  const progress = progressOf(details);
  if (details.source === 'none') return wholeHeadline('running', 'Running', 'Nothing reported yet');
  if (details.source === 'unreadable')
    return wholeHeadline('running', 'Running', 'Running, without a report that this page can read');
  // The time left is put behind the sentence where it is shown: inside, a reader of the screen would hear every second.
  const sentence = details.outcome.hold === undefined ? progress : withoutTimeLeft(progress);
  return wholeHeadline(
    'running',
    details.outcome.hold === undefined ? 'Running' : 'Holding',
    sentence !== '' ? sentence : (step?.sentence ?? 'Running'),
  );
}

/** The headline of every stage in every state; the sidecar's own sentence where it gave one. */
export function headlineOf(details: StageDetails): Headline {
  switch (details.phase) {
    case 'waiting':
      return wholeHeadline('todo', 'To do', 'Nothing reported yet');
    case 'skipped':
      return wholeHeadline('skipped', 'Skipped', 'Skipped: this stage did not run');
    case 'running':
      return running(details);
    case 'succeeded':
      return succeeded(details);
    case 'failed':
    case 'cancelled':
      return endedBadly(details);
  }
}

/** Whether the word must stand before the sentence, because the sentence does not say it. */
export const needsWord = ({ word, sentence }: Headline): boolean =>
  !sentence.toLowerCase().startsWith(word.toLowerCase());

const duration = ({ phase, startedAtMs, endedAtMs }: StageDetails): string =>
  phase === 'running' || startedAtMs === undefined || endedAtMs === undefined || endedAtMs <= startedAtMs
    ? ''
    : formatDuration(endedAtMs - startedAtMs);

function startedText({ phase, startedAtMs, user }: StageDetails, times: ZonedTimes): string {
  if (phase !== 'running' || startedAtMs === undefined) return '';
  return `started ${times.time(startedAtMs)}${user === undefined ? '' : ` by ${user}`}`;
}

/** "step 2 of 7" while a step runs. */
function stepText({ phase, outcome }: StageDetails): string {
  const position = outcome.steps.findIndex(({ state }) => state === 'running');
  return phase === 'running' && position >= 0 ? `step ${position + 1} of ${outcome.steps.length}` : '';
}

/** How near an end must be for its seconds to tell something. */
const SECONDS_BELOW_MS = 600_000;

/** "ends about 14:25" while a rollout goes on; holds counted only. */
function endsText({ phase, outcome, startedAtMs }: StageDetails, times: ZonedTimes, nowMs: number): string {
  const endMs = phase === 'running' ? plannedEndMs(outcome, nowMs) : undefined;
  if (endMs === undefined) return '';
  const time = times.time(endMs, startedAtMs);
  return `ends about ${endMs - nowMs < SECONDS_BELOW_MS ? time : time.replace(/:\d\d$/, '')}`;
}

/** The line below the headline: target, step, calls, duration. */
export function targetLine(details: StageDetails, times: ZonedTimes, nowMs: number): string[] {
  const { outcome, target } = details;
  const calls = callCount(outcome) === 0 ? '' : callsSummary(outcome);
  return [
    ...targetWords(target),
    stepText(details),
    startedText(details, times),
    endsText(details, times, nowMs),
    calls,
    duration(details),
    invocationsSummary(outcome.invocations),
  ].filter((part) => part !== '');
}
