import { ERROR_CODES, formVoice, isErrorCode, type Voice } from 'stage-contract';
import type { FailureView, TargetView } from '../read/outcomeView';
import { type ExpressionErrors, readExpressionErrors } from '../read/expressionErrors';
import type { StageDetails } from '../read/readDetails';
import { readField, readText } from '../read/readers';
import { holdsText, isTold, leadOf } from '../read/told';
import { countOf } from '../text/formats';
import { voiced } from '../text/voiced';
import type { ZonedTimes } from '../text/zonedTimes';
import { reportedProblem, type ProblemLine } from './reportedProblem';

/** One line of the failure box. */
interface FailureRow {
  term: string;
  text: string;
  /** Shown with a copy button and in the code font. */ copy?: string;
  /** Another execution that the row is about, shown as a link. */ executionId?: string;
}

/** Everything that the failure box shows; without a title if the headline above it has said the same. */
export interface FailureBoxView {
  icon: 'failed' | 'cancelled' | 'warning';
  title?: string;
  rows: FailureRow[];
  problems: ProblemLine[];
  expressionErrors: ExpressionErrors;
  next: string;
}

/** "checkout-api : live, prod / eu-west-1" from the parts that are known. */
export function targetWords({ account, region, functionName, aliasName }: TargetView): string[] {
  const named = [functionName, aliasName].filter((part) => part !== undefined).join(' : ');
  const placed = [account, region].filter((part) => part !== undefined).join(' / ');
  return [named, placed].filter((part) => part !== '');
}

/** What to do if Orca itself reports an error, by the call in which it happened. */
const ORCA_FAILURES = {
  create: {
    what: 'Orca could not start the stage',
    next: "Check that the sidecar is running, that its address is configured correctly, and that Orca's user-configured-url-restrictions allow it. Then run the stage again.",
  },
  monitor: {
    what: 'Orca could not poll the outcome and gave up on the stage',
    next: 'The operation may still be running: check the function and its alias before you run the stage again.',
  },
  engine: {
    what: 'Orca ended the stage',
    next: 'The operation may still be running: check the function and its alias before you run the stage again.',
  },
} as const satisfies Record<NonNullable<StageDetails['orcaErrorAt']>, { what: string; next: string }>;

function orcaFailure({ orcaErrorAt, target }: Pick<StageDetails, 'orcaErrorAt' | 'target'>): FailureView {
  const said =
    orcaErrorAt === undefined
      ? {
          what: 'The stage failed, and no reason was reported',
          next: "Check the Task Status tab and the sidecar's log.",
        }
      : ORCA_FAILURES[orcaErrorAt];
  const where = targetWords(target).join(', ');
  return { ...said, ...(where === '' ? {} : { where }) };
}

/**
 * What failed, according to the outcome, otherwise the sidecar's rejection, otherwise Orca; undefined while nothing has
 * failed.
 */
export function failureOf(
  details: Pick<StageDetails, 'outcome' | 'refusal' | 'phase' | 'orcaErrorAt' | 'target'>,
): FailureView | undefined {
  const { outcome, refusal, phase } = details;
  if (outcome.failure !== undefined) return outcome.failure;
  if (refusal !== undefined) return refusal;
  return phase === 'failed' || (phase === 'cancelled' && details.orcaErrorAt !== undefined)
    ? orcaFailure(details)
    : undefined;
}

/** The failing step's sentence next to the place, if the two are known. */
function whereText(failure: FailureView, details: Pick<StageDetails, 'outcome' | 'target'>): string {
  const steps = details.outcome.steps;
  const position = steps.findIndex(
    (step) => step.id === failure.step || (failure.step === undefined && step.state === 'failed'),
  );
  const step = steps[position];
  const words = step === undefined ? [] : [`step ${position + 1} of ${steps.length}, “${step.sentence}”`];
  return [...words, failure.where ?? targetWords(details.target).join(' · ')].filter((part) => part !== '').join(' · ');
}

/** AWS's code and message on one line, without the message if the sentence contains it. */
const awsText = ({ awsCode, awsMessage, told }: FailureView): string =>
  [awsCode, awsMessage === undefined || holdsText(told?.values, awsMessage) ? undefined : awsMessage]
    .filter((part) => part !== undefined)
    .join(': ');

/** What to do next: the outcome's advice, otherwise that of the error code. */
const nextOf = ({ next, nextTold, told, code }: FailureView, voice: Voice): string => {
  // A sidecar that sends codes only sends advice that differs from the code's own; an older one only sends words.
  const isOfCode = next === undefined || (told !== undefined && nextTold === undefined);
  return isOfCode && isErrorCode(code) ? ERROR_CODES[code].next(voice) : voiced(next ?? '', nextTold, voice);
};

