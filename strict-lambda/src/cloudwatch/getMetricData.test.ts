import {
  GetMetricDataCommand,
  PutMetricDataCommand,
  type GetMetricDataCommandInput,
  type MetricDatum,
} from '@aws-sdk/client-cloudwatch';
import { CreateAliasCommand, InvokeCommand, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { LambdaTraffic } from '../strictLambda';
import { movedClock, type MovedClock } from '../testing/movedClock';
import { createActive, startTestLambda, type TestLambda } from '../testing/startTestLambda';
import { zipOf } from '../zip/zipOf';

const NOON = Date.UTC(2026, 0, 1, 12);
const minutes = (count: number): number => count * 60_000;
const at = (minute: number): Date => new Date(NOON + minutes(minute));

describe('GetMetricData', () => {
  let aws: TestLambda, clock: MovedClock;

  beforeEach(async () => {
    clock = movedClock(NOON);
    aws = await startTestLambda({ clock });
  });
  afterEach(() => aws.close());

  const query = (metricName: string, stat: string, dimensions: Record<string, string> = {}, period = 60, id = 'q') => ({
    Id: id,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/Lambda',
        MetricName: metricName,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: period,
      Stat: stat,
    },
  });
  const send = (input: Partial<GetMetricDataCommandInput>) =>
    aws.cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: at(0),
        EndTime: at(10),
        ScanBy: 'TimestampAscending',
        MetricDataQueries: [],
        ...input,
      }),
    );
  const values = async (...asked: Parameters<typeof query>): Promise<number[] | undefined> =>
    (await send({ MetricDataQueries: [query(...asked)] })).MetricDataResults?.[0]?.Values;
  const traffic = (change: Partial<LambdaTraffic> = {}): void =>
    aws.recordTraffic({
      functionName: 'orders',
      alias: 'live',
      version: '2',
      minute: NOON,
      invocations: 100,
      errors: 3,
      throttles: 2,
      durationsMs: Array.from({ length: 100 }, (_entry, index) => index + 1),
      ...change,
    });
  const live = { FunctionName: 'orders', Resource: 'orders:live' };

  it('has statistics, percentiles and percentile ranks of durations', async () => {
    traffic();
    clock.move(minutes(2));

    const found = await send({
      MetricDataQueries: [
        ...['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum'],
        ...['p50', 'p90', 'p99', 'p99.9', 'PR(:25)', 'PR(25:75)', 'PR(90:)'],
      ].map((stat, index) => query('Duration', stat, { ...live, ExecutedVersion: '2' }, 60, `q${index}`)),
    });

    expect(found.MetricDataResults?.map(({ Values: [value] = [] }) => value)).toEqual([
      ...[100, 5050, 50.5, 1, 100],
      ...[50, 90, 99, 100, 25, 50, 10],
    ]);
    expect(found.MetricDataResults?.[0]).toEqual({
      Id: 'q0',
      Label: 'Duration',
      Timestamps: [at(0)],
      Values: [100],
      StatusCode: 'Complete',
    });
  });

  it('counts calls by function, by resource, by executed version and altogether', async () => {
    traffic();
    traffic({ version: '1', invocations: 900, errors: 1, throttles: 0 });
    traffic({ alias: 'test', invocations: 10, errors: 0, throttles: 0 });
    aws.recordTraffic({ functionName: 'orders', version: '2', minute: NOON, invocations: 5 });
    aws.recordTraffic({ functionName: 'orders', minute: NOON, invocations: 7 });
    aws.recordTraffic({ functionName: 'billing', minute: NOON, invocations: 1000 });
    clock.move(minutes(2));
    const found = (dimensions: Record<string, string>) => values('Invocations', 'Sum', dimensions);

    expect(await found({ ...live, ExecutedVersion: '2' })).toEqual([100]);
    expect(await found({ ...live, ExecutedVersion: '1' })).toEqual([900]);
    expect(await found(live)).toEqual([1000]);
    expect(await found({ FunctionName: 'orders', Resource: 'orders:2' })).toEqual([5]);
    expect(await found({ FunctionName: 'orders', Resource: 'orders' })).toEqual([7]);
    expect(await found({ FunctionName: 'orders' })).toEqual([1022]);
    expect(await found({})).toEqual([2022]);
    expect(await values('Errors', 'Sum', live)).toEqual([4]);
    expect(await values('Errors', 'Average', { ...live, ExecutedVersion: '2' })).toEqual([0.03]);
    expect(await values('Throttles', 'Sum', { ...live, ExecutedVersion: '2' })).toEqual([2]);
  });

  it.each([
    ['an executed version without its resource', { FunctionName: 'orders', ExecutedVersion: '2' }],
    ['a dimension that Lambda does not have', { ...live, Stage: 'prod' }],
    ['a version that served nothing', { ...live, ExecutedVersion: '9' }],
  ])('has no data for %s', async (_what, dimensions) => {
    traffic();
    clock.move(minutes(2));

    expect(await values('Invocations', 'Sum', dimensions)).toEqual([]);
  });

  it('records how many metrics were asked for, because AWS charges for each', async () => {
    await send({ MetricDataQueries: [query('Errors', 'Sum'), query('Errors', 'Sum', live, 60, 'q2')] });
    await send({}).catch(() => undefined);

    expect(aws.calls().map(({ operation, metrics }) => [operation, metrics])).toEqual([
      ['GetMetricData', 2],
      ['GetMetricData', undefined],
    ]);
  });

  it('shows figures after a delay, late ones later, and corrected ones instead of the first', async () => {
    traffic({ invocations: 10, errors: 0 });
    traffic({ invocations: 5, errors: 0, visibleAt: NOON + minutes(4) });
    traffic({ invocations: 12, errors: 1, visibleAt: NOON + minutes(6), replaces: true });
    const seen: unknown[] = [];
    for (let minute = 1; minute <= 6; minute++) {
      clock.move(minutes(1));
      seen.push(await values('Invocations', 'Sum', live));
    }

    expect(seen).toEqual([[], [10], [10], [15], [15], [12]]);
    expect(await values('Errors', 'Sum', live)).toEqual([1]);
  });

  it('can be told not to count throttles by version, and not to know percentile ranks', async () => {
    aws.configure({ cloudwatch: { throttlesByVersion: false, percentileRanks: false } });
    traffic();
    clock.move(minutes(2));

    expect(await values('Throttles', 'Sum', { ...live, ExecutedVersion: '2' })).toEqual([0]);
    expect(await values('Throttles', 'Sum', live)).toEqual([2]);
    await expect(values('Duration', 'PR(:25)', live)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
  });

  it('can be told not to know percentiles', async () => {
    aws.configure({ cloudwatch: { percentiles: false } });
    traffic();
    clock.move(minutes(2));

    await expect(values('Duration', 'p99', live)).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
    expect(await values('Duration', 'SampleCount', live)).toEqual([100]);
  });

  it('can be told to begin periods at multiples of their length', async () => {
    aws.configure({ cloudwatch: { alignedPeriods: true } });
    for (const [minute, duration] of [3, 4, 5, 6].entries())
      traffic({ minute: NOON + minutes(minute), invocations: 1, errors: 0, durationsMs: [duration] });
    clock.move(minutes(10));

    const found = await send({
      StartTime: at(1),
      EndTime: at(3),
      MetricDataQueries: [query('Duration', 'Maximum', live, 120)],
    });

    expect(found.MetricDataResults?.[0]).toMatchObject({ Timestamps: [at(0), at(2)], Values: [4, 5] });
  });

  it('puts minutes together by period, from the start time on', async () => {
    for (const [minute, duration] of [3, 4, 5, 6].entries())
      traffic({ minute: NOON + minutes(minute), invocations: 1, errors: 0, durationsMs: [duration] });
    clock.move(minutes(10));

    const whole = await send({
      EndTime: at(4),
      MetricDataQueries: [query('Duration', 'p50', live, 240)],
    });
    const halves = await send({
      StartTime: new Date(NOON + minutes(1) + 5_000),
      EndTime: at(5),
      ScanBy: 'TimestampDescending',
      MetricDataQueries: [query('Duration', 'Maximum', live, 120)],
    });

    expect(whole.MetricDataResults?.[0]).toMatchObject({ Timestamps: [at(0)], Values: [4] });
    expect(halves.MetricDataResults?.[0]).toMatchObject({ Timestamps: [at(3), at(1)], Values: [6, 5] });
  });

  it('answers more datapoints than asked for in pages', async () => {
    for (let minute = 0; minute < 3; minute++) traffic({ minute: NOON + minutes(minute) });
    clock.move(minutes(10));
    const asked = {
      MaxDatapoints: 4,
      MetricDataQueries: [query('Invocations', 'Sum', live, 60, 'a'), query('Errors', 'Sum', live, 60, 'b')],
    };

    const first = await send(asked);
    const second = await send({ ...asked, NextToken: first.NextToken });

    expect(first.MetricDataResults).toMatchObject([
      { Id: 'a', Values: [100, 100, 100], StatusCode: 'Complete' },
      { Id: 'b', Values: [3], StatusCode: 'PartialData' },
    ]);
    expect(second.MetricDataResults).toMatchObject([{ Id: 'b', Values: [3, 3], StatusCode: 'Complete' }]);
    expect(second.NextToken).toBeUndefined();
    await expect(send({ ...asked, NextToken: 'other' })).rejects.toMatchObject({ name: 'InvalidNextToken' });
  });

  it.each<[string, Partial<GetMetricDataCommandInput>, string]>([
    ['no query', {}, 'MissingRequiredParameterException'],
    [
      'more than 500 queries',
      { MetricDataQueries: Array.from({ length: 501 }, (_e, i) => query('Errors', 'Sum', live, 60, `q${i}`)) },
      'ValidationException',
    ],
    [
      'an ID that begins with a capital',
      { MetricDataQueries: [query('Errors', 'Sum', live, 60, 'Q1')] },
      'ValidationException',
    ],
    ['an ID twice', { MetricDataQueries: [query('Errors', 'Sum'), query('Errors', 'Sum')] }, 'ValidationException'],
    ['an unknown statistic', { MetricDataQueries: [query('Errors', 'Median')] }, 'InvalidParameterValueException'],
    ['a period of 90 s', { MetricDataQueries: [query('Errors', 'Sum', live, 90)] }, 'InvalidParameterValueException'],
    [
      'a start that is not before the end',
      { EndTime: at(0), MetricDataQueries: [query('Errors', 'Sum')] },
      'ValidationException',
    ],
    [
      'single minutes of three weeks ago',
      { StartTime: at(-21 * 24 * 60), MetricDataQueries: [query('Errors', 'Sum')] },
      'InvalidParameterValueException',
    ],
    [
      'more datapoints than there may be',
      { MaxDatapoints: 100_801, MetricDataQueries: [query('Errors', 'Sum')] },
      'ValidationException',
    ],
    [
      'metric math, which is not supported here',
      { MetricDataQueries: [{ Id: 'e', Expression: 'm1 / m2' }] },
      'ValidationException',
    ],
  ])('rejects %s', async (_what, input, name) => {
    await expect(send(input)).rejects.toMatchObject({ name });
  });

  it('has what callers have put, with counts, and percentiles unless they only put statistics', async () => {
    const put = (datum: Partial<MetricDatum>) =>
      aws.cloudwatch.send(
        new PutMetricDataCommand({
          Namespace: 'Shop',
          MetricData: [{ MetricName: 'Sales', Timestamp: at(0), ...datum }],
        }),
      );
    await put({ Values: [1, 10], Counts: [9, 1] });
    await put({ Value: 20 });
    await put({
      Dimensions: [{ Name: 'shop', Value: 'a' }],
      StatisticValues: { SampleCount: 4, Sum: 8, Minimum: 1, Maximum: 3 },
    });
    clock.move(minutes(2));
    const shop = async (stat: string, dimensions = {}) => {
      const asked = query('Sales', stat, dimensions);
      const metric = { ...asked.MetricStat.Metric, Namespace: 'Shop' };
      const found = await send({
        MetricDataQueries: [{ ...asked, MetricStat: { ...asked.MetricStat, Metric: metric } }],
      });
      return found.MetricDataResults?.[0]?.Values;
    };

    expect([await shop('Sum'), await shop('SampleCount'), await shop('p80')]).toEqual([[39], [11], [1]]);
    expect([await shop('Average', { shop: 'a' }), await shop('p90', { shop: 'a' })]).toEqual([[2], []]);
    await expect(
      aws.cloudwatch.send(
        new PutMetricDataCommand({ Namespace: 'AWS/Lambda', MetricData: [{ MetricName: 'Errors', Value: 1 }] }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });

  it('reads what the SDK compresses', async () => {
    const MetricData = Array.from({ length: 1000 }, (_entry, index) => ({
      MetricName: 'Sales',
      Dimensions: [{ Name: 'shop', Value: String(index) }],
      Timestamp: at(0),
      Value: 1,
    }));

    const answer = await aws.cloudwatch.send(new PutMetricDataCommand({ Namespace: 'Shop', MetricData }));

    expect(answer.$metadata.httpStatusCode).toBe(200);
  });

  it('counts real calls: those that run, those that fail, and those that are throttled', async () => {
    await createActive(aws.lambda, 'real', {
      Publish: true,
      Code: {
        ZipFile: zipOf({ 'index.js': 'exports.handler = async (e) => { if (e.fail) throw new Error("no"); };' }),
      },
    });
    await aws.lambda.send(new CreateAliasCommand({ FunctionName: 'real', Name: 'live', FunctionVersion: '1' }));
    const call = (event: object) =>
      aws.lambda.send(
        new InvokeCommand({ FunctionName: 'real', Qualifier: 'live', Payload: Buffer.from(JSON.stringify(event)) }),
      );
    await call({});
    await call({ fail: true });
    await aws.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: 'real', ReservedConcurrentExecutions: 0 }));
    await expect(call({})).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    const of = { FunctionName: 'real', Resource: 'real:live', ExecutedVersion: '1' };
    const early = await values('Invocations', 'Sum', of);
    clock.move(minutes(2));

    expect(early).toEqual([]);
    expect(await values('Invocations', 'Sum', of)).toEqual([2]);
    expect(await values('Errors', 'Sum', of)).toEqual([1]);
    expect(await values('Throttles', 'Sum', of)).toEqual([1]);
    expect(await values('Duration', 'SampleCount', of)).toEqual([2]);
  });

  it('takes traffic over HTTP as well, and rejects what no calls can be', async () => {
    const post = async (body: object): Promise<number> => {
      const answer = await fetch(`${aws.url}/_sandbox/traffic`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return answer.status;
    };

    expect(await post({ functionName: 'orders', minute: NOON, invocations: 4 })).toBe(200);
    expect(await post({ functionName: 'orders', minute: NOON, invocations: 4, errors: 5 })).toBe(400);
    expect(await post({ functionName: 'orders' })).toBe(400);
    clock.move(minutes(2));
    expect(await values('Invocations', 'Sum', { FunctionName: 'orders' })).toEqual([4]);
  });
});
