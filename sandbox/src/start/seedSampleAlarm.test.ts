import { DescribeAlarmsCommand, PutMetricAlarmCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { startStrictLambda, type StrictLambda } from 'strict-lambda';
import { testCloudwatch } from 'strict-lambda/src/testing/testAlarm';

import gradualWithGuard from '../../samples/gradualWithGuard.json';
import { seedSampleAlarm } from './seedSampleAlarm';

describe("the sample's alarm", () => {
  let lambda: StrictLambda;
  let client: CloudWatchClient;

  beforeEach(async () => {
    lambda = await startStrictLambda();
    client = testCloudwatch(lambda.url);
  });

  afterEach(async () => {
    client.destroy();
    await lambda.close();
  });

  const alarms = async () => (await client.send(new DescribeAlarmsCommand({}))).MetricAlarms ?? [];

  it('exists after a start, by the name that the sample watches', async () => {
    await seedSampleAlarm(lambda);

    const rollOut = gradualWithGuard.stages.find((stage) => stage.name === 'Roll out');
    expect((await alarms()).map((alarm) => alarm.AlarmName)).toEqual(rollOut?.alarms);
  });

  it('stays as somebody has changed it, at every later start', async () => {
    await seedSampleAlarm(lambda);
    const [{ AlarmName, Namespace, MetricName, Dimensions, Statistic, Period } = {}] = await alarms();
    await client.send(
      new PutMetricAlarmCommand({
        ...{ AlarmName, Namespace, MetricName, Dimensions, Statistic, Period },
        EvaluationPeriods: 1,
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 7,
      }),
    );

    await seedSampleAlarm(lambda);

    expect(await alarms()).toMatchObject([{ AlarmName: 'checkout-errors', Threshold: 7, EvaluationPeriods: 1 }]);
  });
});
