import type { AwsRequest, AwsResponse, Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import type { RequestFields } from '../http/requestFields';
import type { Emulator } from '../emulator';
import { cloudwatchError, invalidValue, notSupported } from './cloudwatchErrors';
import { MINUTE_MS, readMetric, samplesAt, type Metric } from './metric';
import { pageStart, pageTokenOf } from './pageToken';
import { statisticOf, type Statistic } from './statistic';

const DAY_MS = 24 * 60 * MINUTE_MS;
const MOST_QUERIES = 500;
const MOST_DATAPOINTS = 100_800;

type Query = {
  id: string;
  label: string;
  metric: Metric;
  periodMs: number;
  statistic: Statistic;
  returned: boolean;
};
type Datapoint = { at: number; value: number };
type Span = { fromMs: number; toMs: number };

/**
 * GetMetricData: statistics of metrics by period. Periods begin at the (rounded) start time. AWS's documentation does not
 * say what it does if that is no multiple of the period; this follows its example of a start time of 12:07 with 5 minutes.
 */
export const getMetricData: Operation = (request, emulator) => {
  const fields = request.fields();
  const queries = queriesOf(fields, emulator);
  const span = spanOf(fields, emulator.now());
  for (const { periodMs } of queries) requireKeptPeriod(periodMs, span.fromMs, emulator.now());
  const scanBy = fields.text('ScanBy') ?? 'TimestampDescending';
  const most = fields.integer('MaxDatapoints') ?? MOST_DATAPOINTS;
  new Constraints()
    .oneOf('scanBy', scanBy, ['TimestampDescending', 'TimestampAscending'])
    .range('maxDatapoints', most, 1, MOST_DATAPOINTS)
    .enforce();
  const results = queries
    .filter(({ returned }) => returned)
    .map((query) => {
      const found = datapointsOf(query, span, request, emulator);
      return { query, datapoints: scanBy === 'TimestampDescending' ? found.reverse() : found };
    });
  return { ...pageOfResults(results, most, fields.text('NextToken')), metrics: queries.length };
};

function queriesOf(fields: RequestFields, emulator: Emulator): Query[] {
  const given = fields.structures('MetricDataQueries') ?? [];
  if (given.length === 0)
    throw cloudwatchError('MissingRequiredParameterException', 'The parameter MetricDataQueries is required.');
  if (given.length > MOST_QUERIES)
    throw cloudwatchError(
      'ValidationException',
      `The collection MetricDataQueries must not have a size greater than ${MOST_QUERIES}.`,
    );
  const queries = given.map((query, index) => queryOf(query, `metricDataQueries.${index + 1}.member`, emulator));
  const twice = queries.find(({ id }, index) => queries.findIndex((other) => other.id === id) < index);
  if (twice !== undefined)
    throw cloudwatchError(
      'ValidationException',
      `The values for parameter id in MetricDataQueries are not unique: ${twice.id}.`,
    );
  return queries;
}

function queryOf(fields: RequestFields, at: string, emulator: Emulator): Query {
  const id = fields.text('Id') ?? '';
  new Constraints().required(`${at}.id`, id).length(`${at}.id`, id, 1, 255).enforce();
  if (!/^[a-z][a-zA-Z0-9_]*$/.test(id))
    throw cloudwatchError(
      'ValidationException',
      `The value ${id} for parameter ${at}.id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
    );
  const asked = fields.structure('MetricStat');
  if (fields.has('Expression')) throw notSupported('A query with an Expression');
  if (fields.has('AccountId')) throw notSupported('A query with an AccountId');
  if (asked === undefined)
    throw cloudwatchError('ValidationException', `Exactly one of MetricStat and Expression is required at ${at}.`);
  const metric = readMetric(metricIn(asked, at));
  new Constraints()
    .required(`${at}.metricStat.metric.namespace`, metric.namespace)
    .required(`${at}.metricStat.metric.metricName`, metric.metricName)
    .enforce();
  const stat = asked.text('Stat') ?? '';
  new Constraints().required(`${at}.metricStat.stat`, stat).enforce();
  return {
    id,
    label: fields.text('Label') ?? metric.metricName,
    metric,
    periodMs: periodOf(asked, `${at}.metricStat.period`),
    statistic: statisticOf(stat, emulator.settings.cloudwatch),
    returned: fields.flag('ReturnData') ?? true,
  };
}

function metricIn(asked: RequestFields, at: string): RequestFields {
  const metric = asked.structure('Metric');
  if (metric !== undefined) return metric;
  throw cloudwatchError('ValidationException', `Metric is required at ${at}.metricStat.`);
}

function periodOf(asked: RequestFields, at: string): number {
  const seconds = asked.integer('Period');
  if (seconds === undefined) throw cloudwatchError('ValidationException', `Period is required at ${at}.`);
  if (seconds < 60) throw notSupported('A period of less than a minute');
  if (seconds % 60 !== 0 || seconds > 86_400)
    throw invalidValue(`The value ${seconds} for parameter Period is not a multiple of 60 of at most 86400.`);
  return seconds * 1000;
}

/** AWS rounds the start time down: to the minute, and for older data to 5 minutes or to the hour. */
function spanOf(fields: RequestFields, now: number): Span {
  const start = fields.number('StartTime'),
    end = fields.number('EndTime');
  if (start === undefined || end === undefined)
    throw cloudwatchError('MissingRequiredParameterException', 'The parameters StartTime and EndTime are required.');
  if (start >= end)
    throw cloudwatchError('ValidationException', 'The parameter StartTime must be less than the parameter EndTime.');
  const startMs = start * 1000;
  const step = resolutionMs(startMs, now);
  return { fromMs: Math.floor(startMs / step) * step, toMs: end * 1000 };
}

const resolutionMs = (startMs: number, now: number): number =>
  MINUTE_MS * (startMs > now - 15 * DAY_MS ? 1 : startMs > now - 63 * DAY_MS ? 5 : 60);

/** Single minutes are kept for 15 days, 5 minutes for 63 days. */
function requireKeptPeriod(periodMs: number, fromMs: number, now: number): void {
  const step = resolutionMs(fromMs, now);
  if (periodMs % step !== 0)
    throw invalidValue(`The Period must be a multiple of ${step / 1000} for a StartTime that long ago.`);
}

function datapointsOf(
  { metric, periodMs, statistic }: Query,
  { fromMs, toMs }: Span,
  request: AwsRequest,
  emulator: Emulator,
): Datapoint[] {
  const found: Datapoint[] = [];
  const { alignedPeriods } = emulator.settings.cloudwatch;
  const firstMs = alignedPeriods ? Math.floor(fromMs / periodMs) * periodMs : fromMs;
  for (let at = firstMs; at < toMs; at += periodMs) {
    const span = { fromMs: at, toMs: Math.min(at + periodMs, toMs), seenAtMs: emulator.now() };
    const samples = samplesAt(emulator, request, metric, span);
    const value = samples === undefined ? undefined : statistic(samples);
    if (value !== undefined) found.push({ at, value });
  }
  return found;
}

type Result = { query: Query; datapoints: Datapoint[] };

/** The next so many datapoints, query after query. A query that is not complete yet says so. */
function pageOfResults(results: readonly Result[], most: number, token: string | undefined): AwsResponse {
  const first = pageStart(token);
  let passed = 0;
  const shown = results.flatMap(({ query, datapoints }) => {
    const begin = Math.max(0, first - passed);
    const end = Math.min(datapoints.length, first + most - passed);
    passed += datapoints.length;
    const page = datapoints.slice(begin, Math.max(begin, end));
    const isOnPage = page.length > 0 || (datapoints.length === 0 && first === 0);
    if (!isOnPage) return [];
    return [
      {
        Id: query.id,
        Label: query.label,
        Timestamps: page.map(({ at }) => at / 1000),
        Values: page.map(({ value }) => value),
        StatusCode: end < datapoints.length ? 'PartialData' : 'Complete',
      },
    ];
  });
  const more = first + most < passed ? { NextToken: pageTokenOf(first + most) } : {};
  return { status: 200, json: { MetricDataResults: shown, Messages: [], ...more } };
}
