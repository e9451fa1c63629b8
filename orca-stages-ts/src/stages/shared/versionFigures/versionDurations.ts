import { StageError } from 'stage-contract';
import type { CloudwatchPort } from '../../../model/cloudwatchPort';
import type { MinuteSpan } from '../../../model/metricFacts';
import type { Sharing } from '../../../model/sharing';
import { lambdaMetric, type AliasOfFunction } from './lambdaMetric';
import { byMinute, minutesIn } from './versionMinutes';

/** Which durations to compare. */
export interface ComparedDurations extends AliasOfFunction {
  candidate: string;
  baseline: string;
  percentile: 'p50' | 'p99';
  /** Above which duration a call is slow, from the baseline's percentile; all in ms. */
  limitMs(baselineMs: number): number;
}

/** How many calls both versions had in one minute. */
interface DurationMinute {
  atMs: number;
  candidateCalls: number;
  baselineCalls: number;
}

/** A look at durations. */
type DurationsSeen = {
  /** The window that was looked at: at most the last 24 hours, the longest period of CloudWatch. */
  span: MinuteSpan;
  readAtMs: number;
} & (
  | { kind: 'noBaseline' }
  | {
      /** How many of the candidate's calls were within the limit: 100 percent of none. */
      kind: 'ranks';
      baselineMs: number;
      limitMs: number;
      minutes: (DurationMinute & { candidateWithinLimitPercent: number })[];
    }
  | {
      /** AWS refused percentile ranks: the percentile of each version, in minutes in which both were called. */
      kind: 'percentiles';
      baselineMs: number;
      limitMs: number;
      minutes: (DurationMinute & { candidateMs: number; baselineMs: number })[];
    }
);

const DAY_MS = 24 * 60 * 60_000;

/**
 * Durations of a candidate and its baseline in the same minutes: the baseline's percentile of the whole window, and by
 * minute how many calls both had and how many of the candidate's were within the limit that follows from it. Two requests,
 * because the second one needs the limit; a third one if AWS refuses percentile ranks. Throws StageError.
 */
export async function versionDurations(
  cloudwatch: CloudwatchPort,
  compared: ComparedDurations,
  { fromMs, toMs }: MinuteSpan,
  sharing?: Sharing,
): Promise<DurationsSeen> {
  const { candidate, baseline, percentile } = compared;
  const span = { fromMs: Math.max(fromMs, toMs - DAY_MS), toMs };
  const durations = (version: string, statistic: string, per?: 'span') =>
    lambdaMetric(compared, version, 'Duration', statistic, per);
  const first = await cloudwatch.metricFigures([durations(baseline, percentile, 'span')], span, sharing);
  const baselineMs = first.series[0]?.[0]?.value;
  if (baselineMs === undefined) return { kind: 'noBaseline', span, readAtMs: first.readAtMs };
  // AWS's figures have two decimals; more would make every look another question.
  const limitMs = Math.round(compared.limitMs(baselineMs) * 100) / 100;
  const counts = [durations(candidate, 'SampleCount'), durations(baseline, 'SampleCount')];
  const found = { span, baselineMs, limitMs };
  try {
    const rank = durations(candidate, `PR(:${limitMs})`);
    const { series, readAtMs } = await cloudwatch.metricFigures([...counts, rank], span, sharing);
    return { ...found, readAtMs, kind: 'ranks', minutes: withRanks(span, series.map(byMinute)) };
  } catch (error) {
    if (!(error instanceof StageError) || error.code !== 'awsRefused') throw error;
  }
  const percentiles = [durations(candidate, percentile), durations(baseline, percentile)];
  const { series, readAtMs } = await cloudwatch.metricFigures([...counts, ...percentiles], span, sharing);
  return { ...found, readAtMs, kind: 'percentiles', minutes: withPercentiles(span, series.map(byMinute)) };
}

type Figures = readonly ReadonlyMap<number, number>[];

/**
 * Minutes in which either was called. One in which the candidate was called, but has no rank, has not arrived completely.
 */
function withRanks(span: MinuteSpan, [candidate, baseline, ranks]: Figures) {
  return minutesIn(span).flatMap((atMs) => {
    const candidateCalls = candidate?.get(atMs) ?? 0,
      baselineCalls = baseline?.get(atMs) ?? 0,
      rank = ranks?.get(atMs);
    const isComplete = candidateCalls > 0 === (rank !== undefined);
    return candidateCalls + baselineCalls > 0 && isComplete
      ? [{ atMs, candidateCalls, baselineCalls, candidateWithinLimitPercent: rank ?? 100 }]
      : [];
  });
}

/** Minutes in which both were called: these can only be compared in pairs. */
function withPercentiles(span: MinuteSpan, figures: Figures) {
  return minutesIn(span).flatMap((atMs) => {
    const values = figures.map((figure) => figure.get(atMs)).filter((value) => value !== undefined);
    const [candidateCalls = 0, baselineCalls = 0, candidateMs = 0, baselineMs = 0] = values;
    return values.length === figures.length ? [{ atMs, candidateCalls, baselineCalls, candidateMs, baselineMs }] : [];
  });
}
