import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionUrlConfigCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetEventSourceMappingCommand,
  GetFunctionCommand,
  GetFunctionEventInvokeConfigCommand,
  GetFunctionUrlConfigCommand,
  GetPolicyCommand,
  GetProvisionedConcurrencyConfigCommand,
  InvokeCommand,
  ListTagsCommand,
  PutFunctionEventInvokeConfigCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-lambda';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createActive, startTestLambda, type TestLambda } from './testing/startTestLambda';
import { zipOf } from './zip/zipOf';

/** Properties that every JavaScript object inherits, unless it has no prototype. */
const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

describe.each(NAMES)('the name %s', (name) => {
  let aws: TestLambda;
  let stateDir: string;

  beforeEach(async () => {
    stateDir = mkdtempSync(join(tmpdir(), 'strict-lambda-names-'));
    aws = await startTestLambda({ stateDir });
  });
  afterEach(async () => {
    await aws.close();
    rmSync(stateDir, { recursive: true });
  });

  const arn = `arn:aws:lambda:us-east-1:123456789012:function:${name}`;

  it.each<[string, () => Promise<unknown>, string]>([
    ['function', () => aws.lambda.send(new GetFunctionCommand({ FunctionName: name })), 'ResourceNotFoundException'],
    [
      'version or alias',
      () => aws.lambda.send(new GetFunctionCommand({ FunctionName: 'plain', Qualifier: name })),
      'ResourceNotFoundException',
    ],
    [
      'alias',
      () => aws.lambda.send(new GetAliasCommand({ FunctionName: 'plain', Name: name })),
      'ResourceNotFoundException',
    ],
    [
      'called function',
      () => aws.lambda.send(new InvokeCommand({ FunctionName: 'plain', Qualifier: name })),
      'ResourceNotFoundException',
    ],
    [
      'policy',
      () => aws.lambda.send(new GetPolicyCommand({ FunctionName: 'plain', Qualifier: name })),
      'ResourceNotFoundException',
    ],
    [
      'URL',
      () => aws.lambda.send(new GetFunctionUrlConfigCommand({ FunctionName: 'plain', Qualifier: name })),
      'ResourceNotFoundException',
    ],
    [
      'settings of asynchronous calls',
      () => aws.lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName: 'plain', Qualifier: name })),
      'ResourceNotFoundException',
    ],
    [
      'provisioned concurrency',
      () => aws.lambda.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName: 'plain', Qualifier: name })),
      'ResourceNotFoundException',
    ],
    [
      'destination',
      () =>
        aws.lambda.send(
          new PutFunctionEventInvokeConfigCommand({
            FunctionName: 'plain',
            DestinationConfig: { OnFailure: { Destination: arn } },
          }),
        ),
      'InvalidParameterValueException',
    ],
    [
      'event source mapping',
      () => aws.lambda.send(new GetEventSourceMappingCommand({ UUID: name })),
      'ResourceNotFoundException',
    ],
    ['bucket', () => aws.s3.send(new HeadBucketCommand({ Bucket: name })), 'NotFound'],
    ['object', () => aws.s3.send(new GetObjectCommand({ Bucket: 'plain', Key: name })), 'NoSuchKey'],
  ])('does not exist as a %s until one is created', async (_what, read, error) => {
    await createActive(aws.lambda, 'plain');
    await aws.putObject({ bucket: 'plain', key: 'other', body: 'x' });

    await expect(read()).rejects.toMatchObject({ name: error });
  });

  it('is a function, an alias, a tag, a policy, a URL and an object like any other, also after a restart and a snapshot', async () => {
    await createActive(aws.lambda, name, { Publish: true, Tags: { [name]: 'tagged' } });
    await aws.lambda.send(new CreateAliasCommand({ FunctionName: name, Name: name, FunctionVersion: '1' }));
    await aws.lambda.send(new TagResourceCommand({ Resource: arn, Tags: { kept: 'too' } }));
    await aws.lambda.send(
      new AddPermissionCommand({
        FunctionName: name,
        Qualifier: name,
        StatementId: name,
        Action: 'lambda:InvokeFunction',
        Principal: 's3.amazonaws.com',
      }),
    );
    await aws.lambda.send(
      new CreateFunctionUrlConfigCommand({ FunctionName: name, Qualifier: name, AuthType: 'NONE' }),
    );
    await aws.lambda.send(
      new PutFunctionEventInvokeConfigCommand({ FunctionName: name, Qualifier: name, MaximumRetryAttempts: 0 }),
    );
    await aws.putObject({ bucket: 'plain', key: 'other', body: 'x' });
    await aws.s3.send(new PutObjectCommand({ Bucket: 'plain', Key: name, Body: 'stored' }));
    const restore = aws.snapshot();
    await aws.lambda.send(new DeleteFunctionCommand({ FunctionName: name }));
    await aws.s3.send(new DeleteObjectCommand({ Bucket: 'plain', Key: name }));
    restore();
    await aws.close();
    aws = await startTestLambda({ stateDir });

    const alias = await aws.lambda.send(new GetAliasCommand({ FunctionName: name, Name: name }));
    const called = await aws.lambda.send(new InvokeCommand({ FunctionName: name, Qualifier: name }));
    const tags = await aws.lambda.send(new ListTagsCommand({ Resource: arn }));
    const policy = await aws.lambda.send(new GetPolicyCommand({ FunctionName: name, Qualifier: name }));
    const url = await aws.lambda.send(new GetFunctionUrlConfigCommand({ FunctionName: name, Qualifier: name }));
    const events = await aws.lambda.send(
      new GetFunctionEventInvokeConfigCommand({ FunctionName: name, Qualifier: name }),
    );
    const keys = await aws.s3.send(new ListObjectsV2Command({ Bucket: 'plain' }));

    expect(alias).toMatchObject({ Name: name, FunctionVersion: '1' });
    expect(called).toMatchObject({ StatusCode: 200, ExecutedVersion: '1' });
    expect(Object.entries(tags.Tags ?? {})).toEqual([
      [name, 'tagged'],
      ['kept', 'too'],
    ]);
    expect(policy.Policy).toContain(`"Sid":"${name}"`);
    expect(url.FunctionArn).toBe(`${arn}:${name}`);
    expect(events.MaximumRetryAttempts).toBe(0);
    expect(keys.Contents?.map(({ Key }) => Key)).toContain(name);
  });

  it('can be removed again', async () => {
    await createActive(aws.lambda, name, { Publish: true, Tags: { [name]: 'tagged' } });
    await aws.lambda.send(new CreateAliasCommand({ FunctionName: name, Name: name, FunctionVersion: '1' }));

    await aws.lambda.send(new UntagResourceCommand({ Resource: arn, TagKeys: [name] }));
    await aws.lambda.send(new DeleteAliasCommand({ FunctionName: name, Name: name }));
    const tags = await aws.lambda.send(new ListTagsCommand({ Resource: arn }));
    const alias = aws.lambda.send(new GetAliasCommand({ FunctionName: name, Name: name }));

    expect(Object.keys(tags.Tags ?? {})).toEqual([]);
    await expect(alias).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('the name of a handler', () => {
  let aws: TestLambda;

  beforeAll(async () => {
    aws = await startTestLambda();
  });
  afterAll(() => aws.close());

  const call = async (name: string): Promise<{ failed: string | undefined; payload: unknown }> => {
    const output = await aws.lambda.send(new InvokeCommand({ FunctionName: name, Payload: Buffer.from('{"n":1}') }));
    return { failed: output.FunctionError, payload: JSON.parse(output.Payload?.transformToString() ?? 'null') };
  };

  it('passes an environment variable with such a name on', async () => {
    const files = { 'index.js': 'exports.handler = async () => ({ got: process.env.constructor })' };
    await createActive(aws.lambda, 'environment', {
      Code: { ZipFile: zipOf(files) },
      Environment: { Variables: { constructor: 'mine' } },
    });

    const { payload } = await call('environment');

    expect(payload).toEqual({ got: 'mine' });
  });

  it.each(['constructor', '__proto__', 'toString', 'handler.constructor', 'handler.call', 'app.constructor'])(
    'index.%s is not an export',
    async (handler) => {
      const files = {
        'index.js': 'exports.handler = async () => 1; exports.app = new (class { async run() { return 2 } })()',
      };
      const name = `handler-${handler.replace('.', '-')}`;
      await createActive(aws.lambda, name, { Code: { ZipFile: zipOf(files) }, Handler: `index.${handler}` });

      const { failed, payload } = await call(name);

      expect(failed).toBe('Unhandled');
      expect(payload).toMatchObject({
        errorType: 'Runtime.HandlerNotFound',
        errorMessage: `index.${handler} is undefined or not exported`,
      });
    },
  );

  it('runs a method that an exported object inherits from its class', async () => {
    const files = { 'index.js': 'exports.app = new (class { async run() { return 2 } })()' };
    await createActive(aws.lambda, 'inherited', { Code: { ZipFile: zipOf(files) }, Handler: 'index.app.run' });

    const { payload } = await call('inherited');

    expect(payload).toBe(2);
  });

  it('is not searched for outside of the function', async () => {
    await createActive(aws.lambda, 'outside', { Handler: '../other/index.handler' });

    const { payload } = await call('outside');

    expect(payload).toMatchObject({ errorType: 'Runtime.MalformedHandlerName' });
  });
});
