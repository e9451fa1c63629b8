import type { OutcomeView } from '../../read/outcomeView';
import type { StageDetails } from '../../read/readDetails';
import { formatCount, formatPercent, formatVersion } from '../../text/formats';
import type { ZonedTimes } from '../../text/zonedTimes';
import { timeTicks, type TimeTick } from '../timeTicks';
import { baselineOf, candidateOf } from '../traffic';

/** A minute's error rate, in the middle of the minute. */
interface RatePoint {
  atMs: number;
  percent: number;
}

/** The error rates of one version. */
export interface RateLine {
  role: 'candidate' | 'baseline';
  name: string;
  /** Parts without a gap. */
  parts: RatePoint[][];
  newest: string;
}

/** A minute in figures. */
interface RateRow {
  key: string;
  time: string;
  candidate: string;
  baseline: string;
}

/** Error rates per minute, on the time axis of the weights. */
export interface RatePlot {
  fromMs: number;
  toMs: number;
  ticks: TimeTick[];
  /** Top of the axis. */
  topPercent: number;
  lines: RateLine[];
  limit?: { percent: number; words: string };
  /** Alarms that are in ALARM, where they went off. */
  alarms: { atMs: number; name: string; time: string }[];
  sentence: string;
  rows: RateRow[];
}

type Minute = NonNullable<NonNullable<OutcomeView['watch']>['minutes']>[number] & { atMs: number };
type Role = RateLine['role'];

const MINUTE_MS = 60_000;
/** A line is interrupted where more than two minutes are missing. */
const GAP_MS = 3 * MINUTE_MS;
const TOPS = [0.5, 1, 2, 5, 10, 20, 50, 100] as const;
/** How much room there is above the highest point. */
const HEADROOM = 1.1;

const rateOf = ({ calls, errors }: Minute[Role]): number | undefined =>
  calls > 0 && errors >= 0 ? Math.min(100, (errors / calls) * 100) : undefined;

const pointsOf = (minutes: readonly Minute[], role: Role): RatePoint[] =>
  minutes.flatMap((minute) => {
    const percent = rateOf(minute[role]);
    return percent === undefined ? [] : [{ atMs: minute.atMs + MINUTE_MS / 2, percent }];
  });

function withoutGaps(points: readonly RatePoint[]): RatePoint[][] {
  const parts: RatePoint[][] = [];
  for (const point of points) {
    const part = parts[parts.length - 1];
    const last = part?.[part.length - 1];
    if (part === undefined || last === undefined || point.atMs - last.atMs > GAP_MS) parts.push([point]);
    else part.push(point);
  }
  return parts;
}

const shareWords = ({ calls, errors }: Minute[Role]): string => {
  const percent = rateOf({ calls, errors });
  return percent === undefined
    ? 'no calls'
    : `${formatCount(errors)} of ${formatCount(calls)} (${formatPercent(percent)})`;
};

/** The highest rate that the errors guard allows, from what it has compared. */
function limitOf({ watch }: OutcomeView): RatePlot['limit'] {
  const guard = watch?.guards?.find(({ metric }) => metric === 'errorRate');
  const { baseline, limit } = guard ?? {};
  if (baseline === undefined || baseline.calls <= 0 || limit === undefined) return undefined;
  const percent = Math.min(100, Math.max(0, (baseline.bad / baseline.calls) * 100 + limit));
  return { percent, words: `limit ${formatPercent(percent)}` };
}

function topOf(lines: readonly RateLine[], limit: RatePlot['limit']): number {
  const highest = Math.max(limit?.percent ?? 0, ...lines.flatMap(({ parts }) => parts.flat()).map((p) => p.percent));
  return TOPS.find((top) => top >= Math.min(100, highest * HEADROOM)) ?? 100;
}

interface Axis {
  fromMs: number;
  toMs: number;
  ticks: TimeTick[];
}

/** The lines of error rates; undefined if no minute is known, or none has calls. */
export function ratePlot(
  { outcome, startedAtMs }: Pick<StageDetails, 'outcome' | 'startedAtMs'>,
  times: ZonedTimes,
  weights: Axis | undefined,
): RatePlot | undefined {
  const minutes = (outcome.watch?.minutes ?? [])
    .filter((minute): minute is Minute => minute.atMs !== undefined)
    .sort((a, b) => a.atMs - b.atMs);
  const [first, last] = [minutes[0], minutes[minutes.length - 1]];
  if (first === undefined || last === undefined) return undefined;
  const axis = weights ?? {
    fromMs: first.atMs,
    toMs: last.atMs + MINUTE_MS,
    ticks: timeTicks(first.atMs, last.atMs + MINUTE_MS, times),
  };
  const versions = { candidate: candidateOf(outcome), baseline: baselineOf(outcome) };
  const lines = (['candidate', 'baseline'] as const).flatMap((role): RateLine[] => {
    const points = pointsOf(minutes, role).filter(({ atMs }) => atMs >= axis.fromMs && atMs <= axis.toMs);
    const newest = points[points.length - 1];
    const version = versions[role];
    const name = version === undefined ? role : `${formatVersion(version)} ${role}`;
    return newest === undefined
      ? []
      : [{ role, name, parts: withoutGaps(points), newest: formatPercent(newest.percent) }];
  });
  if (lines.length === 0) return undefined;
  const limit = limitOf(outcome);
  const alarms = (outcome.watch?.alarms ?? []).flatMap(({ name, state, sinceMs }) =>
    state === 'alarm' && sinceMs !== undefined && sinceMs >= axis.fromMs && sinceMs <= axis.toMs
      ? [{ atMs: sinceMs, name, time: times.time(sinceMs, startedAtMs) }]
      : [],
  );
  return {
    fromMs: axis.fromMs,
    toMs: axis.toMs,
    ticks: axis.ticks,
    topPercent: topOf(lines, limit),
    lines,
    ...(limit === undefined ? {} : { limit }),
    alarms,
    sentence: sentenceOf(lines, limit, alarms),
    rows: minutes.map((minute) => ({
      key: String(minute.atMs),
      time: times.time(minute.atMs, startedAtMs).replace(/:\d\d$/, ''),
      candidate: shareWords(minute.candidate),
      baseline: shareWords(minute.baseline),
    })),
  };
}

const sentenceOf = (lines: readonly RateLine[], limit: RatePlot['limit'], alarms: RatePlot['alarms']): string =>
  [
    `Error rate per minute: ${lines.map(({ name, newest }) => `${name} ${newest} in its newest minute`).join(', ')}.`,
    ...(limit === undefined ? [] : [`The errors guard allows ${formatPercent(limit.percent)}.`]),
    ...alarms.map(({ name, time }) => `${name} in ALARM since ${time}.`),
  ].join(' ');
