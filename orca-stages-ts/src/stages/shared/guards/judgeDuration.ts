import { gammaln } from 'simple-statistics';
import { lnEvidence } from './evidenceRatio';
import { verdictOf, type Judged } from './verdict';

/** Which percentile a guard compares. */
type Percentile = 'p50' | 'p99';

/** Share of the baseline's calls that are slower than its own percentile. */
const SLOWER: Readonly<Record<Percentile, number>> = { p50: 0.5, p99: 0.01 };
/** Most calls of a minute that count: calls of the same minute resemble each other. */
const MOST_CALLS_A_MINUTE: Readonly<Record<Percentile, number>> = { p50: 100, p99: Infinity };
/** Smallest difference that counts, in ms: of a function that takes 5 ms, nobody notices 8. */
const SMALLEST_INCREASE_MS = 10;

/** When durations count as worse. */
export interface DurationLimits {
  percentile: Percentile;
  alpha: number;
  minimumInvocations: number;
}

/** One minute of one hold: how many calls both had, and how many of the candidate's were within the limit, in percent. */
export interface DurationMinute {
  candidateCalls: number;
  candidateWithinLimitPercent: number;
  baselineCalls: number;
}

/** Above this duration, a call of the candidate counts as slow; `baselineMs` is the baseline's percentile. Pure. */
export const durationLimitMs = (baselineMs: number, maxRatio: number): number =>
  Math.max(maxRatio * baselineMs, baselineMs + SMALLEST_INCREASE_MS);

/** Judges the durations of one hold; percentiles cannot be added, so nothing is carried over. Pure. */
export function judgeDuration(
  minutes: readonly DurationMinute[],
  { percentile, alpha, minimumInvocations }: DurationLimits,
): Judged {
  const most = MOST_CALLS_A_MINUTE[percentile];
  const candidate = { calls: 0, bad: 0 },
    baseline = { calls: 0, bad: 0 };
  let badMinutes = 0;
  for (const { candidateCalls, candidateWithinLimitPercent, baselineCalls } of minutes) {
    const calls = Math.min(candidateCalls, most),
      slow = calls * (1 - candidateWithinLimitPercent / 100);
    candidate.calls += calls;
    candidate.bad += slow;
    baseline.calls += Math.min(baselineCalls, most);
    if (slow > 0) badMinutes += 1;
  }
  baseline.bad = baseline.calls * SLOWER[percentile];
  const pair = { candidate, baseline };
  return verdictOf({
    pair,
    lnEvidence: lnEvidence(pair, 0),
    badMinutes,
    isGross: false,
    clumpiness: 1,
    alpha,
    minimumInvocations,
  });
}

/** One minute in which both versions were called: how long their percentile took. */
export interface PercentileMinute {
  candidateCalls: number;
  baselineCalls: number;
  candidateMs: number;
  baselineMs: number;
}

/** Fewest calls of the candidate in a minute whose 99th percentile says anything. */
const FEWEST_CALLS_OF_TAIL = 100;

/**
 * Judges durations where AWS gives no percentile rank: by how many minutes the candidate's percentile was above the
 * ratio. Of a 99th percentile, minutes with few calls say nothing. Pure.
 */
export function judgeMinutes(
  minutes: readonly PercentileMinute[],
  maxRatio: number,
  { percentile, alpha, minimumInvocations }: DurationLimits,
): Judged {
  const judged = minutes.filter(({ candidateCalls }) => percentile === 'p50' || candidateCalls >= FEWEST_CALLS_OF_TAIL);
  const slower = judged.filter(
    ({ candidateMs, baselineMs }) => candidateMs > durationLimitMs(baselineMs, maxRatio),
  ).length;
  const sum = (counted: (minute: PercentileMinute) => number) =>
    judged.reduce((total, minute) => total + counted(minute), 0);
  const calls = sum(({ candidateCalls }) => candidateCalls);
  return verdictOf({
    pair: {
      candidate: { calls, bad: judged.length === 0 ? 0 : (calls * slower) / judged.length },
      baseline: { calls: sum(({ baselineCalls }) => baselineCalls), bad: 0 },
    },
    lnEvidence: judged.length === 0 ? 0 : lnEvidenceOfMinutes(slower, judged.length),
    badMinutes: slower,
    isGross: false,
    clumpiness: 1,
    alpha,
    minimumInvocations,
  });
}

/**
 * The evidence where AWS gives no percentile rank: in `slower` of `minutes` minutes, the candidate's percentile was
 * more than the ratio above the baseline's. Natural logarithm. Pure.
 */
export function lnEvidenceOfMinutes(slower: number, minutes: number): number {
  return (
    (minutes + 1) * Math.LN2 +
    gammaln(slower + 1) +
    gammaln(minutes - slower + 1) -
    gammaln(minutes + 2) +
    Math.log(atMost(slower, minutes + 1))
  );
}

/** The chance of at most so many heads in so many throws of a coin: 1 − I(½; heads + 1, throws − heads). */
function atMost(most: number, throws: number): number {
  let sum = 0;
  for (let heads = 0; heads <= most; heads += 1)
    sum += Math.exp(gammaln(throws + 1) - gammaln(heads + 1) - gammaln(throws - heads + 1) - throws * Math.LN2);
  return sum;
}
