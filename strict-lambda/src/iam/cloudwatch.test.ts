import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { startTestLambda, type TestLambda } from '../testing/startTestLambda';

const WATCHER = 'arn:aws:iam::123456789012:role/watcher';
const ALARMS = 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:';

describe('permissions of CloudWatch', () => {
  let aws: TestLambda, client: CloudWatchClient;

  beforeAll(async () => {
    aws = await startTestLambda();
    const { Credentials } = await aws.sts.send(
      new AssumeRoleCommand({ RoleArn: WATCHER, RoleSessionName: 'pipeline-42' }),
    );
    client = aws.cloudwatchAs({
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    });
  });
  afterAll(() => aws.close());

  const may = (Action: string, ...Resource: string[]): void =>
    aws.setPolicy(WATCHER, { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] });
  const denied = (action: string, resource: string) => ({
    name: 'AccessDenied',
    message: `User: arn:aws:sts::123456789012:assumed-role/watcher/pipeline-42 is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
    $metadata: { httpStatusCode: 403 },
  });

  it('DescribeAlarms is for all alarms, and for everything if composite ones are asked for', async () => {
    const metric = () => client.send(new DescribeAlarmsCommand({ AlarmNames: ['a'] }));
    const composite = () => client.send(new DescribeAlarmsCommand({ AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }));

    may('cloudwatch:DescribeAlarms', `${ALARMS}a`);
    await expect(metric()).rejects.toMatchObject(denied('cloudwatch:DescribeAlarms', `${ALARMS}*`));
    may('cloudwatch:DescribeAlarms', `${ALARMS}*`);
    await metric();
    await expect(composite()).rejects.toMatchObject(denied('cloudwatch:DescribeAlarms', '*'));
    may('cloudwatch:DescribeAlarms', '*');
    const allowed = await composite();

    expect(allowed.$metadata.httpStatusCode).toBe(200);
  });

  it('GetMetricData has no resource', async () => {
    const read = () =>
      client.send(
        new GetMetricDataCommand({
          StartTime: new Date(Date.now() - 60_000),
          EndTime: new Date(),
          MetricDataQueries: [
            {
              Id: 'q',
              MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName: 'Errors' }, Period: 60, Stat: 'Sum' },
            },
          ],
        }),
      );

    may('cloudwatch:GetMetricData', `${ALARMS}*`);
    await expect(read()).rejects.toMatchObject(denied('cloudwatch:GetMetricData', '*'));
    may('cloudwatch:GetMetricData', '*');
    await read();

    expect(aws.calls().at(-1)).toMatchObject({
      service: 'cloudwatch',
      operation: 'GetMetricData',
      checked: [{ action: 'cloudwatch:GetMetricData', resource: '*' }],
    });
  });

  it('changes are for single alarms, each of those that are deleted', async () => {
    may('cloudwatch:*', `${ALARMS}mine-*`);

    await expect(
      client.send(new SetAlarmStateCommand({ AlarmName: 'yours', StateValue: 'OK', StateReason: 'x' })),
    ).rejects.toMatchObject(denied('cloudwatch:SetAlarmState', `${ALARMS}yours`));
    await expect(client.send(new DeleteAlarmsCommand({ AlarmNames: ['mine-1', 'yours'] }))).rejects.toMatchObject(
      denied('cloudwatch:DeleteAlarms', `${ALARMS}yours`),
    );
  });
});