/** A time among the values of a text, in Deck's time zone; empty if there is none. */
function momentText(value: unknown, times: ZonedTimes): string {
  const atMs = Date.parse(readText(value) ?? '');
  return Number.isNaN(atMs) ? '' : `${times.dayTime(atMs)} ${times.zoneName(atMs)}`;
}

/** Who holds or has changed the alias, and when: the words name no times, because readers have different time zones. */
function othersRows({ told }: FailureView, times: ZonedTimes): FailureRow[] {
  if (told === undefined) return [];
  const { values } = told;
  const row = (term: string, words: string, at: unknown, executionId: unknown): FailureRow[] => {
    const id = readText(executionId);
    const text = [words, momentText(at, times)].filter((part) => part !== '').join(' ');
    return [{ term, text, ...(id === undefined ? {} : { executionId: id }) }];
  };
  if (isTold(told, 'aliasHeld') || isTold(told, 'rolloutHoldsAlias'))
    return row('Held by', `“${readText(values['stageName']) ?? ''}” since`, values['since'], values['executionId']);
  if (isTold(told, 'canaryWasReverted')) return row('Reverted', 'at', values['revertedAt'], undefined);
  const by = isTold(told, 'aliasChangedByOther') ? values['by'] : undefined;
  return by === undefined ? [] : row('Changed', 'at', readField(by, 'at'), readField(by, 'executionId'));
}

/** The rows between title and fields. Orca's words about a rejection only repeat that there was one. */
function failureRows(
  failure: FailureView,
  details: Pick<StageDetails, 'stageType' | 'outcome' | 'target' | 'orcaErrors' | 'refusal'>,
  times: ZonedTimes,
): FailureRow[] {
  const orcaErrors = details.refusal === undefined ? details.orcaErrors : [];
  const rows: FailureRow[] = [
    { term: 'Where', text: whereText(failure, details) },
    ...othersRows(failure, times),
    { term: 'AWS', text: awsText(failure) },
    ...(failure.awsRequestId === undefined
      ? []
      : [{ term: 'Request id', text: failure.awsRequestId, copy: failure.awsRequestId }]),
    { term: 'Attempts', text: failure.attempts === undefined ? '' : countOf(failure.attempts, 'attempt') },
    { term: 'Restored', text: voiced(failure.restored ?? '', failure.restoredTold, formVoice(details.stageType)) },
    ...orcaErrors.map((error) => ({ term: 'Orca', text: error })),
  ];
  return rows.filter((row) => row.text !== '');
}

/** Words for a failure. Being stopped by someone is not the stage's fault. */
const KINDS = {
  failed: { icon: 'failed', word: 'Failed' },
  refused: { icon: 'failed', word: 'Rejected' },
  cancelled: { icon: 'cancelled', word: 'Cancelled' },
  superseded: { icon: 'warning', word: 'Superseded' },
} as const;

function kindOf({ code }: FailureView, refusal: FailureView | undefined): keyof typeof KINDS {
  if (code === 'cancelled' || code === 'superseded') return code;
  return refusal === undefined ? 'failed' : 'refused';
}

type Failing = Pick<
  StageDetails,
  'stageType' | 'outcome' | 'refusal' | 'phase' | 'orcaErrors' | 'orcaErrorAt' | 'target' | 'context'
>;

/** What the sentence above the box already says. */
export interface SaidAbove {
  /** What failed. */
  saysFailure: boolean;
  /** The whole text of a shortened sentence, if nothing in the box says the rest. */
  whole?: string;
}

/**
 * The failure box below a headline; undefined if nothing failed. A rejection's sentence repeats its fields, which are
 * listed.
 */
export function failureBox(
  details: Failing,
  { saysFailure, whole }: SaidAbove,
  times: ZonedTimes,
): FailureBoxView | undefined {
  const failure = failureOf(details);
  if (failure === undefined) return undefined;
  const kind = kindOf(failure, details.refusal);
  const { icon, word } = KINDS[kind];
  const voice = formVoice(details.stageType);
  const what = voiced(failure.what, failure.told, voice);
  const title = leadOf(failure.told) === kind ? what : `${word}: ${what}`;
  const problems = failure.problems ?? [];
  const isTold = saysFailure || (details.refusal !== undefined && problems.length > 0);
  const expressionErrors = readExpressionErrors(readField(details.context, 'expressionEvaluationSummary'));
  return {
    icon,
    ...(isTold ? {} : { title }),
    rows: [...(whole === undefined ? [] : [{ term: 'In full', text: whole }]), ...failureRows(failure, details, times)],
    problems: problems.map((problem) => reportedProblem(details.stageType, problem)),
    expressionErrors,
    next: nextOf(failure, voice),
  };
}
