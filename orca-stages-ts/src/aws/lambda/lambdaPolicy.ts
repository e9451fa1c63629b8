import { actionsOfCall } from '../awsOperation';
import type { PolicyRule, PolicyScope } from '../policyRule';
import * as operations from './operations';

const calls = Object.values(operations);

/**
 * The statements that allow Lambda's calls, and what Lambda then does on behalf of the caller. Source: AWS's service
 * authorization reference.
 */
export const lambdaPolicy: readonly PolicyRule[] = [
  {
    sid: 'Functions',
    actions: calls
      .filter(({ iamResource }) => iamResource === undefined)
      .flatMap((operation) => actionsOfCall('lambda', operation)),
    resources: functionArns,
  },
  {
    sid: 'NotBoundToFunctions',
    actions: [
      ...calls
        .filter(({ iamResource }) => iamResource === '*')
        .flatMap((operation) => actionsOfCall('lambda', operation)),
      'lambda:GetLayerVersion',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
    ],
    resources: () => ['*'],
  },
  {
    sid: 'Code',
    actions: ['s3:GetObject', 's3:GetObjectVersion'],
    resources: ({ buckets, partition }) =>
      (buckets.length === 0 ? ['*'] : buckets).map((bucket) => `arn:${partition}:s3:::${bucket}/*`),
  },
  {
    sid: 'ExecutionRoles',
    actions: ['iam:PassRole'],
    resources: ({ account, partition }) => [`arn:${partition}:iam::${account.accountId}:role/*`],
    condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
  },
];

/** A function with its versions and aliases. */
function functionArns({ account, partition }: PolicyScope): string[] {
  return account.regions.flatMap((region) =>
    (account.functions ?? ['*']).flatMap((name) => {
      const arn = `arn:${partition}:lambda:${region}:${account.accountId}:function:${name}`;
      return name.endsWith('*') ? [arn] : [arn, `${arn}:*`];
    }),
  );
}
