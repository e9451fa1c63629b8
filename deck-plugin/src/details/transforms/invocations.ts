import type { AssertionReport, InvocationReport } from 'stage-contract';
import type { StepView } from '../read/outcomeView';
import { clip, clipMiddle, countOf, formatBytes, formatCallDuration, formatVersion } from '../text/formats';

/** One condition on the response, in words. */
export interface AssertionRow {
  key: string;
  condition: string;
  expected: string;
  got: string;
  ok: boolean;
}

/** One call of the function as a row. */
export interface InvocationRow {
  key: string;
  ok: boolean;
  number: string;
  duration: string;
  answer: string;
  requestId: string;
  requestIdShort: string;
  /** The recorded response; empty if the stage recorded none. */
  response: string;
  /** Words of the button that opens the response: "212 bytes", or how much of it was recorded. */
  responseSize: string;
  logTail: string;
  failedAssertions: AssertionRow[];
  /** Every condition, for whoever opens the answer; empty if those that were not met are all. */
  assertions: AssertionRow[];
}

/** The calls that went as expected, as one line. */
export interface InvocationGroup {
  count: string;
  durations: string;
  answers: string;
}

const sizeOf = (text: string): number => new Blob([text]).size;

/** "212 bytes", or "first 4 KB of 11.2 KB" if the outcome truncated it. */
function responseSize({ response, responseBytes }: Pick<InvocationReport, 'response' | 'responseBytes'>): string {
  if (response === undefined) return responseBytes === undefined ? '' : `${formatBytes(responseBytes)}, not kept`;
  const kept = sizeOf(response);
  return responseBytes !== undefined && responseBytes > kept
    ? `first ${formatBytes(kept)} of ${formatBytes(responseBytes)}`
    : formatBytes(responseBytes ?? kept);
}

/** The place of a step among the steps, as a reader counts them: the ID of a step means nothing to anyone. */
function stepWords(id: string | undefined, steps: readonly Pick<StepView, 'id'>[]): string | undefined {
  const position = id === undefined ? -1 : steps.findIndex((step) => step.id === id);
  return position < 0 ? undefined : `step ${position + 1}`;
}

/** Status code, version and function error on one line: "200 · v42". */
const answerOf = ({ statusCode, executedVersion, functionError }: InvocationReport, step?: string): string =>
  [
    step,
    statusCode === undefined ? undefined : String(statusCode),
    executedVersion === undefined ? undefined : formatVersion(executedVersion),
    functionError === undefined ? undefined : `function error ${functionError}`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');

const assertionRow = (assertion: AssertionReport, index: number): AssertionRow => ({
  key: String(index),
  condition: assertion.condition,
  expected: assertion.expected,
  got: assertion.got,
  ok: assertion.ok,
});

/** Longest expected or actual value in a row; the rest is in the outcome. */
const ASSERTION_LIMIT = 600;

/** One call as a row; `index` in the outcome starts at 1. `steps`: the stage's, to say which one made the call. */
export function invocationRow(
  invocation: InvocationReport,
  steps: readonly Pick<StepView, 'id'>[] = [],
): InvocationRow {
  const assertions = invocation.assertions
    .map(assertionRow)
    .map((row) => ({ ...row, expected: clip(row.expected, ASSERTION_LIMIT), got: clip(row.got, ASSERTION_LIMIT) }));
  return {
    key: `${invocation.index} ${invocation.requestId ?? ''}`,
    ok: invocation.ok,
    number: String(invocation.index),
    duration: invocation.durationMs === undefined ? '' : formatCallDuration(invocation.durationMs),
    answer: answerOf(invocation, stepWords(invocation.step, steps)),
    requestId: invocation.requestId ?? '',
    requestIdShort: clipMiddle(invocation.requestId ?? ''),
    response: invocation.response ?? '',
    responseSize: responseSize(invocation),
    logTail: invocation.logTail ?? '',
    failedAssertions: assertions.filter(({ ok }) => !ok),
    assertions: assertions.some(({ ok }) => ok) ? assertions : [],
  };
}

/** Rows, with those that were not as expected first. */
export function invocationRows(
  invocations: readonly InvocationReport[],
  steps: readonly Pick<StepView, 'id'>[] = [],
): {
  failed: InvocationRow[];
  passed: InvocationRow[];
} {
  return {
    failed: invocations.filter(({ ok }) => !ok).map((one) => invocationRow(one, steps)),
    passed: invocations.filter(({ ok }) => ok).map((one) => invocationRow(one, steps)),
  };
}

/** "162–203 ms", or one figure if all are equal. */
function durationRange(durations: readonly number[]): string {
  if (durations.length === 0) return '';
  const [shortest, longest] = [Math.min(...durations), Math.max(...durations)];
  const [from, to] = [formatCallDuration(shortest), formatCallDuration(longest)];
  if (from === to) return from;
  return longest < 10_000 ? `${from.replace(/ ms$/, '')}–${to}` : `${from} – ${to}`;
}

/** Different responses with their number if there are several: "200 · v42 (9), 200 · v41 (1)". */
function answersOf(invocations: readonly InvocationReport[]): string {
  const counts = new Map<string, number>();
  for (const answer of invocations.map((one) => answerOf(one))) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  const entries = [...counts].filter(([answer]) => answer !== '');
  return entries.length === 1
    ? (entries[0]?.[0] ?? '')
    : entries.map(([answer, count]) => `${answer} (${count})`).join(', ');
}

/** All calls that went as expected on one line; "others" if some did not. */
export function passedGroup(invocations: readonly InvocationReport[]): InvocationGroup {
  const passed = invocations.filter(({ ok }) => ok);
  const others = passed.length < invocations.length;
  return {
    count: others ? countOf(passed.length, 'other') : String(passed.length),
    durations: durationRange(passed.flatMap(({ durationMs }) => (durationMs === undefined ? [] : [durationMs]))),
    answers: answersOf(passed),
  };
}

/** Median of the durations by the nearest-rank rule. */
function medianOf(durations: readonly number[]): number | undefined {
  const sorted = [...durations].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1];
}

/** "p50 181 ms, slowest 912 ms"; nothing for a single call. */
export function invocationsSummary(invocations: readonly InvocationReport[]): string {
  const durations = invocations.flatMap(({ durationMs }) => (durationMs === undefined ? [] : [durationMs]));
  const median = medianOf(durations);
  return durations.length < 2 || median === undefined
    ? ''
    : `p50 ${formatCallDuration(median)}, slowest ${formatCallDuration(Math.max(...durations))}`;
}
