import { GetMetricDataCommand, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { allPages } from '../../allPages';
import type { PeriodAnswer } from '../cloudwatchCalls';
import type { CloudwatchOperation } from '../cloudwatchOperation';

/** Figures of metrics by period. A long answer comes in pages, which may divide a query's figures. */
export const metricFigures: CloudwatchOperation<'metricFigures'> = {
  call: 'GetMetricData',
  reads: true,
  pool: 'getMetricData',
  async run(aws, queries, { fromMs, toMs }) {
    const MetricDataQueries = queries.map(({ namespace, metricName, dimensions, statistic, periodSeconds }, index) => ({
      Id: idOf(index),
      MetricStat: {
        Metric: {
          Namespace: namespace,
          MetricName: metricName,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        },
        Period: periodSeconds,
        Stat: statistic,
      },
    }));
    const results = await allPages(async (marker) => {
      const page = await aws.call({}, (client) =>
        client.send(
          new GetMetricDataCommand({
            MetricDataQueries,
            StartTime: new Date(fromMs),
            EndTime: new Date(toMs),
            ScanBy: 'TimestampAscending',
            NextToken: marker,
          }),
        ),
      );
      return { items: page.MetricDataResults ?? [], next: page.NextToken };
    });
    const byId = new Map<string | undefined, MetricDataResult[]>();
    for (const result of results) byId.set(result.Id, [...(byId.get(result.Id) ?? []), result]);
    return queries.map((_query, index) => answerOf(byId.get(idOf(index)) ?? []));
  },
};

/** AWS's pattern: a small letter first. */
const idOf = (index: number): string => `q${index}`;

function answerOf(parts: readonly MetricDataResult[]): PeriodAnswer {
  const failed = parts.find(({ StatusCode }) => StatusCode === 'InternalError' || StatusCode === 'Forbidden');
  if (failed !== undefined)
    return {
      failure: failed.StatusCode === 'Forbidden' ? 'Forbidden' : 'InternalError',
      message: failed.Messages?.map(({ Code, Value }) => `${Code ?? ''} ${Value ?? ''}`.trim()).join('; ') ?? '',
    };
  return {
    points: parts.flatMap(({ Timestamps = [], Values = [] }) =>
      Timestamps.map((at, index) => ({ atMs: at.getTime(), value: Values[index] ?? NaN })),
    ),
  };
}
