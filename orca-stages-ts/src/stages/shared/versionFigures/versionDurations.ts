import { StageError } from 'stage-contract';
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
 * Durations of a candidate and its baseline in the same minutes of several windows, one look for each: the baseline's
 * percentile of the whole window, and by minute how many calls both had and how many of the candidate's were within the
 * limit that follows from it. Two calls for all windows that begin together, because the second one needs the limits. If
 * AWS refuses one of them, percentiles by minute. Throws StageError.
 */
export async function versionDurations(
  cloudwatch: CloudwatchPort,
  compared: ComparedDurations,
  windows: readonly MinuteSpan[],
  sharing?: Sharing,
): Promise<DurationsSeen[]> {
  if (windows.length === 0) return [];
  const { candidate, baseline, percentile } = compared;
  const spans = windows.map(lastDay);
  const durations = (version: string, statistic: string, per?: 'span') =>
    lambdaMetric(compared, version, 'Duration', statistic, per);
  const read = (queries: MetricQuery[], span: MinuteSpan) =>
    unlessRefused(cloudwatch.metricFigures(queries, span, sharing));
  const usual = await Promise.all(
    spans.map(async (span) => usualOf(await read([durations(baseline, percentile, 'span')], span), compared)),
  );
  // Minutes are asked for once, however many windows they are in.
  const readMinutes = (...queries: MetricQuery[]) =>
    read([durations(candidate, 'SampleCount'), durations(baseline, 'SampleCount'), ...queries], covering(spans));
  const limits = [...new Set(usual.flatMap((one) => (one.kind === 'limit' ? [one.limitMs] : [])))];
  const ranks =
    limits.length === 0
      ? 'refused'
      : await readMinutes(...limits.map((limitMs) => durations(candidate, `PR(:${limitMs})`)));
  const percentiles = usual.every(({ kind }) => kind === 'noBaseline' || (kind === 'limit' && ranks !== 'refused'))
    ? 'refused'
    : await readMinutes(durations(candidate, percentile), durations(baseline, percentile));
  return spans.map((span, index) => {
    const own = usual[index] ?? { kind: 'refused' };
    if (own.kind === 'noBaseline') return { ...own, span };
    if (own.kind === 'limit' && ranks !== 'refused') {
      const [mine, other, ...byLimit] = ranks.series.map(byMinute);
      const minutes = withRanks(span, [mine, other, byLimit[limits.indexOf(own.limitMs)]]);
      return { ...own, kind: 'ranks', span, readAtMs: ranks.readAtMs, minutes };
    }
    if (percentiles === 'refused') return { kind: 'refused', span };
    const minutes = withPercentiles(span, percentiles.series.map(byMinute));
    const limit = own.kind === 'limit' ? { limitMs: own.limitMs } : {};
    return { kind: 'percentiles', span, readAtMs: percentiles.readAtMs, minutes, ...limit };
  });
}

const lastDay = ({ fromMs, toMs }: MinuteSpan): MinuteSpan => ({ fromMs: Math.max(fromMs, toMs - DAY_MS), toMs });

const covering = (spans: readonly MinuteSpan[]): MinuteSpan => ({
  fromMs: Math.min(...spans.map(({ fromMs }) => fromMs)),
  toMs: Math.max(...spans.map(({ toMs }) => toMs)),
});

/** What the baseline's calls usually take in a window. */
type Usual =
  | { kind: 'limit'; baselineMs: number; limitMs: number }
  | { kind: 'noBaseline'; readAtMs: number }
  | { kind: 'refused' };

function usualOf(seen: FiguresSeen | 'refused', { limitMs }: ComparedDurations): Usual {
  if (seen === 'refused') return { kind: 'refused' };
  const baselineMs = seen.series[0]?.[0]?.value;
  if (baselineMs === undefined) return { kind: 'noBaseline', readAtMs: seen.readAtMs };
  // AWS's figures have two decimals; more would make every look another question.
  return { kind: 'limit', baselineMs, limitMs: Math.round(limitMs(baselineMs) * 100) / 100 };
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

type Figures = readonly (ReadonlyMap<number, number> | undefined)[];

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
    const values = figures.map((figure) => figure?.get(atMs)).filter((value) => value !== undefined);
    const [candidateCalls = 0, baselineCalls = 0, candidateMs = 0, baselineMs = 0] = values;
    return values.length === figures.length ? [{ atMs, candidateCalls, baselineCalls, candidateMs, baselineMs }] : [];
  });
}
