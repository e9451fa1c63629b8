import { actionsOfCall } from '../awsOperation';
import { inRegions, type PolicyRule, type PolicyScope } from '../policyRule';
import * as operations from './operations';

const calls = Object.values(operations);

/** The actions of the calls whose permission is limited to this kind of resource. */
const actionsOn = (kind: string | undefined): string[] =>
  calls
    .filter(({ iamResource }) => iamResource === kind)
    .flatMap((operation) => [...actionsOfCall('lambda', operation)]);

/**
 * The statements that allow Lambda's calls, and what Lambda then does on behalf of the caller. Source: AWS's service
 * authorization reference. A call with a qualifier needs a statement for the version or alias ("Lambda makes
 * authorization decisions by comparing the resource element in the IAM policy to both the FunctionName and Qualifier",
 * developer guide); the calls for aliases name theirs otherwise, and are authorized for the function.
 */
export const lambdaPolicy: readonly PolicyRule[] = [
  {
    sid: 'Functions',
    takes: 'whole',
    // GetFunction has the tags only for callers that may list them.
    actions: [...actionsOn(undefined), 'lambda:ListTags'],
    resources: functionArns,
  },
  {
    sid: 'FunctionsAndVersions',
    actions: actionsOn('functionOrVersion'),
    resources: (scope) => [...functionArns(scope), ...versionArns(scope)],
  },
  { sid: 'VersionsAndAliases', takes: 'versions', actions: actionsOn('version'), resources: versionArns },
  {
    sid: 'EventSources',
    actions: actionsOn('eventSource'),
    resources: ({ account, partition }) =>
      account.regions.map((region) => `arn:${partition}:lambda:${region}:${account.accountId}:event-source-mapping:*`),
    condition: (scope) => ({ ArnLike: ofFunctions(scope) }),
  },
  {
    sid: 'NewEventSources',
    actions: actionsOn('newEventSource'),
    resources: () => ['*'],
    condition: (scope) => ({ ArnLike: ofFunctions(scope) }),
  },
  {
    // A mapping that is gone has no function: without "IfExists", AWS would deny the question whether it is gone.
    sid: 'EventSourcesBeingDeleted',
    actions: actionsOn('eventSourceOrGone'),
    resources: () => ['*'],
    condition: (scope) => ({ ArnLikeIfExists: ofFunctions(scope), ...inRegions(scope) }),
  },
  {
    // IAM can limit the list neither to functions nor to mappings.
    sid: 'ListOfEventSources',
    actions: actionsOn('eventSources'),
    resources: () => ['*'],
    condition: inRegions,
  },
  {
    sid: 'Layers',
    actions: ['lambda:GetLayerVersion'],
    resources: ({ layers }) => (layers.length === 0 ? ['*'] : [...layers]),
    condition: inRegions,
  },
  {
    // IAM cannot limit these to resources.
    sid: 'Networks',
    actions: ['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'],
    resources: () => ['*'],
    condition: inRegions,
  },
  {
    sid: 'Code',
    actions: ['s3:GetObject', 's3:GetObjectVersion'],
    resources: ({ buckets, partition }) =>
      (buckets.length === 0 ? ['*'] : buckets).map((bucket) => `arn:${partition}:s3:::${bucket}/*`),
  },
  {
    // Lambda uses the key with the caller's permissions.
    sid: 'EnvironmentKeys',
    actions: ['kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt'],
    resources: ({ kmsKeys }) => [...kmsKeys],
    condition: ({ account }) => ({
      StringEquals: { 'kms:ViaService': account.regions.map((region) => `lambda.${region}.amazonaws.com`) },
    }),
  },
  {
    sid: 'ExecutionRoles',
    actions: ['iam:PassRole'],
    resources: ({ account, partition, executionRoles }) =>
      executionRoles.length === 0 ? [`arn:${partition}:iam::${account.accountId}:role/*`] : [...executionRoles],
    condition: () => ({ StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } }),
  },
];

function functionArns({ account, partition }: PolicyScope): string[] {
  return account.regions.flatMap((region) =>
    (account.functions ?? ['*']).map(
      (name) => `arn:${partition}:lambda:${region}:${account.accountId}:function:${name}`,
    ),
  );
}

/** Their versions and aliases. A name that ends with `*` has matched them already. */
function versionArns(scope: PolicyScope): string[] {
  return functionArns(scope).map((arn) => (arn.endsWith('*') ? arn : `${arn}:*`));
}

function ofFunctions(scope: PolicyScope): Record<string, string[]> {
  return { 'lambda:FunctionArn': [...new Set([...functionArns(scope), ...versionArns(scope)])] };
}
