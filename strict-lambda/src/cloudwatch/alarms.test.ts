import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  type DescribeAlarmsCommandInput,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { movedClock, type MovedClock } from '../testing/movedClock';
import { startTestLambda, type TestLambda } from '../testing/startTestLambda';

const NOON = Date.UTC(2026, 0, 1, 12);
const minutes = (count: number): number => count * 60_000;

describe('alarms', () => {
  let aws: TestLambda, clock: MovedClock;

  beforeEach(async () => {
    clock = movedClock(NOON);
    aws = await startTestLambda({ clock });
  });
  afterEach(() => aws.close());

  const put = (change: Partial<PutMetricAlarmCommandInput> = {}) =>
    aws.cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: 'orders-errors',
        Namespace: 'AWS/Lambda',
        MetricName: 'Errors',
        Dimensions: [
          { Name: 'FunctionName', Value: 'orders' },
          { Name: 'Resource', Value: 'orders:live' },
        ],
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 5,
        ComparisonOperator: 'GreaterThanThreshold',
        ...change,
      }),
    );
  const combine = (AlarmName: string, AlarmRule: string) =>
    aws.cloudwatch.send(new PutCompositeAlarmCommand({ AlarmName, AlarmRule }));
  const describeAlarms = (input: DescribeAlarmsCommandInput = {}) =>
    aws.cloudwatch.send(new DescribeAlarmsCommand(input));
  const alarm = async (name = 'orders-errors') =>
    (await describeAlarms({ AlarmNames: [name] })).MetricAlarms?.[0] ?? {};
  const set = (AlarmName: string, StateValue: 'OK' | 'ALARM', StateReason = 'a test') =>
    aws.cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason }));
  const errors = (minute: number, count: number): void =>
    aws.recordTraffic({
      functionName: 'orders',
      alias: 'live',
      version: '2',
      minute: NOON + minutes(minute),
      invocations: 100,
      errors: count,
    });

  it('have what they were created with, and not enough data at first', async () => {
    await put({ AlarmDescription: 'Too many errors', AlarmActions: ['arn:aws:sns:us-east-1:123456789012:oncall'] });

    expect(await alarm()).toEqual({
      AlarmName: 'orders-errors',
      AlarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:orders-errors',
      AlarmDescription: 'Too many errors',
      AlarmConfigurationUpdatedTimestamp: new Date(NOON),
      ActionsEnabled: true,
      OKActions: [],
      AlarmActions: ['arn:aws:sns:us-east-1:123456789012:oncall'],
      InsufficientDataActions: [],
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Unchecked: Initial alarm creation',
      StateUpdatedTimestamp: new Date(NOON),
      StateTransitionedTimestamp: new Date(NOON),
      MetricName: 'Errors',
      Namespace: 'AWS/Lambda',
      Statistic: 'Sum',
      Dimensions: [
        { Name: 'FunctionName', Value: 'orders' },
        { Name: 'Resource', Value: 'orders:live' },
      ],
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 5,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'missing',
    });
  });

  it('follow the figures that are visible at each full minute, and say since when and why', async () => {
    await put();
    errors(0, 2);
    errors(1, 9);
    errors(2, 0);
    const seen: unknown[] = [];
    for (let minute = 1; minute <= 6; minute++) {
      clock.move(minutes(1));
      const { StateValue, StateUpdatedTimestamp } = await alarm();
      seen.push([StateValue, ((StateUpdatedTimestamp?.getTime() ?? 0) - NOON) / 60_000]);
    }

    expect(seen).toEqual([
      ['INSUFFICIENT_DATA', 0],
      ['OK', 2],
      ['ALARM', 3],
      ['OK', 4],
      ['OK', 4],
      ['INSUFFICIENT_DATA', 6],
    ]);
  });

  it('come to the same if nobody looks meanwhile', async () => {
    await put();
    errors(0, 2);
    errors(1, 9);
    clock.move(minutes(3) + 20_000);

    expect(await alarm()).toMatchObject({
      StateValue: 'ALARM',
      StateUpdatedTimestamp: new Date(NOON + minutes(3)),
      StateReason: expect.stringMatching(/^Threshold Crossed: 1 out of the last 1 datapoints \[9\]/) as string,
    });
  });

  it.each([
    [1, 'ALARM'],
    [2, 'ALARM'],
    [3, 'OK'],
  ])('with %i of 3 datapoints to alarm are in %s after two bad minutes', async (DatapointsToAlarm, state) => {
    await put({ EvaluationPeriods: 3, DatapointsToAlarm });
    errors(0, 0);
    errors(1, 9);
    errors(2, 9);
    clock.move(minutes(4));

    expect(await alarm()).toMatchObject({ StateValue: state, DatapointsToAlarm });
  });

  it.each([
    ['p90', 'GreaterThanThreshold', 450, 'ALARM'],
    ['p50', 'GreaterThanThreshold', 450, 'OK'],
    ['p50', 'LessThanOrEqualToThreshold', 250, 'ALARM'],
  ] as const)('compare %s of durations: %s %i', async (ExtendedStatistic, ComparisonOperator, Threshold, state) => {
    await put({ MetricName: 'Duration', Statistic: undefined, ExtendedStatistic, ComparisonOperator, Threshold });
    aws.recordTraffic({
      functionName: 'orders',
      alias: 'live',
      version: '2',
      minute: NOON,
      invocations: 4,
      durationsMs: [100, 200, 300, 500],
    });
    clock.move(minutes(2));

    expect(await alarm()).toMatchObject({ StateValue: state, ExtendedStatistic });
  });

  it('stay in a state that is set until the next full minute, or longer if missing data is ignored', async () => {
    await put();
    await put({ AlarmName: 'ignoring', TreatMissingData: 'ignore' });
    clock.move(10_000);
    await set('orders-errors', 'ALARM', 'a drill');
    await set('ignoring', 'ALARM');
    clock.move(49_000);
    const before = await alarm();
    clock.move(1_000);

    expect(before).toMatchObject({
      StateValue: 'ALARM',
      StateReason: 'a drill',
      StateUpdatedTimestamp: new Date(NOON + 10_000),
    });
    expect(await alarm()).toMatchObject({ StateValue: 'INSUFFICIENT_DATA' });
    expect(await alarm('ignoring')).toMatchObject({ StateValue: 'ALARM' });
    await expect(set('unknown', 'OK')).rejects.toMatchObject({
      name: 'ResourceNotFound',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('stay in their state when they are changed', async () => {
    await put({ TreatMissingData: 'ignore' });
    await set('orders-errors', 'ALARM');

    await put({ TreatMissingData: 'ignore', Threshold: 7 });

    expect(await alarm()).toMatchObject({ StateValue: 'ALARM', StateReason: 'a test', Threshold: 7 });
  });

  it('are only composite ones if they are asked for, and those follow their rules', async () => {
    await put({ AlarmName: 'a', TreatMissingData: 'ignore' });
    await put({ AlarmName: 'b', TreatMissingData: 'ignore' });
    await combine('both', 'ALARM("a") AND ALARM(arn:aws:cloudwatch:us-east-1:123456789012:alarm:b)');
    await combine('odd', 'NOT OK(a) AND (ALARM(both) OR FALSE)');
    await set('a', 'ALARM');
    const one = await describeAlarms({ AlarmTypes: ['CompositeAlarm'] });
    clock.move(minutes(1));
    await set('b', 'ALARM');

    const usual = await describeAlarms();
    const all = await describeAlarms({
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      AlarmNames: ['b', 'both', 'odd'],
    });

    expect(one.CompositeAlarms?.map(({ StateValue }) => StateValue)).toEqual(['OK', 'OK']);
    expect(usual.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(['a', 'b']);
    expect(usual.CompositeAlarms).toEqual([]);
    expect(all.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(['b']);
    expect(all.CompositeAlarms).toMatchObject([
      { AlarmName: 'both', StateValue: 'ALARM', StateUpdatedTimestamp: new Date(NOON + minutes(1)) },
      { AlarmName: 'odd', StateValue: 'ALARM' },
    ]);
  });

  it.each([
    ['names an alarm that does not exist', 'ALARM(unknown)'],
    ['is cut off', 'ALARM("a") AND'],
    ['has something after its end', 'TRUE FALSE'],
    ['has a function that is not supported here', 'AT_LEAST(1, ALARM, ("a"))'],
  ])('cannot have a rule that %s', async (_what, rule) => {
    await put({ AlarmName: 'a' });

    await expect(combine('odd', rule)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
  });

  it('are described by prefix, state and action, at most 50 at a time unless more are asked for', async () => {
    for (let index = 0; index < 60; index++)
      await put({
        AlarmName: `alarm-${String(index).padStart(2, '0')}`,
        AlarmActions: [`arn:aws:sns:x:1:t${index % 2}`],
      });
    await set('alarm-07', 'OK');

    const first = await describeAlarms({ AlarmNamePrefix: 'alarm-' });
    const second = await describeAlarms({ AlarmNamePrefix: 'alarm-', NextToken: first.NextToken });
    const names = async (input: DescribeAlarmsCommandInput) =>
      (await describeAlarms({ MaxRecords: 100, ...input })).MetricAlarms?.map(({ AlarmName }) => AlarmName);

    expect([first.MetricAlarms?.length, second.MetricAlarms?.length, second.NextToken]).toEqual([50, 10, undefined]);
    expect(await names({ StateValue: 'OK' })).toEqual(['alarm-07']);
    expect(await names({ ActionPrefix: 'arn:aws:sns:x:1:t1' })).toHaveLength(30);
    expect(await names({ AlarmNames: ['alarm-03', 'alarm-99'] })).toEqual(['alarm-03']);
    await expect(
      describeAlarms({ AlarmNames: Array.from({ length: 101 }, (_e, index) => `n${index}`) }),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(describeAlarms({ AlarmNames: ['a'], AlarmNamePrefix: 'a' })).rejects.toMatchObject({
      name: 'InvalidParameterCombinationException',
    });
  });

  it('are deleted, even with names that do not exist, but not while a composite alarm depends on them', async () => {
    await put({ AlarmName: 'a' });
    await put({ AlarmName: 'b' });
    await combine('both', 'ALARM(a)');
    const remove = (...AlarmNames: string[]) => aws.cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames }));

    await expect(remove('a')).rejects.toMatchObject({ name: 'ValidationException' });
    await remove('b', 'unknown');
    const left = await describeAlarms();
    await remove('both', 'a');

    expect(left.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(['a']);
    expect((await describeAlarms()).MetricAlarms).toEqual([]);
  });

  it.each<[string, Partial<PutMetricAlarmCommandInput>]>([
    ['no name', { AlarmName: '' }],
    ['more datapoints to alarm than periods', { DatapointsToAlarm: 2 }],
    ['both kinds of statistic', { ExtendedStatistic: 'p99' }],
    ['a period of 90 s', { Period: 90 }],
    ['periods of more than a day', { EvaluationPeriods: 1441 }],
    ['an unknown way to treat missing data', { TreatMissingData: 'panic' }],
    ['metric math, which is not supported here', { Metrics: [{ Id: 'm', Expression: 'a + b' }] }],
  ])('cannot have %s', async (_what, change) => {
    await expect(put(change)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
  });

  it('survive a snapshot being restored, and are kept apart by account and region', async () => {
    const restore = aws.snapshot();
    await put();
    const there = aws.cloudwatchAs({ accessKeyId: 'AKIASANDBOX', secretAccessKey: 'x' }, 'eu-west-1');

    const elsewhere = await there.send(new DescribeAlarmsCommand({}));
    restore();

    expect(elsewhere.MetricAlarms).toEqual([]);
    expect((await describeAlarms()).MetricAlarms).toEqual([]);
  });

  it('are throttled per operation, and fail, in the words of CloudWatch', async () => {
    aws.configure({ quotas: { describeAlarms: 1 } });
    await describeAlarms();

    await expect(describeAlarms()).rejects.toMatchObject({
      name: 'Throttling',
      message: 'Rate exceeded',
      $metadata: { httpStatusCode: 400 },
    });
    aws.addFault({ kind: 'error5xx', operation: 'PutMetricAlarm' });
    await expect(put()).rejects.toMatchObject({ name: 'InternalServiceFault', $metadata: { httpStatusCode: 500 } });
  });

  it('are refused over protocols that this CloudWatch does not speak', async () => {
    const answer = await fetch(aws.url, {
      method: 'POST',
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/monitoring/aws4_request, Signature=x',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'Action=DescribeAlarms&Version=2010-08-01',
    });

    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ __type: 'com.amazonaws.cloudwatch#UnknownOperationException' });
  });
});
