import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';

/** A client of the CloudWatch of a strict Lambda's own account. */
export const testCloudwatch = (endpoint: string): CloudWatchClient =>
  new CloudWatchClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' },
    maxAttempts: 1,
  });

/** Makes an alarm on a metric that nobody sends: it stays in the state that somebody sets. */
export const putTestAlarm = (client: CloudWatchClient, AlarmName: string): Promise<unknown> =>
  client.send(
    new PutMetricAlarmCommand({
      AlarmName,
      Namespace: 'Shop',
      MetricName: 'Refused',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'ignore',
    }),
  );

/** Sets the state of an alarm. */
export const setTestAlarm = (
  client: CloudWatchClient,
  AlarmName: string,
  StateValue: 'OK' | 'ALARM',
): Promise<unknown> =>
  client.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: `set to ${StateValue}` }));
