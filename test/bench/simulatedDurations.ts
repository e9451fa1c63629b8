import { durationLimitMs, judgeDuration } from '../../orca-stages-ts/src/stages/shared/guards';
import { binomial, normal, type Rollout } from './simulatedRollouts';

/** Minutes that CloudWatch is late before a version may be called worse. */
const DELAY_MINUTES = 2;
/** The first minutes of a hold, which do not count. */
const WARMUP_MINUTES = 3;
/** How long calls take: this median, in ms, and these standard deviations of the logarithm, of a call and of all calls of a minute. */
const MEDIAN_MS = 100,
  SPREAD = 0.5,
  SPREAD_OF_MINUTES = 0.1;

/** A kind of rollout whose durations are compared: one hold, judged every minute. */
export interface DurationScenario {
  name: string;
  percentile: 'p50' | 'p99';
  callsPerMinute: number;
  weight: number;
  /** How many times longer the candidate's calls take. */
  factor: number;
  minutes: number;
}

/** A minute's durations, sorted: of each version, in ms. */
interface DurationMinute {
  candidate: Float64Array;
  baseline: Float64Array;
}

/** Minutes in which all calls are slow are slow for both versions. */
function drawDurations({ callsPerMinute, weight, factor }: DurationScenario, random: () => number): DurationMinute {
  const toCandidate = binomial(callsPerMinute, weight, random);
  const usual = MEDIAN_MS * Math.exp(SPREAD_OF_MINUTES * normal(random));
  const draw = (calls: number, median: number): Float64Array =>
    Float64Array.from({ length: calls }, () => median * Math.exp(SPREAD * normal(random))).sort();
  return { candidate: draw(toCandidate, usual * factor), baseline: draw(callsPerMinute - toCandidate, usual) };
}

const LIMITS = {
  p50: { maxRatio: 1.25, minimumInvocations: 50, share: 0.5 },
  p99: { maxRatio: 1.5, minimumInvocations: 300, share: 0.99 },
} as const;

/** One rollout through the code that judges real ones; figures are those that CloudWatch would have of the same calls. */
export function simulateDurations(scenario: DurationScenario, random: () => number): Rollout {
  const { percentile, minutes } = scenario;
  const { maxRatio, minimumInvocations, share } = LIMITS[percentile];
  const drawn: DurationMinute[] = [];
  let candidateCalls = 0,
    usual = new Float64Array();
  for (let minute = 1; minute <= minutes; minute += 1) {
    const now = drawDurations(scenario, random);
    drawn.push(now);
    candidateCalls += now.candidate.length;
    const seen = drawn.slice(WARMUP_MINUTES, Math.max(WARMUP_MINUTES, minute - DELAY_MINUTES));
    const newest = seen.at(-1);
    if (newest === undefined) continue;
    usual = merged(usual, newest.baseline);
    const limitMs = durationLimitMs(usual[Math.ceil(share * usual.length) - 1] ?? NaN, maxRatio);
    const judged = judgeDuration(
      seen.map(({ candidate, baseline }) => ({
        candidateCalls: candidate.length,
        candidateWithinLimitPercent: percentWithin(candidate, limitMs),
        baselineCalls: baseline.length,
      })),
      { percentile, alpha: 0.01, minimumInvocations },
    );
    if (judged.verdict === 'worse') return { worseAt: minute, candidateCalls, extraErrors: 0 };
  }
  return { worseAt: undefined, candidateCalls, extraErrors: 0 };
}

/** The share of sorted durations up to a limit, in percent; all of none. */
function percentWithin(sorted: Float64Array, limitMs: number): number {
  let low = 0,
    high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limitMs) low = middle + 1;
    else high = middle;
  }
  return sorted.length === 0 ? 100 : (low / sorted.length) * 100;
}

/** Both, sorted; both are. */
function merged(left: Float64Array, right: Float64Array): Float64Array<ArrayBuffer> {
  const both = new Float64Array(left.length + right.length);
  for (let at = 0, l = 0, r = 0; at < both.length; at += 1)
    both[at] = (left[l] ?? Infinity) <= (right[r] ?? Infinity) ? (left[l++] ?? NaN) : (right[r++] ?? NaN);
  return both;
}
