import { cloudwatchAt, type Emulator } from '../emulator';
import type { AwsRequest, Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import type { RequestFields } from '../http/requestFields';
import { named } from '../store/named';
import type { Samples } from '../store/cloudwatchState';
import { cloudwatchError, invalidValue, notSupported } from './cloudwatchErrors';
import { metricKey, MINUTE_MS, readDimensions } from './metric';
import { samplesOf } from './samples';

const MOST_DATA = 1000;
const MOST_VALUES = 150;
const WEEKS_2_MS = 14 * 24 * 60 * MINUTE_MS;
const HOURS_2_MS = 120 * MINUTE_MS;

/** PutMetricData: values of metrics of the caller's own. */
export const putMetricData: Operation = (request, emulator) => {
  const fields = request.fields();
  if (fields.has('EntityMetricData')) throw notSupported('EntityMetricData');
  const namespace = fields.text('Namespace') ?? '';
  new Constraints().required('namespace', namespace).length('namespace', namespace, 1, 255).enforce();
  if (namespace.startsWith('AWS/'))
    throw invalidValue('The value AWS/ for parameter Namespace is invalid: it is reserved for services of AWS.');
  const given = fields.structures('MetricData') ?? [];
  if (given.length > MOST_DATA)
    throw cloudwatchError(
      'ValidationException',
      `The collection MetricData must not have a size greater than ${MOST_DATA}.`,
    );
  const data = given.map((datum, index) => dataOf(datum, `metricData.${index + 1}.member`, emulator.now()));
  for (const { metricName, dimensions, atMs, samples } of data)
    put(request, emulator, { namespace, metricName, dimensions }, atMs, samples);
  return { status: 200, json: {} };
};

function dataOf(fields: RequestFields, at: string, now: number) {
  const metricName = fields.text('MetricName') ?? '';
  new Constraints().required(`${at}.metricName`, metricName).length(`${at}.metricName`, metricName, 1, 255).enforce();
  if ((fields.integer('StorageResolution') ?? 60) !== 60) throw notSupported('A StorageResolution other than 60');
  const seconds = fields.number('Timestamp');
  const atMs = seconds === undefined ? now : seconds * 1000;
  if (atMs < now - WEEKS_2_MS || atMs > now + HOURS_2_MS)
    throw invalidValue(`The value for parameter ${at}.timestamp is more than two weeks ago or two hours ahead.`);
  return { metricName, dimensions: readDimensions(fields), atMs, samples: samplesIn(fields, at) };
}

/** A Value, Values with Counts, or StatisticValues: exactly one of them. */
function samplesIn(fields: RequestFields, at: string): Samples {
  const kinds = ['Value', 'Values', 'StatisticValues'].filter((name) => fields.has(name));
  if (kinds.length !== 1)
    throw cloudwatchError(
      'InvalidParameterCombinationException',
      `Exactly one of Value, Values and StatisticValues is required at ${at}.`,
    );
  const statistics = fields.structure('StatisticValues');
  if (statistics !== undefined) return samplesOfStatistics(statistics, at);
  const value = fields.number('Value');
  const values = value === undefined ? numbersIn(fields, 'Values') : [value];
  const counts = value === undefined ? numbersIn(fields, 'Counts') : undefined;
  if (values === undefined || values.length > MOST_VALUES || (counts !== undefined && counts.length !== values.length))
    throw invalidValue(
      `There must be at most ${MOST_VALUES} Values at ${at}, and as many Counts as Values if there are any.`,
    );
  const samples = samplesOf(values, counts);
  if (samples === undefined) throw invalidValue(`There must be a value at ${at}.`);
  return samples;
}

function samplesOfStatistics(statistics: RequestFields, at: string): Samples {
  const [count, sum, min, max] = ['SampleCount', 'Sum', 'Minimum', 'Maximum'].map((name) => statistics.number(name));
  if (count === undefined || sum === undefined || min === undefined || max === undefined)
    throw cloudwatchError('MissingRequiredParameterException', `${at}.statisticValues lacks a value.`);
  return { count, sum, min, max };
}

function numbersIn(fields: RequestFields, name: string): number[] | undefined {
  const given = fields.raw(name);
  if (given === undefined) return undefined;
  const numbers = Array.isArray(given) ? given.filter((entry): entry is number => Number.isFinite(entry)) : [];
  if (!Array.isArray(given) || numbers.length < given.length) throw invalidValue(`${name} must be a list of numbers.`);
  return numbers;
}

function put(
  request: AwsRequest,
  emulator: Emulator,
  metric: { namespace: string; metricName: string; dimensions: Record<string, string> },
  atMs: number,
  samples: Samples,
): void {
  const series = (cloudwatchAt(emulator, request).custom[metricKey(metric)] ??= { ...metric, minutes: named() });
  const minute = Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
  (series.minutes[minute] ??= []).push({ samples, visibleAt: emulator.now() + emulator.settings.cloudwatch.delayMs });
  emulator.changed();
}
