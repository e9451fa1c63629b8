import type { Account } from '../config';

/** One statement of an IAM policy. */
export interface PolicyStatementText {
  Sid: string;
  Effect: 'Allow';
  Action: string[];
  Resource: string[];
  Condition?: Record<string, Record<string, string>>;
}

/** What a policy depends on. */
export interface PolicyOptions {
  account: Pick<Account, 'accountId' | 'regions' | 'functions'>;
  actions: readonly string[];
  buckets: readonly string[];
}

/** Actions that IAM cannot bind to a function's ARN (or whose resource is something else). Source: AWS's service authorization reference. */
const UNBOUND = /^(lambda:(Create|Update|Delete|Get|List)EventSourceMappings?|lambda:GetLayerVersion|ec2:Describe\w+)$/;

/** The least policy with which the given actions work on one account's configured functions. */
export function leastPolicy({ account, actions, buckets }: PolicyOptions): {
  Version: '2012-10-17';
  Statement: PolicyStatementText[];
} {
  const all = [...new Set(actions)].sort();
  const partition = partitionOf(account.regions[0] ?? '');
  const isFunctionAction = (action: string): boolean => action.startsWith('lambda:') && !UNBOUND.test(action);
  const statements: PolicyStatementText[] = [
    {
      Sid: 'Functions',
      Effect: 'Allow',
      Action: all.filter(isFunctionAction),
      Resource: functionArns(account, partition),
    },
    {
      Sid: 'NotBoundToFunctions',
      Effect: 'Allow',
      Action: all.filter((action) => UNBOUND.test(action)),
      Resource: ['*'],
    },
    {
      Sid: 'Code',
      Effect: 'Allow',
      Action: all.filter((action) => action.startsWith('s3:')),
      Resource: (buckets.length === 0 ? ['*'] : buckets).map((bucket) => `arn:${partition}:s3:::${bucket}/*`),
    },
    {
      Sid: 'ExecutionRoles',
      Effect: 'Allow',
      Action: all.filter((action) => action === 'iam:PassRole'),
      Resource: [`arn:${partition}:iam::${account.accountId}:role/*`],
      Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    },
  ];
  return { Version: '2012-10-17', Statement: statements.filter((statement) => statement.Action.length > 0) };
}

/** A function, and its versions and aliases. */
const functionArns = (account: PolicyOptions['account'], partition: string): string[] =>
  account.regions.flatMap((region) =>
    (account.functions ?? ['*']).flatMap((name) => {
      const arn = `arn:${partition}:lambda:${region}:${account.accountId}:function:${name}`;
      return name.endsWith('*') ? [arn] : [arn, `${arn}:*`];
    }),
  );

const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
