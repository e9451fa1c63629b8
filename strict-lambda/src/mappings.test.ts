import {
  CreateAliasCommand,
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  DeleteFunctionCommand,
  GetEventSourceMappingCommand,
  ListEventSourceMappingsCommand,
  ListTagsCommand,
  UpdateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
} from '@aws-sdk/client-lambda';
import { createActive, startTestLambda, type TestLambda } from './testing/startTestLambda';

const queue = 'arn:aws:sqs:us-east-1:123456789012:orders';
const stream = 'arn:aws:kinesis:us-east-1:123456789012:stream/clicks';
const table = 'arn:aws:dynamodb:us-east-1:123456789012:table/carts/stream/2024-01-01T00:00:00.000';

describe('event source mappings', () => {
  let aws: TestLambda;

  beforeAll(async () => {
    aws = await startTestLambda();
    await createActive(aws.lambda, 'consumer', { Publish: true });
    await aws.lambda.send(new CreateAliasCommand({ FunctionName: 'consumer', Name: 'live', FunctionVersion: '1' }));
  });
  afterAll(() => aws.close());
  afterEach(() => aws.setSettleDelayMs(0));

  const map = (input: Partial<CreateEventSourceMappingCommandInput>) =>
    aws.lambda.send(new CreateEventSourceMappingCommand({ FunctionName: 'consumer', EventSourceArn: queue, ...input }));
  const read = (uuid: string | undefined) => aws.lambda.send(new GetEventSourceMappingCommand({ UUID: uuid }));

  it('creates a disabled mapping of a queue as Disabled at once; one of a stream is Creating first', async () => {
    aws.setSettleDelayMs(1000);

    const ofQueue = await map({ EventSourceArn: `${queue}-disabled`, Enabled: false });
    const ofStream = await map({ EventSourceArn: `${stream}-disabled`, StartingPosition: 'LATEST', Enabled: false });

    expect([ofQueue.State, ofStream.State]).toEqual(['Disabled', 'Creating']);
  });

  it('goes through Creating, Enabled, Disabling, Disabled, Enabling, Updating and Deleting', async () => {
    const created = await map({ EventSourceArn: `${queue}-states`, Tags: { team: 'shop' } });
    const enabled = await read(created.UUID);
    const disabling = await aws.lambda.send(
      new UpdateEventSourceMappingCommand({ UUID: created.UUID, Enabled: false }),
    );
    const disabled = await read(created.UUID);
    const enabling = await aws.lambda.send(new UpdateEventSourceMappingCommand({ UUID: created.UUID, Enabled: true }));
    await read(created.UUID);
    const updating = await aws.lambda.send(new UpdateEventSourceMappingCommand({ UUID: created.UUID, BatchSize: 5 }));
    const updated = await read(created.UUID);
    const tags = await aws.lambda.send(new ListTagsCommand({ Resource: created.EventSourceMappingArn }));
    const deleting = await aws.lambda.send(new DeleteEventSourceMappingCommand({ UUID: created.UUID }));

    expect(
      [created, enabled, disabling, disabled, enabling, updating, updated, deleting].map((mapping) => mapping.State),
    ).toEqual(['Creating', 'Enabled', 'Disabling', 'Disabled', 'Enabling', 'Updating', 'Enabled', 'Deleting']);
    expect(created).toMatchObject({
      BatchSize: 10,
      FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:consumer',
    });
    expect(updated.BatchSize).toBe(5);
    expect(tags.Tags).toEqual({ team: 'shop' });
    await expect(read(created.UUID)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The resource you requested does not exist.',
    });
  });

  it('rejects changing a mapping in mid-transition', async () => {
    aws.setSettleDelayMs(60_000);
    const created = await map({ EventSourceArn: `${queue}-busy` });

    const update = aws.lambda.send(new UpdateEventSourceMappingCommand({ UUID: created.UUID, BatchSize: 5 }));
    await expect(update).rejects.toMatchObject({
      name: 'ResourceInUseException',
      message: 'Cannot update the event source mapping because it is in use.',
    });
    const deletion = aws.lambda.send(new DeleteEventSourceMappingCommand({ UUID: created.UUID }));

    await expect(deletion).rejects.toMatchObject({ name: 'ResourceInUseException' });
  });

  it('belongs to one qualifier: the same source may feed the function and its alias, each once', async () => {
    const onFunction = await map({ EventSourceArn: `${queue}-shared` });
    const onAlias = await map({ EventSourceArn: `${queue}-shared`, FunctionName: 'consumer:live' });

    const again = map({ EventSourceArn: `${queue}-shared`, FunctionName: 'consumer:live' });
    await expect(again).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: `An event source mapping with SQS arn (" ${queue}-shared ") and function (" consumer ") already exists. Please update or delete the existing mapping with UUID ${onAlias.UUID}`,
    });
    const ofAlias = await aws.lambda.send(new ListEventSourceMappingsCommand({ FunctionName: 'consumer:live' }));
    const ofSource = await aws.lambda.send(new ListEventSourceMappingsCommand({ EventSourceArn: `${queue}-shared` }));

    expect(onAlias.FunctionArn).toBe('arn:aws:lambda:us-east-1:123456789012:function:consumer:live');
    expect(ofAlias.EventSourceMappings?.map((mapping) => mapping.UUID)).toEqual([onAlias.UUID]);
    expect(ofSource.EventSourceMappings?.map((mapping) => mapping.UUID).sort()).toEqual(
      [onFunction.UUID, onAlias.UUID].sort(),
    );
  });

  it('outlives its function', async () => {
    await createActive(aws.lambda, 'gone');
    const created = await map({ FunctionName: 'gone', EventSourceArn: `${queue}-gone` });
    await aws.lambda.send(new DeleteFunctionCommand({ FunctionName: 'gone' }));

    const left = await read(created.UUID);

    expect(left.State).toBe('Enabled');
  });

  it.each<[string, Partial<CreateEventSourceMappingCommandInput>, string, string]>([
    [
      'an unknown kind of source',
      { EventSourceArn: 'arn:aws:s3:::bucket' },
      'InvalidParameterValueException',
      'Unrecognized event source.',
    ],
    ['a missing function', { FunctionName: 'absent' }, 'InvalidParameterValueException', 'Function does not exist'],
    [
      'a stream without starting position',
      { EventSourceArn: stream },
      'InvalidParameterValueException',
      "Value null at 'startingPosition' failed to satisfy constraint",
    ],
    [
      'a DynamoDB stream read from a time',
      { EventSourceArn: table, StartingPosition: 'AT_TIMESTAMP' },
      'InvalidParameterValueException',
      'Unsupported starting position for arn type',
    ],
    [
      'a batch over 10,000',
      { BatchSize: 10_001 },
      'ValidationException',
      "Value '10001' at 'batchSize' failed to satisfy constraint: Member must have value less than or equal to 10000",
    ],
    [
      'a batch over 10 without a window',
      { BatchSize: 11 },
      'InvalidParameterValueException',
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    ],
    [
      'a batch over 10 of a FIFO queue',
      { EventSourceArn: `${queue}.fifo`, BatchSize: 11 },
      'InvalidParameterValueException',
      'FIFO',
    ],
    [
      'a filter that is not a pattern',
      { FilterCriteria: { Filters: [{ Pattern: 'simple' }] } },
      'InvalidParameterValueException',
      'Invalid filter pattern definition.',
    ],
    [
      'a stream setting on a queue',
      { BisectBatchOnFunctionError: true },
      'InvalidParameterValueException',
      'Unsupported BisectBatchOnFunctionError parameter',
    ],
  ])('rejects %s', async (_what, input, name, message) => {
    const creation = map(input);

    await expect(creation).rejects.toMatchObject({ name, message: expect.stringContaining(message) as string });
  });

  it('reads streams from the requested position', async () => {
    const created = await map({ EventSourceArn: stream, StartingPosition: 'LATEST', BatchSize: 500 });

    expect(created).toMatchObject({
      StartingPosition: 'LATEST',
      BatchSize: 500,
      MaximumRetryAttempts: -1,
      ParallelizationFactor: 1,
    });
  });
});
