import {
  CreateAliasCommand,
  DeleteAliasCommand,
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  ListAliasesCommand,
  PutProvisionedConcurrencyConfigCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type CreateAliasCommandInput,
} from '@aws-sdk/client-lambda';
import { eventually } from './testing/eventually';
import { createActive, labelled, startTestLambda, untilActive, type TestLambda } from './testing/startTestLambda';

describe('aliases', () => {
  let aws: TestLambda;

  beforeAll(async () => {
    aws = await startTestLambda({ seed: 7 });
    await createActive(aws.lambda, 'shop', { Publish: true });
    await publish({ ZipFile: labelled('two') });
  });
  afterAll(() => aws.close());
  afterEach(() => aws.setSettleDelayMs(0));

  const publish = async (code: { ZipFile: Uint8Array }): Promise<string> => {
    const published = await aws.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'shop', ...code, Publish: true }),
    );
    await untilActive(aws.lambda, 'shop', published.Version);
    return published.Version ?? '';
  };
  const createAlias = (name: string, input: Partial<CreateAliasCommandInput> = {}) =>
    aws.lambda.send(new CreateAliasCommand({ FunctionName: 'shop', Name: name, FunctionVersion: '1', ...input }));

  it('creates, reads, lists and deletes an alias', async () => {
    const created = await createAlias('life', { Description: 'first' });

    const read = await aws.lambda.send(new GetAliasCommand({ FunctionName: 'shop', Name: 'life' }));
    const listed = await aws.lambda.send(new ListAliasesCommand({ FunctionName: 'shop', FunctionVersion: '1' }));
    const configuration = await aws.lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: 'shop', Qualifier: 'life' }),
    );
    await aws.lambda.send(new DeleteAliasCommand({ FunctionName: 'shop', Name: 'life' }));

    expect(read).toMatchObject({
      AliasArn: 'arn:aws:lambda:us-east-1:123456789012:function:shop:life',
      Description: 'first',
      FunctionVersion: '1',
      RevisionId: created.RevisionId,
    });
    expect(listed.Aliases?.map((alias) => alias.Name)).toContain('life');
    expect(configuration).toMatchObject({
      Version: '1',
      FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:shop:life',
    });
    await expect(aws.lambda.send(new GetAliasCommand({ FunctionName: 'shop', Name: 'life' }))).rejects.toMatchObject({
      message: 'Cannot find alias arn: arn:aws:lambda:us-east-1:123456789012:function:shop:life',
    });
  });

  it('keeps weights that an update omits and clears those that it empties', async () => {
    await createAlias('weighted', { RoutingConfig: { AdditionalVersionWeights: { 2: 0.25 } } });

    const kept = await aws.lambda.send(
      new UpdateAliasCommand({ FunctionName: 'shop', Name: 'weighted', Description: 'new' }),
    );
    const cleared = await aws.lambda.send(
      new UpdateAliasCommand({
        FunctionName: 'shop',
        Name: 'weighted',
        RoutingConfig: { AdditionalVersionWeights: {} },
      }),
    );

    expect(kept.RoutingConfig?.AdditionalVersionWeights).toEqual({ 2: 0.25 });
    expect(cleared.RoutingConfig).toBeUndefined();
    expect(cleared.RevisionId).not.toBe(kept.RevisionId);
  });

  it('rejects an update that names a stale RevisionId', async () => {
    await createAlias('locked');

    const update = aws.lambda.send(
      new UpdateAliasCommand({ FunctionName: 'shop', Name: 'locked', FunctionVersion: '2', RevisionId: 'stale' }),
    );

    await expect(update).rejects.toMatchObject({
      name: 'PreconditionFailedException',
      $metadata: { httpStatusCode: 412 },
    });
  });

  it.each<[string, Partial<CreateAliasCommandInput>, string, string]>([
    [
      'two additional versions',
      { RoutingConfig: { AdditionalVersionWeights: { 2: 0.1, 3: 0.1 } } },
      'InvalidParameterValueException',
      'Number of items in AdditionalVersionWeights cannot be greater than 1',
    ],
    [
      'a weight over one',
      { RoutingConfig: { AdditionalVersionWeights: { 2: 2 } } },
      'ValidationException',
      "1 validation error detected: Value '{2=2.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint",
    ],
    [
      'a negative weight',
      { RoutingConfig: { AdditionalVersionWeights: { 2: -0.5 } } },
      'ValidationException',
      'Member must have value greater than or equal to 0.0',
    ],
    [
      'a weight on $LATEST',
      { RoutingConfig: { AdditionalVersionWeights: { $LATEST: 0.5 } } },
      'ValidationException',
      'Map keys must satisfy constraint',
    ],
    [
      'a weight on the main version',
      { RoutingConfig: { AdditionalVersionWeights: { 1: 0.5 } } },
      'InvalidParameterValueException',
      'Invalid function version 1. Function version 1 is already included in routing configuration.',
    ],
    [
      '$LATEST as main version of a weighted alias',
      { FunctionVersion: '$LATEST', RoutingConfig: { AdditionalVersionWeights: { 1: 0.5 } } },
      'InvalidParameterValueException',
      '$LATEST is not supported for an alias pointing to more than 1 version',
    ],
    [
      'a missing version',
      { FunctionVersion: '99' },
      'ResourceNotFoundException',
      'Function not found: arn:aws:lambda:us-east-1:123456789012:function:shop:99',
    ],
    [
      'a missing weighted version',
      { RoutingConfig: { AdditionalVersionWeights: { 99: 0.5 } } },
      'ResourceNotFoundException',
      'function:shop:99',
    ],
    [
      'a name of digits',
      { Name: '2024' },
      'ValidationException',
      "Value '2024' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
    ],
  ])('rejects %s', async (_what, input, name, message) => {
    const creation = createAlias('illegal', input);

    await expect(creation).rejects.toMatchObject({ name, message: expect.stringContaining(message) as string });
  });

  it('rejects moving the main version onto the weighted one without new weights', async () => {
    await createAlias('moving', { RoutingConfig: { AdditionalVersionWeights: { 2: 0.1 } } });

    const move = aws.lambda.send(
      new UpdateAliasCommand({ FunctionName: 'shop', Name: 'moving', FunctionVersion: '2' }),
    );
    await expect(move).rejects.toMatchObject({
      message: 'Invalid function version 2. Function version 2 is already included in routing configuration.',
    });
    const promoted = await aws.lambda.send(
      new UpdateAliasCommand({
        FunctionName: 'shop',
        Name: 'moving',
        FunctionVersion: '2',
        RoutingConfig: { AdditionalVersionWeights: {} },
      }),
    );

    expect(promoted).toMatchObject({ FunctionVersion: '2' });
  });

  it.each([
    [
      'execution role',
      { Role: 'arn:aws:iam::123456789012:role/other' },
      'Specified versions must be associated with the same execution role',
    ],
    [
      'dead-letter target',
      { DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:123456789012:dead' } },
      'Specified versions must be associated with the same dead letter configuration',
    ],
  ])('rejects weights for versions that differ in their %s', async (what, change, message) => {
    const name = what.replaceAll(' ', '-');
    await createActive(aws.lambda, name, { Publish: true });
    await aws.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, ...change }));
    await untilActive(aws.lambda, name);
    const published = await aws.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: labelled('two'), Publish: true }),
    );

    const creation = aws.lambda.send(
      new CreateAliasCommand({
        FunctionName: name,
        Name: 'live',
        FunctionVersion: '1',
        RoutingConfig: { AdditionalVersionWeights: { [published.Version ?? '']: 0.1 } },
      }),
    );

    await expect(creation).rejects.toMatchObject({ name: 'InvalidParameterValueException', message });
  });

  it('splits requests at random by the weight: near 10%, and never in a fixed rhythm', async () => {
    await createAlias('split', { RoutingConfig: { AdditionalVersionWeights: { 2: 0.1 } } });

    const answered: (string | undefined)[] = [];
    for (let index = 0; index < 400; index += 1)
      answered.push(
        (await aws.lambda.send(new InvokeCommand({ FunctionName: 'shop', Qualifier: 'split' }))).ExecutedVersion,
      );
    const positions = answered.flatMap((version, index) => (version === '2' ? [index] : []));
    const gaps = new Set(positions.slice(1).map((position, index) => position - (positions[index] ?? 0)));

    expect(positions.length).toBeGreaterThanOrEqual(20);
    expect(positions.length).toBeLessThanOrEqual(60);
    expect(gaps.size).toBeGreaterThan(3);
  });

  it('shows its own transient weights while an alias with provisioned concurrency moves', async () => {
    await createAlias('provisioned');
    await aws.lambda.send(
      new PutProvisionedConcurrencyConfigCommand({
        FunctionName: 'shop',
        Qualifier: 'provisioned',
        ProvisionedConcurrentExecutions: 1,
      }),
    );
    aws.setSettleDelayMs(150);

    const moved = await aws.lambda.send(
      new UpdateAliasCommand({ FunctionName: 'shop', Name: 'provisioned', FunctionVersion: '2' }),
    );
    const alias = await eventually('the end of the move', async () => {
      const found = await aws.lambda.send(new GetAliasCommand({ FunctionName: 'shop', Name: 'provisioned' }));
      return found.RoutingConfig === undefined && found;
    });

    expect(Object.keys(moved.RoutingConfig?.AdditionalVersionWeights ?? {})).toEqual(['1']);
    expect(alias).toMatchObject({ FunctionVersion: '2' });
  });
});
