import type { AwsCallView, OutcomeView } from '../read/outcomeView';
import type { StageDetails } from '../read/readDetails';
import { clip, countOf, formatCallDuration } from '../text/formats';
import type { ZonedTimes } from '../text/zonedTimes';

/** Whether a call changed something in AWS; a rejected call did not. */
export const isChange = ({ changes, error }: Pick<AwsCallView, 'changes' | 'error'>): boolean =>
  changes === true && error === undefined;

/** How many calls the stage made, including those that the outcome left out. */
export const callCount = ({ awsCalls, omitted }: Pick<OutcomeView, 'awsCalls' | 'omitted'>): number =>
  awsCalls.length + (omitted['awsCalls'] ?? 0);

/** "11 AWS calls, 4 of them changes"; changes only if every call is known. */
export function callsSummary(outcome: Pick<OutcomeView, 'awsCalls' | 'omitted'>): string {
  const total = callCount(outcome);
  const changes = outcome.awsCalls.filter(isChange).length;
  const counted = countOf(total, 'AWS call');
  if ((outcome.omitted['awsCalls'] ?? 0) > 0 || total === 0) return counted;
  if (changes === 0) return `${counted}, no change`;
  if (total === 1) return `${counted}, a change`;
  return `${counted}, ${changes === 1 ? '1 of them a change' : `${changes} of them changes`}`;
}

/** The summary for the list of calls, which says how many of them are listed. */
export function listSummary(outcome: Pick<OutcomeView, 'awsCalls' | 'omitted'>): string {
  const total = callCount(outcome);
  return total > outcome.awsCalls.length
    ? `${outcome.awsCalls.length} of ${countOf(total, 'AWS call')} listed`
    : callsSummary(outcome);
}

/** Longest name of a call in a row: service, operation and a short subject. */
const CALL_LIMIT = 80;

/** One row of the AWS calls tab. */
export interface CallRow {
  key: string;
  time: string;
  call: string;
  isChange: boolean;
  requestId: string;
  duration: string;
  error: string;
}

/** Rows of the AWS calls tab, in the order of the calls. */
export function callRows(
  { outcome, startedAtMs }: Pick<StageDetails, 'outcome' | 'startedAtMs'>,
  times: ZonedTimes,
): CallRow[] {
  return outcome.awsCalls.map((call, index) => ({
    key: String(index),
    time: call.atMs === undefined ? '' : times.time(call.atMs, startedAtMs),
    call: clip(call.call, CALL_LIMIT),
    isChange: isChange(call),
    requestId: call.requestId ?? '',
    duration: call.durationMs === undefined ? '' : formatCallDuration(call.durationMs),
    error: call.error ?? '',
  }));
}
