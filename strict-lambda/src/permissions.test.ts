import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionUrlConfigCommand,
  DeleteFunctionUrlConfigCommand,
  GetFunctionEventInvokeConfigCommand,
  GetFunctionUrlConfigCommand,
  GetPolicyCommand,
  ListFunctionUrlConfigsCommand,
  ListTagsCommand,
  PutFunctionEventInvokeConfigCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionEventInvokeConfigCommand,
  type AddPermissionCommandInput,
} from '@aws-sdk/client-lambda';
import { createActive, startTestLambda, type TestLambda } from './testing/startTestLambda';

const arn = 'arn:aws:lambda:us-east-1:123456789012:function:guarded';

describe('permissions, tags, function URLs and asynchronous settings', () => {
  let aws: TestLambda;

  beforeAll(async () => {
    aws = await startTestLambda();
    await createActive(aws.lambda, 'guarded', { Publish: true });
    await aws.lambda.send(new CreateAliasCommand({ FunctionName: 'guarded', Name: 'live', FunctionVersion: '1' }));
  });
  afterAll(() => aws.close());

  const allow = (sid: string, input: Partial<AddPermissionCommandInput> = {}) =>
    aws.lambda.send(
      new AddPermissionCommand({
        FunctionName: 'guarded',
        StatementId: sid,
        Action: 'lambda:InvokeFunction',
        Principal: 's3.amazonaws.com',
        SourceArn: 'arn:aws:s3:::orders',
        ...input,
      }),
    );

  it('keeps one policy per qualifier, covering no other', async () => {
    await allow('s3', { Qualifier: 'live' });

    const ofAlias = await aws.lambda.send(new GetPolicyCommand({ FunctionName: 'guarded', Qualifier: 'live' }));
    const ofFunction = aws.lambda.send(new GetPolicyCommand({ FunctionName: 'guarded' }));

    expect(JSON.parse(ofAlias.Policy ?? '')).toEqual({
      Version: '2012-10-17',
      Id: 'default',
      Statement: [
        {
          Sid: 's3',
          Effect: 'Allow',
          Principal: { Service: 's3.amazonaws.com' },
          Action: 'lambda:InvokeFunction',
          Resource: `${arn}:live`,
          Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::orders' } },
        },
      ],
    });
    await expect(ofFunction).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The resource you requested does not exist.',
    });
  });

  it('adds, repeats and removes a statement by its ID', async () => {
    await allow('once');

    await expect(allow('once')).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message:
        'The statement id (once) provided already exists. Please provide a new statement id, or remove the existing statement.',
    });
    await expect(allow('stale', { RevisionId: 'stale' })).rejects.toMatchObject({
      name: 'PreconditionFailedException',
      message: expect.stringContaining('Call the GetPolicy API') as string,
    });
    await aws.lambda.send(new RemovePermissionCommand({ FunctionName: 'guarded', StatementId: 'once' }));
    const again = aws.lambda.send(new RemovePermissionCommand({ FunctionName: 'guarded', StatementId: 'once' }));

    await expect(again).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'No policy is associated with the given resource.',
    });
  });

  it.each<[string, Partial<AddPermissionCommandInput>, string]>([
    ['$LATEST', { Qualifier: '$LATEST' }, 'We currently do not support adding policies for $LATEST.'],
    [
      'an invalid principal',
      { Principal: 'invalid.nonaws.com' },
      'The provided principal was invalid. Please check the principal and try again.',
    ],
    ['a missing alias', { Qualifier: 'absent' }, `Cannot find alias arn: ${arn}:absent`],
    [
      'a different qualifier than the one in the name',
      { FunctionName: 'guarded:live', Qualifier: '1' },
      'The derived qualifier from the function name does not match the specified qualifier.',
    ],
  ])('rejects a permission for %s', async (_what, input, message) => {
    await expect(allow('refused', input)).rejects.toMatchObject({ message });
  });

  it('tags, untags and lists a function, but no version or alias', async () => {
    await aws.lambda.send(new TagResourceCommand({ Resource: arn, Tags: { team: 'shop', stage: 'live' } }));
    await aws.lambda.send(new UntagResourceCommand({ Resource: arn, TagKeys: ['stage'] }));

    const listed = await aws.lambda.send(new ListTagsCommand({ Resource: arn }));
    const qualified = aws.lambda.send(new TagResourceCommand({ Resource: `${arn}:live`, Tags: { a: 'b' } }));

    expect(listed.Tags).toEqual({ team: 'shop' });
    await expect(qualified).rejects.toMatchObject({
      message: 'Tags on function aliases and versions are not supported. Please specify a function ARN.',
    });
  });

  it('gives a function and its alias their own URLs', async () => {
    const ofFunction = await aws.lambda.send(
      new CreateFunctionUrlConfigCommand({ FunctionName: 'guarded', AuthType: 'NONE' }),
    );
    const ofAlias = await aws.lambda.send(
      new CreateFunctionUrlConfigCommand({ FunctionName: 'guarded', Qualifier: 'live', AuthType: 'AWS_IAM' }),
    );
    const listed = await aws.lambda.send(new ListFunctionUrlConfigsCommand({ FunctionName: 'guarded' }));
    await aws.lambda.send(new DeleteFunctionUrlConfigCommand({ FunctionName: 'guarded' }));

    const left = await aws.lambda.send(new GetFunctionUrlConfigCommand({ FunctionName: 'guarded', Qualifier: 'live' }));

    expect(ofFunction.FunctionUrl).toMatch(/^https:\/\/[0-9a-f]{32}\.lambda-url\.us-east-1\.on\.aws\/$/);
    expect(ofFunction.FunctionUrl).not.toBe(ofAlias.FunctionUrl);
    expect(listed.FunctionUrlConfigs).toHaveLength(2);
    expect(left).toMatchObject({ AuthType: 'AWS_IAM', InvokeMode: 'BUFFERED', FunctionArn: `${arn}:live` });
  });

  it('keeps asynchronous settings per qualifier', async () => {
    await aws.lambda.send(
      new PutFunctionEventInvokeConfigCommand({ FunctionName: 'guarded', Qualifier: 'live', MaximumRetryAttempts: 0 }),
    );
    const updated = await aws.lambda.send(
      new UpdateFunctionEventInvokeConfigCommand({
        FunctionName: 'guarded',
        Qualifier: 'live',
        MaximumEventAgeInSeconds: 60,
      }),
    );

    const missing = aws.lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName: 'guarded' }));

    expect(updated).toMatchObject({
      FunctionArn: `${arn}:live`,
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
    await expect(missing).rejects.toMatchObject({
      message: `The function ${arn}:$LATEST doesn't have an EventInvokeConfig`,
    });
  });
});
