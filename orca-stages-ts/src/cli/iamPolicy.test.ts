import { iamActionsOf } from '../aws';
import { stageRegistry } from '../stages/stageRegistry';
import { leastPolicy } from './iamPolicy';

const account = { accountId: '123456789012', regions: ['us-east-1', 'eu-west-1'], functions: ['orders', 'billing-*'] };
const allActions = Object.values(stageRegistry).flatMap(iamActionsOf);

describe('leastPolicy', () => {
  it('names every action of every stage exactly once', () => {
    const policy = leastPolicy({ account, actions: allActions, buckets: [] });

    const named = policy.Statement.flatMap((statement) => statement.Action);
    expect(named.sort()).toEqual([...new Set(allActions)].sort());
  });

  it('binds actions on functions to the configured functions, with their versions and aliases', () => {
    const policy = leastPolicy({ account, actions: ['lambda:GetFunction'], buckets: [] });

    expect(policy.Statement).toEqual([
      {
        Sid: 'Functions',
        Effect: 'Allow',
        Action: ['lambda:GetFunction'],
        Resource: [
          'arn:aws:lambda:us-east-1:123456789012:function:orders',
          'arn:aws:lambda:us-east-1:123456789012:function:orders:*',
          'arn:aws:lambda:us-east-1:123456789012:function:billing-*',
          'arn:aws:lambda:eu-west-1:123456789012:function:orders',
          'arn:aws:lambda:eu-west-1:123456789012:function:orders:*',
          'arn:aws:lambda:eu-west-1:123456789012:function:billing-*',
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
      actions: ['s3:GetObject', 'iam:PassRole', 'lambda:GetFunction'],
      buckets: ['builds'],
    });

    expect(policy.Statement.flatMap((statement) => statement.Resource)).toEqual([
      `arn:${partition}:lambda:${region}:123456789012:function:*`,
      `arn:${partition}:s3:::builds/*`,
      `arn:${partition}:iam::123456789012:role/*`,
    ]);
  });

  it('refuses an action that no statement takes, instead of leaving it out', () => {
    const actions = [...allActions, 'cloudwatch:DescribeAlarms', 'lambda:AddPermission'];

    const print = () => leastPolicy({ account, actions, buckets: [] });

    expect(print).toThrow(/No statement of the policy covers cloudwatch:DescribeAlarms, lambda:AddPermission/);
  });

  it('lets roles be passed to Lambda only', () => {
    const policy = leastPolicy({ account, actions: ['iam:PassRole'], buckets: [] });

    expect(policy.Statement[0]?.Condition).toEqual({ StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } });
  });
});
