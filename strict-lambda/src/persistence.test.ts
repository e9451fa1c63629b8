import { DescribeAlarmsCommand, GetMetricDataCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateAliasCommand,
  CreateEventSourceMappingCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetEventSourceMappingCommand,
  GetFunctionCommand,
  InvokeCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStrictLambda } from './startStrictLambda';
import { eventually } from './testing/eventually';
import { createActive, labelled, startTestLambda } from './testing/startTestLambda';

describe('persistence', () => {
  let stateDir: string;

  beforeEach(() => {
    stateDir = mkdtempSync(join(tmpdir(), 'strict-lambda-test-'));
  });
  afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

  it('finds functions, versions, aliases, mappings, objects and sessions again after a restart', async () => {
    const first = await startTestLambda({ stateDir });
    await createActive(first.lambda, 'kept', { Publish: true });
    const alias = await first.lambda.send(
      new CreateAliasCommand({ FunctionName: 'kept', Name: 'live', FunctionVersion: '1' }),
    );
    const mapping = await first.lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: 'kept',
        EventSourceArn: 'arn:aws:sqs:us-east-1:123456789012:orders',
      }),
    );
    await first.putObject({ bucket: 'releases', key: 'x.txt', body: 'kept' });
    const assumed = await first.sts.send(
      new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::210987654321:role/deployer', RoleSessionName: 'session' }),
    );
    await first.close();

    const second = await startTestLambda({ stateDir });
    const invoked = await second.lambda.send(new InvokeCommand({ FunctionName: 'kept', Qualifier: 'live' }));
    const foundAlias = await second.lambda.send(new GetAliasCommand({ FunctionName: 'kept', Name: 'live' }));
    const foundMapping = await second.lambda.send(new GetEventSourceMappingCommand({ UUID: mapping.UUID }));
    const object = await second.s3.send(new GetObjectCommand({ Bucket: 'releases', Key: 'x.txt' }));
    const content = await object.Body?.transformToString();
    const there = second.lambdaAs({ accessKeyId: assumed.Credentials?.AccessKeyId ?? '', secretAccessKey: 'x' });
    const inOtherAccount = there.send(new GetFunctionCommand({ FunctionName: 'kept' }));
    await expect(inOtherAccount).rejects.toMatchObject({
      message: 'Function not found: arn:aws:lambda:us-east-1:210987654321:function:kept',
    });
    await second.close();

    expect(invoked.ExecutedVersion).toBe('1');
    expect(foundAlias.RevisionId).toBe(alias.RevisionId);
    expect(foundMapping.State).toBe('Enabled');
    expect(content).toBe('kept');
  });

  it('finds alarms and figures again after a restart, and starts on the state of a release without CloudWatch', async () => {
    const minute = Date.now() - 5 * 60_000;
    const first = await startTestLambda({ stateDir });
    await first.cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: 'busy',
        Namespace: 'AWS/Lambda',
        MetricName: 'Invocations',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    );
    first.recordTraffic({ functionName: 'kept', minute, invocations: 3 });
    await first.close();

    const second = await startTestLambda({ stateDir });
    const alarms = await second.cloudwatch.send(new DescribeAlarmsCommand({}));
    const figures = await second.cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(minute - 60_000),
        EndTime: new Date(minute + 60_000),
        MetricDataQueries: [
          {
            Id: 'calls',
            MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName: 'Invocations' }, Period: 60, Stat: 'Sum' },
          },
        ],
      }),
    );
    await second.close();
    const file = join(stateDir, 'state.json');
    const { cloudwatch: _cloudwatch, ...older } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify(older));
    const third = await startTestLambda({ stateDir });
    const none = await third.cloudwatch.send(new DescribeAlarmsCommand({}));
    await third.close();

    expect(alarms.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(['busy']);
    expect(figures.MetricDataResults?.[0]?.Values).toEqual([3]);
    expect(none.MetricAlarms).toEqual([]);
  });

  it('continues settling and numbering where it stopped', async () => {
    const first = await startTestLambda({ stateDir });
    await createActive(first.lambda, 'numbered', { Publish: true });
    await first.lambda.send(new DeleteFunctionCommand({ FunctionName: 'numbered', Qualifier: '1' }));
    first.setSettleDelayMs(150);
    await first.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'numbered', ZipFile: labelled('two') }));
    await first.close();

    const second = await startTestLambda({ stateDir });
    const found = await eventually('the update to settle', async () => {
      const look = await second.lambda.send(new GetFunctionCommand({ FunctionName: 'numbered' }));
      return look.Configuration?.LastUpdateStatus !== 'InProgress' && look;
    });
    const published = await second.lambda.send(new PublishVersionCommand({ FunctionName: 'numbered' }));
    await second.close();

    expect(found.Configuration?.LastUpdateStatus).toBe('Successful');
    expect(published.Version).toBe('2');
  });

  it('writes its complete state while it runs, readable only by its owner', async () => {
    const aws = await startTestLambda({ stateDir });
    await createActive(aws.lambda, 'written');
    const file = join(stateDir, 'state.json');
    await eventually('the state file', () => existsSync(file));

    const written = JSON.parse(readFileSync(file, 'utf8')) as { formatVersion: number };
    const permissions = statSync(file).mode & 0o777;
    await aws.close();

    expect(written.formatVersion).toBe(1);
    expect(permissions).toBe(0o600);
  });

  it('leaves nothing behind if it keeps its state in memory', async () => {
    const aws = await startTestLambda();
    // Other tests use the machine's temporary folder too: ours is the one with code that only this test has.
    const created = await createActive(aws.lambda, 'forgotten', { Code: { ZipFile: labelled(randomUUID()) } });
    await aws.lambda.send(new InvokeCommand({ FunctionName: 'forgotten' }));
    const zip = `code/${Buffer.from(created.CodeSha256 ?? '', 'base64').toString('hex')}.zip`;
    const folders = () =>
      readdirSync(tmpdir()).filter(
        (name) => name.startsWith('strict-lambda-') && existsSync(join(tmpdir(), name, zip)),
      );
    const during = folders();

    await aws.close();

    expect(during).toHaveLength(1);
    expect(folders()).toEqual([]);
  });

  it('rejects a taken port and a state file of another kind', async () => {
    const aws = await startTestLambda();
    writeFileSync(join(stateDir, 'state.json'), '{"other":true}');

    await expect(startStrictLambda({ port: aws.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(startStrictLambda({ stateDir })).rejects.toThrow('is not a state file of this strict Lambda');
    await aws.close();
  });
});
