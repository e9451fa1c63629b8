import {
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { createActive, labelled, role, startTestLambda, untilActive, type TestLambda } from './testing/startTestLambda';

describe('versions', () => {
  let aws: TestLambda;

  beforeAll(async () => {
    aws = await startTestLambda();
  });
  afterAll(() => aws.close());
  afterEach(() => {
    aws.setSettleDelayMs(0);
    aws.clearFaults();
  });

  const publishNew = async (name: string, label: string): Promise<string> => {
    const published = await aws.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: labelled(label), Publish: true }),
    );
    await untilActive(aws.lambda, name, published.Version);
    return published.Version ?? '';
  };

  it('creates version 1 together with the function, both settling', async () => {
    aws.setSettleDelayMs(60_000);

    const created = await aws.lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'both',
        Role: role,
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Code: { ZipFile: labelled('one') },
        Publish: true,
      }),
    );
    const latest = await aws.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'both' }));

    expect(created).toMatchObject({ Version: '1', State: 'Pending' });
    expect(latest).toMatchObject({ Version: '$LATEST', State: 'Pending' });
  });

  it('publishes an update as a Pending version while $LATEST is InProgress', async () => {
    await createActive(aws.lambda, 'canary');
    aws.setSettleDelayMs(100);

    const version = await aws.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'canary', ZipFile: labelled('two'), Publish: true }),
    );
    const latest = await aws.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'canary' }));
    await untilActive(aws.lambda, 'canary', '1');
    const settled = await aws.lambda.send(new GetFunctionCommand({ FunctionName: 'canary', Qualifier: '1' }));

    expect(version).toMatchObject({
      Version: '1',
      State: 'Pending',
      FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:canary:1',
    });
    expect(latest).toMatchObject({ State: 'Active', LastUpdateStatus: 'InProgress' });
    expect(settled.Configuration).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
  });

  it('returns the existing version unless there was an update since; an identical zip is one', async () => {
    await createActive(aws.lambda, 'same');
    const first = await aws.lambda.send(new PublishVersionCommand({ FunctionName: 'same' }));
    const again = await aws.lambda.send(
      new PublishVersionCommand({ FunctionName: 'same', Description: 'other words' }),
    );

    const uploaded = await aws.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'same', ZipFile: labelled('one'), Publish: true }),
    );

    expect([first.Version, again.Version, uploaded.Version]).toEqual(['1', '1', '2']);
    expect(first).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
  });

  it('creates a new version for a changed configuration, and changes the RevisionId of $LATEST on publish', async () => {
    await createActive(aws.lambda, 'reconfigured');
    await aws.lambda.send(new PublishVersionCommand({ FunctionName: 'reconfigured' }));
    await aws.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'reconfigured', Timeout: 9 }));
    const before = await aws.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'reconfigured' }));

    const second = await aws.lambda.send(
      new PublishVersionCommand({ FunctionName: 'reconfigured', Description: 'nine seconds' }),
    );
    const after = await aws.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'reconfigured' }));

    expect(second).toMatchObject({ Version: '2', Timeout: 9, Description: 'nine seconds' });
    expect(after.RevisionId).not.toBe(before.RevisionId);
  });

  it('rejects publishing another code hash or a stale RevisionId', async () => {
    await createActive(aws.lambda, 'checked');

    const wrongHash = aws.lambda.send(new PublishVersionCommand({ FunctionName: 'checked', CodeSha256: 'AAAA' }));
    await expect(wrongHash).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringContaining('CodeSHA256 (AAAA) is different from current CodeSHA256 in $LATEST') as string,
    });
    const stale = aws.lambda.send(new PublishVersionCommand({ FunctionName: 'checked', RevisionId: 'stale' }));

    await expect(stale).rejects.toMatchObject({
      name: 'PreconditionFailedException',
      message:
        'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    });
  });

  it('never uses a version number twice, not even after deleting the newest', async () => {
    await createActive(aws.lambda, 'numbers');
    const first = await publishNew('numbers', 'two');
    await aws.lambda.send(new DeleteFunctionCommand({ FunctionName: 'numbers', Qualifier: first }));

    const second = await publishNew('numbers', 'three');
    const listed = await aws.lambda.send(new ListVersionsByFunctionCommand({ FunctionName: 'numbers' }));

    expect(second).toBe('2');
    expect(listed.Versions?.map((version) => version.Version)).toEqual(['$LATEST', '2']);
    expect(listed.Versions?.[0]?.State).toBeUndefined();
  });

  it('pages through more than fifty versions', async () => {
    await createActive(aws.lambda, 'many');
    for (let index = 0; index < 52; index += 1) {
      await aws.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'many', Description: `${index}` }));
      await aws.lambda.send(new PublishVersionCommand({ FunctionName: 'many' }));
    }

    const first = await aws.lambda.send(new ListVersionsByFunctionCommand({ FunctionName: 'many', MaxItems: 1000 }));
    const second = await aws.lambda.send(
      new ListVersionsByFunctionCommand({ FunctionName: 'many', Marker: first.NextMarker }),
    );

    expect(first.Versions).toHaveLength(50);
    expect(second.Versions?.map((version) => version.Version)).toEqual(['50', '51', '52']);
  });

  it('rejects deleting a version that an alias names, main or weighted, and $LATEST', async () => {
    await createActive(aws.lambda, 'protected');
    await publishNew('protected', 'two');
    await publishNew('protected', 'three');
    await aws.lambda.send(
      new CreateAliasCommand({
        FunctionName: 'protected',
        Name: 'live',
        FunctionVersion: '1',
        RoutingConfig: { AdditionalVersionWeights: { 2: 0.1 } },
      }),
    );

    const main = aws.lambda.send(new DeleteFunctionCommand({ FunctionName: 'protected', Qualifier: '1' }));
    await expect(main).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: 'Unable to delete version because the following aliases reference it: [live]',
    });
    const weighted = aws.lambda.send(new DeleteFunctionCommand({ FunctionName: 'protected', Qualifier: '2' }));
    await expect(weighted).rejects.toMatchObject({
      name: 'ResourceConflictException',
      $metadata: { httpStatusCode: 409 },
    });
    const latest = aws.lambda.send(new DeleteFunctionCommand({ FunctionName: 'protected', Qualifier: '$LATEST' }));

    await expect(latest).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: '$LATEST version cannot be deleted without deleting the function.',
    });
  });

  it('rejects $LATEST before it looks for the function', async () => {
    const deletion = aws.lambda.send(new DeleteFunctionCommand({ FunctionName: 'never-made', Qualifier: '$LATEST' }));

    await expect(deletion).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });

  it.each<[string, (name: string) => Promise<unknown>]>([
    [
      'new code',
      (name) => aws.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: labelled('two') })),
    ],
    [
      'a new configuration',
      (name) => aws.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Timeout: 5 })),
    ],
    ['a publication', (name) => aws.lambda.send(new PublishVersionCommand({ FunctionName: name }))],
  ])('refuses %s of a function whose creation has failed', async (what, change) => {
    const name = `never-ready-${what.length}`;
    aws.addFault({
      operation: 'CreateFunction',
      kind: 'settleFailed',
      reason: 'No addresses.',
      code: 'SubnetOutOfIPAddresses',
    });
    await aws.lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Role: role,
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Code: { ZipFile: labelled('one') },
      }),
    );

    await expect(change(name)).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message:
        "The operation cannot be performed at this time. The function is currently in the following state: 'Failed'. StateReasonCode: SubnetOutOfIPAddresses.",
    });
  });

  it('has no $LATEST.PUBLISHED without a capacity provider', async () => {
    await createActive(aws.lambda, 'plain');

    const version = aws.lambda.send(new GetFunctionCommand({ FunctionName: 'plain:$LATEST.PUBLISHED' }));
    const alias = aws.lambda.send(
      new CreateAliasCommand({ FunctionName: 'plain', Name: 'live', FunctionVersion: '$LATEST.PUBLISHED' }),
    );

    for (const refused of [version, alias])
      await expect(refused).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        message: 'Function not found: arn:aws:lambda:us-east-1:123456789012:function:plain:$LATEST.PUBLISHED',
      });
  });

  it('ends a version as Failed with the reason if settling fails', async () => {
    await createActive(aws.lambda, 'failing');
    aws.addFault({
      operation: 'UpdateFunctionCode',
      functionName: 'failing',
      kind: 'settleFailed',
      reason: 'The image is broken.',
    });

    const published = await aws.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'failing', ZipFile: labelled('two'), Publish: true }),
    );
    const version = await aws.lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: 'failing', Qualifier: published.Version }),
    );
    const latest = await aws.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'failing' }));

    expect(version).toMatchObject({ State: 'Failed', StateReason: 'The image is broken.' });
    expect(latest).toMatchObject({
      State: 'Active',
      LastUpdateStatus: 'Failed',
      LastUpdateStatusReason: 'The image is broken.',
    });
  });
});
