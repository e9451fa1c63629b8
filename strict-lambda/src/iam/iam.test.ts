import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  DeleteEventSourceMappingCommand,
  GetAliasCommand,
  GetEventSourceMappingCommand,
  GetFunctionCommand,
  LambdaClient,
  ListFunctionsCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { GetObjectCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { createActive, labelled, role, startTestLambda, type TestLambda } from '../testing/startTestLambda';
import { decide } from './decide';
import { readPolicy, type IamPolicy, type IamStatement } from './iamPolicy';

const DEPLOYER = 'arn:aws:iam::123456789012:role/team/deployer';
const CALLER = 'arn:aws:sts::123456789012:assumed-role/deployer/pipeline-42';
const ORDERS = 'arn:aws:lambda:us-east-1:123456789012:function:orders';
const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:orders';

const policyOf = (...statements: IamStatement[]): IamPolicy => ({ Version: '2012-10-17', Statement: statements });
const allow = (Action: string | string[], Resource: string | string[], Condition = {}): IamStatement => ({
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
});

describe('a policy', () => {
  const decides = (statements: IamStatement[], action: string, resource: string, context = {}) =>
    decide(readPolicy(policyOf(...statements)), { action, resource, context });
  const read = allow('lambda:Get*', ORDERS);
  const onFunction = (operator: string, value: string | string[]): IamStatement =>
    allow('lambda:*', '*', { [operator]: { 'lambda:FunctionArn': value } });
  const ofOrders = { 'lambda:FunctionArn': ORDERS };

  it.each<[string, IamStatement[], string, string, object, string]>([
    ['says nothing about another action', [read], 'lambda:UpdateAlias', ORDERS, {}, 'silent'],
    ['says nothing about another resource', [read], 'lambda:GetAlias', `${ORDERS}2`, {}, 'silent'],
    ['does not mean the versions by the function', [read], 'lambda:GetAlias', `${ORDERS}:1`, {}, 'silent'],
    ['allows what a wildcard matches', [read], 'lambda:GetAlias', ORDERS, {}, 'allowed'],
    ['reads actions in any case', [allow('LAMBDA:getalias', ORDERS)], 'lambda:GetAlias', ORDERS, {}, 'allowed'],
    ['reads resources in theirs', [allow('*', ORDERS)], 'lambda:GetAlias', ORDERS.replace('o', 'O'), {}, 'silent'],
    [
      'matches one character',
      [allow('lambda:GetAlia?', `${ORDERS}:?`)],
      'lambda:GetAlias',
      `${ORDERS}:1`,
      {},
      'allowed',
    ],
    [
      'matches across colons',
      [allow('*', 'arn:aws:lambda:*:orders:live')],
      'lambda:X',
      `${ORDERS}:live`,
      {},
      'allowed',
    ],
    [
      'takes a dot literally',
      [allow('s3:*', 'arn:aws:s3:::a.b/*')],
      's3:GetObject',
      'arn:aws:s3:::aXb/k',
      {},
      'silent',
    ],
    ['needs * for what has no resource', [allow('lambda:*', ORDERS)], 'lambda:ListFunctions', '*', {}, 'silent'],
    ['denies what one statement denies', [read, { ...read, Effect: 'Deny' }], 'lambda:GetAlias', ORDERS, {}, 'denied'],
    ['StringEquals', [onFunction('StringEquals', ['other', ORDERS])], 'lambda:X', '*', ofOrders, 'allowed'],
    ['StringEquals has no wildcards', [onFunction('StringEquals', 'arn:*')], 'lambda:X', '*', ofOrders, 'silent'],
    ['StringLike', [onFunction('StringLike', '*:orders')], 'lambda:X', '*', ofOrders, 'allowed'],
    ['ArnLike', [onFunction('ArnLike', 'arn:aws:lambda:*:*:function:ord*')], 'lambda:X', '*', ofOrders, 'allowed'],
    ['ArnEquals, which is the same', [onFunction('ArnEquals', 'arn:*:*:*:*:*')], 'lambda:X', '*', ofOrders, 'allowed'],
    ['ArnLike part by part', [onFunction('ArnLike', 'arn:aws:*:function:orders')], 'lambda:X', '*', ofOrders, 'silent'],
    ['ArnLike without the key', [onFunction('ArnLike', '*')], 'lambda:X', '*', {}, 'silent'],
    ['ArnLikeIfExists without the key', [onFunction('ArnLikeIfExists', ORDERS)], 'lambda:X', '*', {}, 'allowed'],
    ['ArnLikeIfExists with the key', [onFunction('ArnLikeIfExists', 'x')], 'lambda:X', '*', ofOrders, 'silent'],
    ['Null true', [onFunction('Null', 'true')], 'lambda:X', '*', {}, 'allowed'],
    ['Null false', [onFunction('Null', 'false')], 'lambda:X', '*', {}, 'silent'],
  ])('%s', (_title, statements, action, resource, context, decision) => {
    expect(decides(statements, action, resource, context)).toBe(decision);
  });

  it.each<[object, RegExp]>([
    [{ Effect: 'Allow', NotAction: 'lambda:*', Resource: '*' }, /has NotAction, which is not supported yet/],
    [{ Effect: 'Allow', Action: '*', NotResource: '*' }, /has NotResource, which is not supported yet/],
    [{ Effect: 'Permit', Action: '*', Resource: '*' }, /an Effect other than Allow and Deny/],
    [{ Effect: 'Allow', Resource: '*' }, /Action must be a text or a list of texts/],
    [{ Effect: 'Allow', Action: 'GetAlias', Resource: '*' }, /has GetAlias, which is no action/],
    [{ Effect: 'Allow', Action: '*', Resource: 'orders' }, /has orders, which is neither an ARN nor \*/],
    [
      allow('*', '*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
      /operator IpAddress, which is not supported yet/,
    ],
    [
      allow('*', '*', { StringEquals: { 'lambda:Layer': 'x' } }),
      /condition key lambda:Layer, which is not supported yet/,
    ],
  ])('is refused if it has what is not evaluated: %j', (statement, message) => {
    expect(() => readPolicy(policyOf(statement as IamStatement))).toThrow(message);
  });
});

describe('a role with a policy', () => {
  let aws: TestLambda;
  let lambda: LambdaClient;
  let s3: S3Client;
  let sts: STSClient;

  beforeAll(async () => {
    aws = await startTestLambda();
    await createActive(aws.lambda, 'orders', { Publish: true });
    await createActive(aws.lambda, 'billing');
    await aws.putObject({ bucket: 'builds', key: 'a/one.zip', body: labelled('one') });
    const { Credentials } = await aws.sts.send(
      new AssumeRoleCommand({ RoleArn: DEPLOYER, RoleSessionName: 'pipeline-42' }),
    );
    const credentials = { accessKeyId: Credentials?.AccessKeyId ?? '', secretAccessKey: 'x', sessionToken: 'y' };
    const common = { endpoint: aws.url, region: 'us-east-1', credentials, maxAttempts: 1 };
    lambda = new LambdaClient(common);
    s3 = new S3Client({ ...common, forcePathStyle: true });
    sts = new STSClient(common);
  });
  afterEach(() => aws.setPolicy(DEPLOYER, undefined));
  afterAll(async () => {
    for (const client of [lambda, s3, sts]) client.destroy();
    await aws.close();
  });

  const denied = (
    action: string,
    resource: string,
    why = `because no identity-based policy allows the ${action} action`,
  ) => ({
    name: 'AccessDeniedException',
    message: `User: ${CALLER} is not authorized to perform: ${action} on resource: ${resource} ${why}`,
    $metadata: { httpStatusCode: 403 },
  });
  const policy = (...statements: IamStatement[]): void => aws.setPolicy(DEPLOYER, policyOf(...statements));

  it('may do everything until it has one, as may callers without a role', async () => {
    await lambda.send(new ListFunctionsCommand({}));
    policy();

    await expect(lambda.send(new ListFunctionsCommand({}))).rejects.toMatchObject(denied('lambda:ListFunctions', '*'));
    await aws.lambda.send(new ListFunctionsCommand({}));
  });

  it('is told the ARN that its policy must have: with the qualifier of the call, but not with the alias it names', async () => {
    policy(allow('lambda:*', ORDERS));

    await lambda.send(new GetFunctionCommand({ FunctionName: 'orders' }));
    await expect(lambda.send(new GetFunctionCommand({ FunctionName: 'billing' }))).rejects.toMatchObject(
      denied('lambda:GetFunction', ORDERS.replace('orders', 'billing')),
    );
    for (const named of [{ FunctionName: 'orders', Qualifier: '1' }, { FunctionName: `${ORDERS}:1` }])
      await expect(lambda.send(new GetFunctionCommand(named))).rejects.toMatchObject(
        denied('lambda:GetFunction', `${ORDERS}:1`),
      );
    await expect(lambda.send(new GetAliasCommand({ FunctionName: 'orders', Name: 'live' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('is told of an explicit deny, which wins', async () => {
    policy(allow('*', '*'), { ...allow('lambda:List*', '*'), Effect: 'Deny' });

    await expect(lambda.send(new ListFunctionsCommand({}))).rejects.toMatchObject(
      denied('lambda:ListFunctions', '*', 'with an explicit deny in an identity-based policy'),
    );
  });

  it('passes only the roles that it may pass, to Lambda', async () => {
    const create = new CreateFunctionCommand({
      FunctionName: 'shipping',
      Role: role,
      Runtime: 'nodejs20.x',
      Handler: 'index.handler',
      Code: { ZipFile: labelled('one') },
    });
    const pass = (service: string) => allow('iam:PassRole', role, { StringEquals: { 'iam:PassedToService': service } });

    policy(allow('lambda:*', '*'), pass('ec2.amazonaws.com'));
    await expect(lambda.send(create)).rejects.toMatchObject(denied('iam:PassRole', role));
    policy(allow('lambda:*', '*'), pass('lambda.amazonaws.com'));
    await expect(lambda.send(create)).resolves.toMatchObject({ Role: role });
    policy(allow('lambda:*', '*'));
    await expect(
      lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'shipping', Role: role })),
    ).rejects.toMatchObject(denied('iam:PassRole', role));
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'shipping', MemorySize: 256 }));
  });

  it('lends Lambda its permissions for the zip, its version, layers and the network', async () => {
    const { versionId } = await aws.putObject({ bucket: 'builds', key: 'a/one.zip', body: labelled('one') });
    const zip = { FunctionName: 'billing', S3Bucket: 'builds', S3Key: 'a/one.zip', DryRun: true };
    const layer = 'arn:aws:lambda:us-east-1:210987654321:layer:tools:3';
    const object = 'arn:aws:s3:::builds/a/one.zip';
    policy(allow('lambda:Update*', '*'));

    await expect(lambda.send(new UpdateFunctionCodeCommand(zip))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `Your access has been denied by S3, please make sure your request credentials have permission to GetObject for builds/a/one.zip. S3 Error Code: AccessDenied. S3 Error Message: User: ${CALLER} is not authorized to perform: s3:GetObject on resource: "${object}" because no identity-based policy allows the s3:GetObject action`,
    });
    await expect(
      lambda.send(new UpdateFunctionCodeCommand({ ...zip, S3ObjectVersion: versionId })),
    ).rejects.toMatchObject({ message: expect.stringContaining('s3:GetObjectVersion on resource') as string });
    await expect(
      lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'billing', Layers: [layer] })),
    ).rejects.toMatchObject(denied('lambda:GetLayerVersion', layer));
    await expect(
      lambda.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName: 'billing',
          VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
        }),
      ),
    ).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('permission to DescribeSecurityGroups for sg-1. EC2 Error Code') as string,
    });
  });

  it('learns that a zip does not exist only if it may list the bucket', async () => {
    const update = () =>
      lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'billing', S3Bucket: 'builds', S3Key: 'none.zip' }));
    const readable = [allow('lambda:Update*', '*'), allow('s3:GetObject', 'arn:aws:s3:::builds/*')];

    policy(...readable);
    await expect(update()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(/GetObject for builds\/none\.zip\. S3 Error Code: AccessDenied\./) as string,
    });
    policy(...readable, allow('s3:ListBucket', 'arn:aws:s3:::builds'));
    await expect(update()).rejects.toMatchObject({
      message: expect.stringContaining('S3 Error Code: NoSuchKey') as string,
    });
  });

  it('may use a customer managed key through Lambda, and sees variables if it may decrypt them', async () => {
    const key = 'arn:aws:kms:us-east-1:123456789012:key/1';
    const through = { StringEquals: { 'kms:ViaService': 'lambda.us-east-1.amazonaws.com' } };
    const lambdaOnly = allow('lambda:*', '*');
    const configure = () =>
      lambda.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName: 'billing',
          KMSKeyArn: key,
          Environment: { Variables: { SECRET: 'x' } },
        }),
      );
    const environment = async () =>
      (await lambda.send(new GetFunctionCommand({ FunctionName: 'billing' }))).Configuration?.Environment;

    policy(lambdaOnly, allow('kms:Encrypt', key, through));
    await expect(configure()).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringContaining(`perform: kms:CreateGrant on resource: ${key} because`) as string,
    });
    policy(lambdaOnly, allow(['kms:CreateGrant', 'kms:Encrypt'], key, through));
    await configure();
    expect(await environment()).toMatchObject({ Error: { ErrorCode: 'AccessDeniedException' } });
    policy(lambdaOnly, allow('kms:Decrypt', key, through));
    expect(await environment()).toEqual({ Variables: { SECRET: 'x' } });
  });

  it('may work on the event sources of its functions, and look for one that is gone', async () => {
    const mapped = (functionName: string) =>
      lambda.send(new CreateEventSourceMappingCommand({ FunctionName: functionName, EventSourceArn: QUEUE }));
    const ofOrders = { 'lambda:FunctionArn': [ORDERS, `${ORDERS}:*`] };
    policy(
      allow('lambda:CreateEventSourceMapping', '*', { ArnLike: ofOrders }),
      allow('lambda:DeleteEventSourceMapping', 'arn:aws:lambda:us-east-1:123456789012:event-source-mapping:*', {
        ArnLike: ofOrders,
      }),
      allow('lambda:GetEventSourceMapping', '*', { ArnLikeIfExists: ofOrders }),
    );
    const { UUID = '' } = await mapped('orders');
    const foreign = await aws.lambda.send(
      new CreateEventSourceMappingCommand({ FunctionName: 'billing', EventSourceArn: QUEUE }),
    );
    const arnOf = (uuid = '') => `arn:aws:lambda:us-east-1:123456789012:event-source-mapping:${uuid}`;

    await expect(mapped('billing')).rejects.toMatchObject(denied('lambda:CreateEventSourceMapping', '*'));
    await expect(lambda.send(new GetEventSourceMappingCommand({ UUID: foreign.UUID }))).rejects.toMatchObject(
      denied('lambda:GetEventSourceMapping', arnOf(foreign.UUID)),
    );
    await lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
    await expect(lambda.send(new GetEventSourceMappingCommand({ UUID }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    policy(allow('lambda:GetEventSourceMapping', arnOf('*'), { ArnLike: ofOrders }));
    await expect(lambda.send(new GetEventSourceMappingCommand({ UUID }))).rejects.toMatchObject(
      denied('lambda:GetEventSourceMapping', '*'),
    );
  });

  it('is held to it by S3 and STS too, but may always ask who it is', async () => {
    policy(allow('s3:GetObject', 'arn:aws:s3:::builds/b/*'));
    const other = DEPLOYER.replace('deployer', 'admin');

    await expect(s3.send(new GetObjectCommand({ Bucket: 'builds', Key: 'a/one.zip' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('s3:GetObject on resource: "arn:aws:s3:::builds/a/one.zip"') as string,
    });
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({
      message: expect.stringContaining('does not know yet which permission ListBuckets needs') as string,
    });
    await expect(
      sts.send(new AssumeRoleCommand({ RoleArn: other, RoleSessionName: 'pipeline-42' })),
    ).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: ${CALLER} is not authorized to perform: sts:AssumeRole on resource: ${other} because no identity-based policy allows the sts:AssumeRole action`,
    });
    await expect(sts.send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({ Arn: CALLER });
  });

  it('shows in the record of calls which permissions were checked', async () => {
    policy(allow('lambda:*', '*'), allow('s3:*', '*'));
    aws.clearCalls();

    await lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'billing', S3Bucket: 'builds', S3Key: 'a/one.zip', DryRun: true }),
    );
    await aws.lambda.send(new ListFunctionsCommand({}));

    expect(aws.calls().map(({ checked }) => checked)).toEqual([
      [
        { action: 'lambda:UpdateFunctionCode', resource: ORDERS.replace('orders', 'billing') },
        { action: 's3:GetObject', resource: 'arn:aws:s3:::builds/a/one.zip' },
      ],
      undefined,
    ]);
  });

  it('can be given one over HTTP', async () => {
    const put = (body: object): Promise<Response> =>
      fetch(`${aws.url}/_sandbox/policy`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });

    expect((await put({ roleArn: DEPLOYER, policy: policyOf() })).status).toBe(200);
    await expect(lambda.send(new ListFunctionsCommand({}))).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(await (await put({ roleArn: 'deployer', policy: policyOf() })).json()).toEqual({
      message: 'deployer is not the ARN of a role.',
    });
    expect((await put({ policy: policyOf() })).status).toBe(400);
  });
});
