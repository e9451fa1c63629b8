import type { StageType } from 'stage-contract';
import type { FailureView, ProgressPart, ProgressView } from '../read/outcomeView';
import type { StageDetails } from '../read/readDetails';
import { isTold, type Lead } from '../read/told';
import { clip, countOf } from '../text/formats';
import { isChange } from './awsCalls';
import { stayWord } from './bake';
import { failureOf, type SaidAbove } from './failure';
import { problemText } from './reportedProblem';
import type { StatusIconName } from './steps';
import { routingSentence, sameRouting } from './traffic';

/**
 * The first line of the details: what the stage does or did, with its status as icon and word, and how much it says
 * about a failure.
 */
export interface Headline extends SaidAbove {
  icon: StatusIconName;
  word: string;
  sentence: string;
  /** The sentence says the status, so the word is not shown in front of it. */
  saysWord: boolean;
}

/** A sentence before it is shortened; its source decides what it says. */
interface Sentence {
  text: string;
  saysWord: boolean;
  /** Words before what it is put together of. */
  before: string;
  /** What it is put together of, up to its end. */
  parts: readonly ProgressPart[];
}

/** This page's own words. */
const own = (text: string, saysWord = false): Sentence => ({ text, saysWord, before: '', parts: [] });

/** The sidecar's sentence, under a status. */
const reported = ({ lasting, lead, before, parts }: ProgressView, status: Lead | undefined): Sentence => ({
  text: lasting,
  saysWord: lead !== undefined && lead === status,
  before,
  parts,
});

/** What failed, if no other sentence says it. */
const failed = (text: string): Sentence => ({
  text,
  saysWord: false,
  before: '',
  parts: text === '' ? [] : [{ words: text, says: 'failure' }],
});

/** Longest sentence of a headline; the whole text is in the failure box and the document. */
const SENTENCE_LIMIT = 240;

const wholeHeadline = (icon: StatusIconName, word: string, { text, saysWord, parts }: Sentence): Headline => {
  const sentence = clip(text, SENTENCE_LIMIT);
  return { icon, word, sentence, saysWord, saysFailure: parts.some(({ says }) => says === 'failure') };
};

/** Longest text of a failure that the headline shows completely; of a longer one it shows the first sentence. */
const FAILURE_LIMIT = 160;

const firstSentenceOf = (text: string): string => text.split(/(?<=[.!?])\s+(?=\p{Lu})|\n/u)[0] ?? text;

/** A text cut to a headline's room, and how many of its parts stand in that whole. */
function shortened({ text, before, parts }: Sentence): { sentence: string; shown: number } {
  if (text.length <= FAILURE_LIMIT) return { sentence: text, shown: parts.length };
  const whole = parts[0]?.words ?? text;
  const first = firstSentenceOf(whole);
  const start = before === '' ? first : `${before} ${first}`;
  return { sentence: clip(start, FAILURE_LIMIT), shown: first === whole && start.length <= FAILURE_LIMIT ? 1 : 0 };
}

/**
 * A failure's headline. Its box shows what does not fit, or the whole text if the box would not contain all of it
 * anyway.
 */
function failureHeadline(icon: StatusIconName, word: string, said: Sentence): Headline {
  const { text, saysWord, parts } = said;
  const { sentence, shown } = shortened(said);
  const isTold = sentence === text || (parts.length > 0 && parts.slice(shown).every(({ says }) => says !== undefined));
  return {
    icon,
    word,
    sentence,
    saysWord,
    saysFailure: parts.slice(0, shown).some(({ says }) => says === 'failure'),
    ...(isTold ? {} : { whole: text }),
  };
}

/**
 * The state after a revert: "Reverted: live → v41 100%, as before this execution"; undefined if nothing was reverted.
 */
function revertedSentence({ outcome, target }: StageDetails): Sentence | undefined {
  const { now, before } = outcome.routing;
  if (!outcome.steps.some((step) => step.state === 'reverted')) return undefined;
  // Something could not be brought back: the sidecar's sentence names it.
  if (isTold(outcome.progressTold, 'notFullyRestored')) return undefined;
  if (now === undefined && outcome.progress !== undefined) return reported(outcome.progressSays, 'reverted');
  if (now === undefined) return outcome.failure?.restored === undefined ? undefined : own(outcome.failure.restored);
  const isAsBefore = before !== undefined && sameRouting(now, before);
  return own(
    `Reverted: ${target.aliasName ?? 'the alias'} → ${routingSentence(now)}${isAsBefore ? ', as before this execution' : ''}`,
    true,
  );
}

/** How many fields need correcting, or what else the sidecar rejected. */
function refusedSentence({ code, problems = [] }: FailureView, type: StageType): string {
  const [first] = problems;
  if (first === undefined) return 'Rejected, nothing was changed';
  const isInput = code === undefined || code === 'invalidInput';
  return `Rejected, nothing was changed: ${isInput ? `${countOf(problems.length, 'field')} to correct` : problemText(type, first)}`;
}

