import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  ListFunctionsCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
  type CreateFunctionCommandInput,
} from '@aws-sdk/client-lambda';
import { createActive, labelled, role, startTestLambda, untilActive, type TestLambda } from './testing/startTestLambda';

const minimal: CreateFunctionCommandInput = {
  FunctionName: 'refused',
  Role: role,
  Runtime: 'nodejs20.x',
  Handler: 'index.handler',
  Code: { ZipFile: labelled('one') },
};

describe('functions', () => {
  let aws: TestLambda;

  beforeAll(async () => {
    aws = await startTestLambda({ notAssumableRoles: ['not-trusted'] });
  });
  afterAll(() => aws.close());
  afterEach(() => aws.setSettleDelayMs(0));

  it('creates a function as Pending with AWS defaults, and Active with another RevisionId once it has settled', async () => {
    aws.setSettleDelayMs(80);

    const created = await aws.lambda.send(new CreateFunctionCommand({ ...minimal, FunctionName: 'lifecycle' }));
    await untilActive(aws.lambda, 'lifecycle');
    const settled = await aws.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'lifecycle' }));

    expect(created).toMatchObject({
      State: 'Pending',
      StateReason: 'The function is being created.',
      StateReasonCode: 'Creating',
      Version: '$LATEST',
      MemorySize: 128,
      Timeout: 3,
      PackageType: 'Zip',
    });
    expect(created.FunctionArn).toBe('arn:aws:lambda:us-east-1:123456789012:function:lifecycle');
    expect(settled).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
    expect(settled.RevisionId).not.toBe(created.RevisionId);
  });

  it('rejects an update of a Pending function', async () => {
    aws.setSettleDelayMs(60_000);
    await aws.lambda.send(new CreateFunctionCommand({ ...minimal, FunctionName: 'pending' }));

    const update = aws.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'pending', Timeout: 5 }));

    await expect(update).rejects.toMatchObject({
      name: 'ResourceConflictException',
      $metadata: { httpStatusCode: 409 },
      message:
        'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    });
  });

  it('rejects a second update while one is in progress, and serves the old code until it has settled', async () => {
    await createActive(aws.lambda, 'updating');
    aws.setSettleDelayMs(400);

    const updated = await aws.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'updating', ZipFile: labelled('two') }),
    );
    const second = aws.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'updating', ZipFile: labelled('three') }),
    );
    await expect(second).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message:
        'The operation cannot be performed at this time. An update is in progress for resource: arn:aws:lambda:us-east-1:123456789012:function:updating',
    });
    const during = await aws.lambda.send(new InvokeCommand({ FunctionName: 'updating' }));
    await waitUntilFunctionUpdatedV2(
      { client: aws.lambda, maxWaitTime: 20, minDelay: 0.02, maxDelay: 0.05 },
      { FunctionName: 'updating' },
    );
    const after = await aws.lambda.send(new InvokeCommand({ FunctionName: 'updating' }));
    const settled = await aws.lambda.send(new GetFunctionCommand({ FunctionName: 'updating' }));

    expect(updated).toMatchObject({ LastUpdateStatus: 'InProgress', State: 'Active' });
    expect(JSON.parse(during.Payload?.transformToString() ?? '')).toMatchObject({ label: 'one' });
    expect(JSON.parse(after.Payload?.transformToString() ?? '')).toMatchObject({ label: 'two' });
    expect(settled.Configuration?.RevisionId).not.toBe(updated.RevisionId);
  });

  it('rejects an update that names a stale RevisionId and accepts one that names the current one', async () => {
    const created = await createActive(aws.lambda, 'revised');
    const present = await aws.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'revised' }));

    const stale = aws.lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName: 'revised', Timeout: 4, RevisionId: created.RevisionId }),
    );
    await expect(stale).rejects.toMatchObject({
      name: 'PreconditionFailedException',
      $metadata: { httpStatusCode: 412 },
    });
    const updated = await aws.lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName: 'revised', Timeout: 4, RevisionId: present.RevisionId }),
    );

    expect(updated.Timeout).toBe(4);
  });

  it('keeps what a configuration update omits and clears what it empties', async () => {
    await createActive(aws.lambda, 'configured', {
      Environment: { Variables: { GREETING: 'hello' } },
      DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:123456789012:dead' },
      Layers: ['arn:aws:lambda:us-east-1:123456789012:layer:shared:3'],
      Tags: { team: 'shop' },
    });

    await aws.lambda.send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: 'configured',
        MemorySize: 256,
        DeadLetterConfig: { TargetArn: '' },
        Layers: [],
      }),
    );
    const found = await aws.lambda.send(new GetFunctionCommand({ FunctionName: 'configured' }));

    expect(found.Configuration).toMatchObject({ MemorySize: 256, Environment: { Variables: { GREETING: 'hello' } } });
    expect(found.Configuration?.DeadLetterConfig).toBeUndefined();
    expect(found.Configuration?.Layers).toBeUndefined();
    expect(found.Tags).toEqual({ team: 'shop' });
  });

  it('offers the code for download at the location from GetFunction', async () => {
    await createActive(aws.lambda, 'downloaded');

    const found = await aws.lambda.send(new GetFunctionCommand({ FunctionName: 'downloaded' }));
    const response = await fetch(found.Code?.Location ?? '');

    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(labelled('one')));
  });

  it('pages through functions', async () => {
    const other = await startTestLambda();
    for (const name of ['a', 'b', 'c'])
      await other.lambda.send(new CreateFunctionCommand({ ...minimal, FunctionName: name }));

    const first = await other.lambda.send(new ListFunctionsCommand({ MaxItems: 2 }));
    const second = await other.lambda.send(new ListFunctionsCommand({ MaxItems: 2, Marker: first.NextMarker }));
    await other.close();

    expect(first.Functions?.map((fn) => fn.FunctionName)).toEqual(['a', 'b']);
    expect(second.Functions?.map((fn) => fn.FunctionName)).toEqual(['c']);
    expect(second.NextMarker).toBeUndefined();
  });

  it('deletes a function, after which it is not found', async () => {
    await createActive(aws.lambda, 'deleted');

    await aws.lambda.send(new DeleteFunctionCommand({ FunctionName: 'deleted' }));

    await expect(aws.lambda.send(new GetFunctionCommand({ FunctionName: 'deleted' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:us-east-1:123456789012:function:deleted',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('keeps regions apart and says so for the ARN of another region', async () => {
    await createActive(aws.lambda, 'regional');
    const elsewhere = aws.lambdaAs({ accessKeyId: 'AKIASANDBOX', secretAccessKey: 'x' }, 'eu-west-1');

    const byName = elsewhere.send(new GetFunctionCommand({ FunctionName: 'regional' }));
    await expect(byName).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const byArn = elsewhere.send(
      new GetFunctionCommand({ FunctionName: 'arn:aws:lambda:us-east-1:123456789012:function:regional' }),
    );

    await expect(byArn).rejects.toMatchObject({
      message: "Functions from 'us-east-1' are not reachable in this region ('eu-west-1')",
    });
  });

  it('accepts roles of every partition by their format', async () => {
    const china = aws.lambdaAs({ accessKeyId: 'AKIASANDBOX', secretAccessKey: 'x' }, 'cn-north-1');

    const created = await china.send(
      new CreateFunctionCommand({
        ...minimal,
        FunctionName: 'china',
        Role: 'arn:aws-cn:iam::123456789012:role/checkout',
      }),
    );

    expect(created.FunctionArn).toBe('arn:aws-cn:lambda:cn-north-1:123456789012:function:china');
  });

  it.each<[string, Partial<CreateFunctionCommandInput>, string, string]>([
    [
      'a role that Lambda may not assume',
      { Role: 'arn:aws:iam::123456789012:role/not-trusted' },
      'InvalidParameterValueException',
      'The role defined for the function cannot be assumed by Lambda.',
    ],
    [
      'a malformed role',
      { Role: 'r1' },
      'ValidationException',
      "1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
    ],
    [
      'too little memory',
      { MemorySize: 64 },
      'ValidationException',
      "1 validation error detected: Value '64' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
    ],
    [
      'a timeout that is too long',
      { Timeout: 901 },
      'ValidationException',
      "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900",
    ],
    ['two violations at once', { Timeout: 0, MemorySize: 1 }, 'ValidationException', '2 validation errors detected: '],
    [
      'a retired runtime',
      { Runtime: 'nodejs14.x' },
      'InvalidParameterValueException',
      'The runtime parameter of nodejs14.x is no longer supported',
    ],
    [
      'more than 4 KB of environment',
      { Environment: { Variables: { BIG: 'x'.repeat(4096) } } },
      'InvalidParameterValueException',
      'exceeded the 4KB limit',
    ],
    [
      'a reserved environment name',
      { Environment: { Variables: { AWS_REGION: 'x' } } },
      'InvalidParameterValueException',
      'Reserved keys used in this request: AWS_REGION',
    ],
    [
      'too many tags',
      { Tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, 'v'])) },
      'InvalidParameterValueException',
      'Number of tags exceeds resource tag limit.',
    ],
    [
      'an image',
      { PackageType: 'Image', Code: { ImageUri: 'x' } },
      'InvalidParameterValueException',
      'not supported yet',
    ],
    [
      'no zip',
      { Code: { ZipFile: Buffer.from('nothing') } },
      'InvalidParameterValueException',
      'Could not unzip uploaded file. Please check your file, then try to upload again.',
    ],
    ['no code at all', { Code: {} }, 'InvalidParameterValueException', 'Please provide a source for function code.'],
    [
      'a missing bucket',
      { Code: { S3Bucket: 'absent', S3Key: 'x.zip' } },
      'InvalidParameterValueException',
      'Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist',
    ],
    [
      'subnets without security groups',
      { VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: [] } },
      'InvalidParameterValueException',
      'SubnetIds and SecurityIds must coexist or be both empty list.',
    ],
    [
      'a malformed name',
      { FunctionName: 'my function' },
      'ValidationException',
      "1 validation error detected: Value 'my function' at 'functionName' failed to satisfy constraint",
    ],
    [
      'two versions of one layer',
      {
        Layers: ['arn:aws:lambda:us-east-1:123456789012:layer:a:1', 'arn:aws:lambda:us-east-1:123456789012:layer:a:2'],
      },
      'InvalidParameterValueException',
      'Two different versions of the same layer',
    ],
  ])('rejects %s', async (_what, input, name, message) => {
    const creation = aws.lambda.send(new CreateFunctionCommand({ ...minimal, ...input }));

    await expect(creation).rejects.toMatchObject({ name, message: expect.stringContaining(message) as string });
  });

  it('rejects a function that exists already', async () => {
    await createActive(aws.lambda, 'twice');

    const again = aws.lambda.send(new CreateFunctionCommand({ ...minimal, FunctionName: 'twice' }));

    await expect(again).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: 'Function already exist: twice',
    });
  });

  it('rejects a zip over 50 MB sent directly', async () => {
    const large = Buffer.alloc(52_428_801);

    const creation = aws.lambda.send(new CreateFunctionCommand({ ...minimal, Code: { ZipFile: large } }));

    await expect(creation).rejects.toMatchObject({
      name: 'RequestEntityTooLargeException',
      message: 'Zipped size must be smaller than 52428800 bytes',
      $metadata: { httpStatusCode: 413 },
    });
  });
});
