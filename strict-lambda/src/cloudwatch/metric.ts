import type { Place } from '../arns';
import { cloudwatchAt, type Emulator } from '../emulator';
import { Constraints } from '../http/constraints';
import type { RequestFields } from '../http/requestFields';
import { named } from '../store/named';
import type { ByMinute, Reported, Samples, TrafficReport } from '../store/cloudwatchState';
import { invalidValue } from './cloudwatchErrors';
import { mergedSamples, samplesOf } from './samples';

/** A metric as callers name it. */
export type Metric = { namespace: string; metricName: string; dimensions: Record<string, string> };

/** A minute, ms. */
export const MINUTE_MS = 60_000;

/** Reads `Namespace`, `MetricName` and `Dimensions`, of which there are at most 30. */
export function readMetric(fields: RequestFields): Metric {
  const namespace = fields.text('Namespace') ?? '',
    metricName = fields.text('MetricName') ?? '';
  return { namespace, metricName, dimensions: readDimensions(fields) };
}

/** The dimensions of a metric by their names. Throws for more than AWS allows, or for one that is given twice. */
export function readDimensions(fields: RequestFields): Record<string, string> {
  const given = fields.structures('Dimensions') ?? [];
  new Constraints()
    .that(given.length <= 30, 'dimensions', '[...]', 'Member must have length less than or equal to 30')
    .enforce();
  const dimensions = named<string>();
  for (const dimension of given) {
    const name = dimension.text('Name') ?? '',
      value = dimension.text('Value') ?? '';
    new Constraints()
      .required('dimensions.name', name)
      .length('dimensions.name', name, 1, 255)
      .required('dimensions.value', value)
      .length('dimensions.value', value, 1, 1024)
      .enforce();
    if (dimensions[name] !== undefined) throw invalidValue(`Dimension ${name} is given more than once.`);
    dimensions[name] = value;
  }
  return dimensions;
}

/** What identifies a metric: a metric with other dimensions is another one. */
export function metricKey({ namespace, metricName, dimensions }: Metric): string {
  const sorted = Object.entries(dimensions).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([namespace, metricName, ...sorted]);
}

/** The samples of a metric that are visible at a time, from `fromMs` up to before `toMs`. */
export function samplesAt(
  emulator: Emulator,
  place: Place,
  metric: Metric,
  span: { fromMs: number; toMs: number; seenAtMs: number },
): Samples | undefined {
  const scope = cloudwatchAt(emulator, place);
  if (metric.namespace !== 'AWS/Lambda') {
    const series = scope.custom[metricKey(metric)];
    return series === undefined
      ? undefined
      : mergedSamples(visibleIn(series.minutes, span).map(({ samples }) => samples));
  }
  const reports = seriesOf(scope.traffic, metric.dimensions).flatMap(({ minutes }) => visibleIn(minutes, span));
  return lambdaSamples(metric.metricName, reports);
}

/** Lambda reports by function, by resource, by resource and executed version, and for all functions together. */
function seriesOf(
  traffic: ReturnType<typeof cloudwatchAt>['traffic'],
  dimensions: Record<string, string>,
): { minutes: ByMinute<TrafficReport> }[] {
  const { FunctionName: name, Resource: resource, ExecutedVersion: version, ...others } = dimensions;
  if (Object.keys(others).length > 0) return [];
  if (name === undefined)
    return resource === undefined && version === undefined ? Object.values(traffic).flatMap(Object.values) : [];
  if (resource === undefined && version !== undefined) return [];
  return Object.values(traffic[name] ?? {}).filter(
    (series) =>
      (resource === undefined || series.resource === resource) &&
      (version === undefined || series.executedVersion === version),
  );
}

/** Each call is a sample: 0 or 1 of Errors and of Throttles, 1 of Invocations, and its Duration. */
function lambdaSamples(metricName: string, reports: readonly TrafficReport[]): Samples | undefined {
  const total = (of: 'invocations' | 'errors' | 'throttles'): number =>
    reports.reduce((sum, report) => sum + report[of], 0);
  switch (metricName) {
    case 'Invocations':
      return samplesOf([1], [total('invocations')]);
    case 'Errors':
      return samplesOf([0, 1], [total('invocations') - total('errors'), total('errors')]);
    case 'Throttles':
      return samplesOf([0, 1], [total('invocations'), total('throttles')]);
    case 'Duration':
      return mergedSamples(reports.flatMap(({ durations }) => (durations === undefined ? [] : [durations])));
    default:
      return undefined;
  }
}

function visibleIn<What>(
  minutes: ByMinute<What>,
  { fromMs, toMs, seenAtMs }: { fromMs: number; toMs: number; seenAtMs: number },
): Reported<What>[] {
  const found: Reported<What>[] = [];
  for (let minute = Math.ceil(fromMs / MINUTE_MS) * MINUTE_MS; minute < toMs; minute += MINUTE_MS) {
    const visible = (minutes[minute] ?? []).filter(({ visibleAt }) => visibleAt <= seenAtMs);
    const replacing = visible.map(({ replaces }) => replaces).lastIndexOf(true);
    found.push(...visible.slice(Math.max(0, replacing)));
  }
  return found;
}