/** What failed, in the sidecar's words, otherwise where and with what state. */
function failedSentence(details: StageDetails): Sentence {
  const { outcome, refusal, target } = details;
  const progress = outcome.progressSays;
  if (refusal !== undefined) return own(refusedSentence(refusal, details.stageType), true);
  if (progress.lasting !== '' && outcome.status !== 'RUNNING') return reported(progress, 'failed');
  const step = outcome.steps.find(({ state }) => state === 'failed');
  if (step !== undefined) return own(`Failed at “${step.sentence}”`, true);
  if (outcome.routing.now !== undefined)
    return own(`Failed; ${target.aliasName ?? 'the alias'} serves ${routingSentence(outcome.routing.now)}`, true);
  return progress.lasting === '' || details.source === 'create'
    ? failed(failureOf(details)?.what ?? '')
    : own(`Failed; last seen: ${progress.lasting}`, true);
}

/** Where a cancelled stage stopped: in the sidecar's words, or its last report if the cancel came before its end. */
function cancelledSentence({ outcome: { progressSays: progress, status }, source }: StageDetails): Sentence {
  if (progress.lasting === '') return own(source === 'none' ? 'Cancelled before the first report' : 'Cancelled', true);
  const isStillOpen = status === undefined || status === 'RUNNING';
  return isStillOpen ? own(`Cancelled; last seen: ${progress.lasting}`, true) : reported(progress, 'cancelled');
}

function endedBadly(details: StageDetails): Headline {
  const headline = failureOf(details) === undefined ? wholeHeadline : failureHeadline;
  const { outcome, phase } = details;
  const code = outcome.failure?.code;
  const progress = outcome.progressSays;
  const reverted = revertedSentence(details);
  if (code === 'superseded')
    return headline(
      'warning',
      'Superseded',
      progress.lasting === '' ? failed(outcome.failure?.what ?? '') : reported(progress, 'superseded'),
    );
  if (reverted !== undefined) return headline('reverted', 'Reverted', reverted);
  if (phase === 'cancelled' || outcome.status === 'CANCELED' || code === 'cancelled')
    return headline('cancelled', 'Cancelled', cancelledSentence(details));
  return headline('failed', details.refusal === undefined ? 'Failed' : 'Rejected', failedSentence(details));
}

/**
 * Whether a stage left AWS unchanged: every step says so, or every call was a read. Invoke is meant to run, not to
 * change.
 */
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
    return wholeHeadline('info', 'Succeeded', own('Succeeded, without an outcome that this page can read', true));
  const isUnchanged = changedNothing(details);
  const { revertTimer, watching, progressSays: progress } = outcome;
  // The stage itself has succeeded; what its timer or watch has done since is the current state.
  const back = [revertTimer, watching].find((one) => one?.state === 'reverted');
  if (back !== undefined) {
    const told = reported(progress, 'reverted');
    return wholeHeadline('reverted', 'Reverted', told.saysWord ? told : own(`Reverted: ${back.note ?? ''}`, true));
  }
  const sentence =
    progress.lasting !== ''
      ? reported(progress, undefined)
      : isUnchanged
        ? own('This stage changed nothing')
        : own('Succeeded');
  if (outcome.warnings.length > 0) return wholeHeadline('warning', 'Done, with a warning', sentence);
  return isUnchanged ? wholeHeadline('same', 'Same', sentence) : wholeHeadline('done', 'Done', sentence);
}

function running({ outcome, source }: StageDetails): Headline {
  if (source === 'none') return wholeHeadline('running', 'Running', own('Nothing reported yet'));
  if (source === 'unreadable')
    return wholeHeadline('running', 'Running', own('Running, without a report that this page can read', true));
  const isHolding = outcome.hold !== undefined;
  const word = isHolding ? stayWord(outcome) : 'Running';
  const step = outcome.steps.find(({ state }) => state === 'running');
  // The time left is appended to the sentence where it is shown: inside it, a screen reader would announce every
  // second.
  if (outcome.progressSays.lasting !== '')
    return wholeHeadline('running', word, reported(outcome.progressSays, isHolding ? 'holding' : undefined));
  return wholeHeadline('running', word, step === undefined ? own('Running', !isHolding) : own(step.sentence));
}

/** The headline of every stage in every state; uses the sidecar's own sentence if there is one. */
export function headlineOf(details: StageDetails): Headline {
  switch (details.phase) {
    case 'waiting':
      return wholeHeadline('todo', 'To do', own('Nothing reported yet'));
    case 'skipped':
      return wholeHeadline('skipped', 'Skipped', own('Skipped: this stage did not run', true));
    case 'running':
      return running(details);
    case 'succeeded':
      return succeeded(details);
    case 'failed':
    case 'cancelled':
      return endedBadly(details);
  }
}
