import { present, StageError } from 'stage-contract';
import type { CloudwatchPort } from '../../../model/cloudwatchPort';
import type { FiguresSeen, MetricQuery, MinuteSpan } from '../../../model/metricFacts';
import type { Sharing } from '../../../model/sharing';
import { lambdaMetric, type AliasOfFunction } from './lambdaMetric';
import { minutesIn } from './completeMinutes';
import { byMinute } from './versionMinutes';

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
} & (
  | { kind: 'noBaseline'; readAtMs: number }
  | {
      /** How many of the candidate's calls were within the limit: 100 percent of none. */
      kind: 'ranks';
      readAtMs: number;
      baselineMs: number;
      limitMs: number;
      minutes: (DurationMinute & { candidateWithinLimitPercent: number })[];
    }
  | {
      /** The percentile of each version, in minutes in which both were called. */
      kind: 'percentiles';
      readAtMs: number;
      /** Absent: AWS has refused the percentile of the whole window. */
      limitMs?: number;
      minutes: (DurationMinute & { candidateMs: number; baselineMs: number })[];
    }
  /** AWS has refused all of them. */
  | { kind: 'refused' }
);

const DAY_MS = 24 * 60 * 60_000;

/**
 * Durations of a candidate and its baseline in the same minutes: the baseline's percentile of the whole window, and by
 * minute how many calls both had and how many of the candidate's were within the limit that follows from it. Two requests,
 * because the second one needs the limit. If AWS refuses one of them, percentiles by minute. Throws StageError.
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
  const read = (queries: MetricQuery[]) => unlessRefused(cloudwatch.metricFigures(queries, span, sharing));
  const counts = [durations(candidate, 'SampleCount'), durations(baseline, 'SampleCount')];
  const usual = await read([durations(baseline, percentile, 'span')]);
  let limitMs: number | undefined;
  if (usual !== 'refused') {
    const baselineMs = usual.series[0]?.[0]?.value;
    if (baselineMs === undefined) return { kind: 'noBaseline', span, readAtMs: usual.readAtMs };
    // AWS's figures have two decimals; more would make every look another question.
    limitMs = Math.round(compared.limitMs(baselineMs) * 100) / 100;
    const ranks = await read([...counts, durations(candidate, `PR(:${limitMs})`)]);
    if (ranks !== 'refused') {
      const minutes = withRanks(span, ranks.series.map(byMinute));
      return { kind: 'ranks', span, readAtMs: ranks.readAtMs, baselineMs, limitMs, minutes };
    }
  }
  const percentiles = await read([...counts, durations(candidate, percentile), durations(baseline, percentile)]);
  if (percentiles === 'refused') return { kind: 'refused', span };
  const minutes = withPercentiles(span, percentiles.series.map(byMinute));
  return { kind: 'percentiles', span, readAtMs: percentiles.readAtMs, minutes, ...present({ limitMs }) };
}

/** What AWS has answered, unless it does not answer such a question at all. Passes other errors on. */
async function unlessRefused(asked: Promise<FiguresSeen>): Promise<FiguresSeen | 'refused'> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof StageError && error.code === 'awsRefused') return 'refused';
    throw error;
  }
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
