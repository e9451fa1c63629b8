import type { CloudwatchPort } from '../../../model/cloudwatchPort';
import type { MetricPoint, MinuteSpan } from '../../../model/metricFacts';
import type { Sharing } from '../../../model/sharing';
import { minutesIn } from './completeMinutes';
import { lambdaMetric, type AliasOfFunction } from './lambdaMetric';

/** What a version did for an alias in one minute. */
export interface VersionMinute {
  atMs: number;
  /** Calls that ran, including those that failed. */
  invocations: number;
  errors: number;
  /** Calls that did not run. Only a lower limit if AWS does not count them by version. */
  throttles: number;
}

/** A look at what some versions did for an alias. */
interface VersionsSeen {
  /** Version by version, as asked for; a minute without calls of a version is there with zeros. */
  versions: VersionMinute[][];
  /** Throttles of the alias, whatever version they were meant for. */
  aliasThrottles: number;
  /**
   * Whether AWS counts throttles by version: the versions have as many as the alias. If not, nobody may judge by them.
   * Also false if a version has served the alias that was not asked for, and was throttled.
   */
  throttlesByVersion: boolean;
  /** Minutes that are left out, because only a part of their figures has arrived: they will be there later. */
  leftOut: number;
  readAtMs: number;
}

const CALLS = [
  ['Invocations', 'invocations'],
  ['Errors', 'errors'],
] as const;
const CALLS_AND_THROTTLES = [...CALLS, ['Throttles', 'throttles']] as const;

/** Whose calls to count. */
export interface CountedVersions extends AliasOfFunction {
  /** Undefined: all that the alias serves. */
  versions: readonly (string | undefined)[];
  /** Whether throttles are read, too: AWS charges for each metric. Without them, there are none. */
  throttles: boolean;
}

/**
 * Calls, errors and throttles of versions by minute, in one request; all versions have the same minutes. Late and corrected
 * figures come with the next look. Throws StageError.
 */
export async function versionMinutes(
  cloudwatch: CloudwatchPort,
  { versions, throttles: hasThrottles, ...alias }: CountedVersions,
  span: MinuteSpan,
  sharing?: Sharing,
): Promise<VersionsSeen> {
  const counts = hasThrottles ? CALLS_AND_THROTTLES : CALLS;
  const queries = [
    ...versions.flatMap((version) => counts.map(([metric]) => lambdaMetric(alias, version, metric, 'Sum'))),
    ...(hasThrottles ? [lambdaMetric(alias, undefined, 'Throttles', 'Sum')] : []),
  ];
  const { series, readAtMs } = await cloudwatch.metricFigures(queries, span, sharing);
  const figures = series.map(byMinute);
  const minutesOf = (index: number): VersionMinute[] =>
    minutesIn(span).map((atMs) => {
      const [invocations, errors, throttles] = counts.map(
        (_count, metric) => figures[index * counts.length + metric]?.get(atMs) ?? 0,
      );
      return { atMs, invocations: invocations ?? 0, errors: errors ?? 0, throttles: throttles ?? 0 };
    });
  const all = versions.map((_version, index) => minutesOf(index));
  const incomplete = new Set(
    all.flat().flatMap(({ atMs, invocations, errors }) => (errors > invocations ? [atMs] : [])),
  );
  const aliasThrottles = hasThrottles ? sumOf((series.at(-1) ?? []).map(({ value }) => value)) : 0;
  return {
    versions: all.map((minutes) => minutes.filter(({ atMs }) => !incomplete.has(atMs))),
    aliasThrottles,
    throttlesByVersion: sumOf(all.flat().map(({ throttles }) => throttles)) >= aliasThrottles,
    leftOut: incomplete.size,
    readAtMs,
  };
}

/** Figures by their minutes. Pure. */
export const byMinute = (points: readonly MetricPoint[]): ReadonlyMap<number, number> =>
  new Map(points.map(({ atMs, value }) => [atMs, value]));

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
