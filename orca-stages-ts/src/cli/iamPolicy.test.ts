import { iamNeedsOf } from '../aws';
import { revertNeeds } from '../stages/route';
import { stageRegistry } from '../stages/stageRegistry';
import { leastPolicy } from './iamPolicy';

const account = { accountId: '123456789012', regions: ['us-east-1', 'eu-west-1'], functions: ['orders', 'billing-*'] };
const allNeeds = Object.values(stageRegistry).flatMap(iamNeedsOf);
const needsOf = (...actions: string[]) => actions.map((action) => ({ action }));

describe('leastPolicy', () => {
  it('names every action of every stage exactly once', () => {
    const policy = leastPolicy({ account, needs: allNeeds, kmsKeys: ['arn:aws:kms:us-east-1:123456789012:key/1'] });

    const named = policy.Statement.flatMap((statement) => statement.Action);
    expect(named.sort()).toEqual([...new Set(allNeeds.map(({ action }) => action))].sort());
  });

  it('binds actions on functions to the configured functions, with their versions and aliases', () => {
    const policy = leastPolicy({ account, needs: needsOf('lambda:GetFunction') });

    expect(policy.Statement).toEqual([
      {
        Sid: 'FunctionsAndVersions',
        Effect: 'Allow',
        Action: ['lambda:GetFunction'],
        Resource: [
          'arn:aws:lambda:us-east-1:123456789012:function:orders',
          'arn:aws:lambda:us-east-1:123456789012:function:billing-*',
          'arn:aws:lambda:eu-west-1:123456789012:function:orders',
          'arn:aws:lambda:eu-west-1:123456789012:function:billing-*',
          'arn:aws:lambda:us-east-1:123456789012:function:orders:*',
          'arn:aws:lambda:eu-west-1:123456789012:function:orders:*',
        ],
      },
    ]);
  });

  it.each([
    ['us-east-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ])('knows the partition of %s', (region, partition) => {
    const policy = leastPolicy({
      account: { accountId: '123456789012', regions: [region], functions: undefined },
      needs: needsOf('s3:GetObject', 'iam:PassRole', 'lambda:GetFunction'),
      buckets: ['builds'],
    });

    expect(policy.Statement.flatMap((statement) => statement.Resource)).toEqual([
      `arn:${partition}:lambda:${region}:123456789012:function:*`,
      `arn:${partition}:s3:::builds/*`,
      `arn:${partition}:iam::123456789012:role/*`,
    ]);
  });

  it('refuses an action that no statement takes, instead of leaving it out', () => {
    const needs = [...allNeeds, ...needsOf('cloudwatch:PutMetricAlarm', 'lambda:AddPermission')];

    const print = () => leastPolicy({ account, needs });

    expect(print).toThrow(/No statement of the policy covers cloudwatch:PutMetricAlarm, lambda:AddPermission/);
  });

  it('lets roles be passed to Lambda only', () => {
    const policy = leastPolicy({ account, needs: needsOf('iam:PassRole') });

    expect(policy.Statement[0]?.Condition).toEqual({ StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } });
  });

  it('limits a call to versions where every stage does, and else to functions and versions', () => {
    const limited = { action: 'lambda:DeleteFunction', limit: 'versions' as const };
    const sidOf = (...needs: { action: string; limit?: 'versions' | 'whole' }[]) =>
      leastPolicy({ account, needs }).Statement.map(({ Sid }) => Sid);

    expect(sidOf(limited, limited)).toEqual(['VersionsAndAliases']);
    expect(sidOf({ ...limited, limit: 'whole' })).toEqual(['Functions']);
    expect(sidOf(limited, { ...limited, limit: 'whole' })).toEqual(['FunctionsAndVersions']);
    expect(sidOf(limited, { action: 'lambda:DeleteFunction' })).toEqual(['FunctionsAndVersions']);
  });

  it('limits event sources to those of the configured functions, also where IAM takes no resource', () => {
    const ofOrders = {
      'lambda:FunctionArn': [
        'arn:aws:lambda:us-east-1:123456789012:function:orders',
        'arn:aws:lambda:us-east-1:123456789012:function:orders:*',
      ],
    };
    const mapping = (verb: string) => `lambda:${verb}EventSourceMapping`;

    const { Statement } = leastPolicy({
      account: { ...account, regions: ['us-east-1'], functions: ['orders'] },
      needs: needsOf(mapping('Create'), mapping('Get'), mapping('Update'), mapping('Delete'), `${mapping('List')}s`),
    });

    expect(Statement.map(({ Action, Resource, Condition }) => [Action, Resource, Condition])).toEqual([
      [
        [mapping('Delete'), mapping('Update')],
        ['arn:aws:lambda:us-east-1:123456789012:event-source-mapping:*'],
        { ArnLike: ofOrders },
      ],
      [[mapping('Create')], ['*'], { ArnLike: ofOrders }],
      [[mapping('Get')], ['*'], { ArnLikeIfExists: ofOrders, StringEquals: { 'aws:RequestedRegion': ['us-east-1'] } }],
      [[`${mapping('List')}s`], ['*'], { StringEquals: { 'aws:RequestedRegion': ['us-east-1'] } }],
    ]);
  });

  it('lets a stage that looks at alarms and metrics read them in the configured regions', () => {
    const needs = iamNeedsOf({ calls: { cloudwatch: ['alarmStates', 'metricFigures'] } });

    expect(leastPolicy({ account, needs }).Statement).toEqual([
      {
        Sid: 'AlarmsAndMetrics',
        Effect: 'Allow',
        Action: ['cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData'],
        Resource: ['*'],
        Condition: { StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } },
      },
    ]);
  });

  it('lets an account that only goes back read and move aliases, and nothing else', () => {
    const { Statement } = leastPolicy({ account, needs: iamNeedsOf(revertNeeds) });

    const writes = Statement.flatMap(({ Action }) => Action).filter((action) => !/:(Get|List)/.test(action));
    expect(writes).toEqual(['lambda:UpdateAlias']);
  });
});
