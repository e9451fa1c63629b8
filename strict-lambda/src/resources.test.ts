import {
  CreateEventSourceMappingCommand,
  ListEventSourceMappingsCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { readResources } from './resourceLists';
import { createActive, startTestLambda, type TestLambda } from './testing/startTestLambda';

const layer = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:layer:${name}:1`;
const queue = (name: string): string => `arn:aws:sqs:us-east-1:123456789012:${name}`;
const topic = (name: string): string => `arn:aws:sns:us-east-1:123456789012:${name}`;
const stream = (name: string): string => `arn:aws:kinesis:us-east-1:123456789012:stream/${name}`;

describe('layers, queues, topics, streams and subnets', () => {
  let aws: TestLambda;

  beforeAll(async () => {
    aws = await startTestLambda();
    await createActive(aws.lambda, 'user');
  });
  afterAll(() => aws.close());

  const useOf: Record<string, (name: string) => Promise<unknown>> = {
    layer: (name) =>
      aws.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'user', Layers: [layer(name)] })),
    subnet: (name) =>
      aws.lambda.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName: 'user',
          VpcConfig: { SubnetIds: [`subnet-${name}`], SecurityGroupIds: ['sg-1'] },
        }),
      ),
    queue: (name) =>
      aws.lambda.send(new CreateEventSourceMappingCommand({ FunctionName: 'user', EventSourceArn: queue(name) })),
    stream: (name) =>
      aws.lambda.send(
        new CreateEventSourceMappingCommand({
          FunctionName: 'user',
          EventSourceArn: stream(name),
          StartingPosition: 'LATEST',
        }),
      ),
    'dead-letter queue': (name) =>
      aws.lambda.send(
        new UpdateFunctionConfigurationCommand({ FunctionName: 'user', DeadLetterConfig: { TargetArn: queue(name) } }),
      ),
    'dead-letter topic': (name) =>
      aws.lambda.send(
        new UpdateFunctionConfigurationCommand({ FunctionName: 'user', DeadLetterConfig: { TargetArn: topic(name) } }),
      ),
    'destination of a stream': (name) =>
      aws.lambda.send(
        new CreateEventSourceMappingCommand({
          FunctionName: 'user',
          EventSourceArn: stream(`known-${name}`),
          StartingPosition: 'LATEST',
          DestinationConfig: { OnFailure: { Destination: queue(name) } },
        }),
      ),
    'destination topic': (name) =>
      aws.lambda.send(
        new PutFunctionEventInvokeConfigCommand({
          FunctionName: 'user',
          DestinationConfig: { OnSuccess: { Destination: topic(name) } },
        }),
      ),
    destination: (name) =>
      aws.lambda.send(
        new PutFunctionEventInvokeConfigCommand({
          FunctionName: 'user',
          DestinationConfig: { OnFailure: { Destination: queue(name) } },
        }),
      ),
  };

  it.each([
    ['layer', /^Layer version arn:\S+:layer:other:1 does not exist\.$/],
    ['subnet', /InvalidSubnetID\.NotFound/],
    ['queue', /The specified queue does not exist/],
    ['stream', /^Stream not found: /],
    ['destination', /The specified queue does not exist/],
    ['destination topic', /SNS Error Code: NotFound/],
    ['dead-letter queue', /SQS Error Code: AWS\.SimpleQueueService\.NonExistentQueue/],
    ['dead-letter topic', /SNS Error Code: NotFound/],
    ['destination of a stream', /The specified queue does not exist/],
  ])('accepts any %s without a list, and only listed ones with a list', async (kind, message) => {
    const use = useOf[kind];
    aws.configure({ resources: {} });
    const unlisted = await use?.('any');
    aws.configure({
      resources: {
        layers: [layer('known')],
        subnets: ['subnet-known'],
        queues: [queue('known')],
        topics: [topic('known')],
        streams: ['known', 'known-known', 'known-other'].map(stream),
      },
    });
    const listed = await use?.('known');
    const other = use?.('other');

    expect([unlisted, listed]).not.toContain(undefined);
    await expect(other).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringMatching(message) as string,
    });
  });

  it.each([
    ['a function', 'arn:aws:lambda:us-east-1:123456789012:function:other'],
    ['another partition', 'arn:aws-cn:sqs:cn-north-1:123456789012:failed'],
    ['no ARN', 'failed'],
  ])('rejects %s as a destination of a stream, also in an update', async (_what, Destination) => {
    aws.configure({ resources: {} });
    const DestinationConfig = { OnFailure: { Destination } };
    const EventSourceArn = stream('updated');
    const created = aws.lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: 'user',
        EventSourceArn,
        StartingPosition: 'LATEST',
        DestinationConfig,
      }),
    );
    await expect(created).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
    const { EventSourceMappings = [] } = await aws.lambda.send(new ListEventSourceMappingsCommand({}));
    const [known] = EventSourceMappings.filter((mapping) => mapping.EventSourceArn === stream('any'));

    const updated = aws.lambda.send(new UpdateEventSourceMappingCommand({ UUID: known?.UUID, DestinationConfig }));

    await expect(updated).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
    expect(EventSourceMappings.map((mapping) => mapping.EventSourceArn)).not.toContain(EventSourceArn);
  });
});

describe('lists of resources', () => {
  it('are read as they are written', () => {
    const lists = {
      layers: [layer('a')],
      queues: [queue('b.fifo')],
      topics: [topic('c')],
      streams: [stream('d'), 'arn:aws:dynamodb:us-east-1:123456789012:table/t/stream/2026-01-01T00:00:00.000'],
      subnets: [],
    };

    expect(readResources(lists)).toEqual(lists);
  });

  it.each<[unknown, string]>([
    [[], 'Resources are lists by kind: layers, queues, topics, eventBuses, streams, subnets.'],
    [{ queue: [] }, 'queue is not a kind of resource. Kinds are layers, queues, topics, eventBuses, streams, subnets.'],
    [{ constructor: [] }, 'constructor is not a kind of resource.'],
    [{ queues: queue('a') }, 'queues must be a list, for example ["arn:aws:sqs:'],
    [{ queues: ['orders'] }, 'queues names "orders", which does not look like arn:aws:sqs:'],
    [{ queues: [topic('a')] }, 'which does not look like arn:aws:sqs:'],
    [{ layers: ['arn:aws:lambda:us-east-1:123456789012:layer:tools'] }, 'which does not look like arn:aws:lambda:'],
    [{ subnets: [7] }, 'subnets names 7, which does not look like subnet-'],
  ])('%j is rejected with the reason', (value, reason) => {
    expect(() => readResources(value)).toThrow(reason);
  });

  it('are checked when they are changed over HTTP, too', async () => {
    const aws = await startTestLambda();

    const response = await fetch(`${aws.url}/_sandbox/settings`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ resources: { queues: ['orders'] } }),
    });

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      message: expect.stringContaining('queues names "orders"') as string,
    });
    await aws.close();
  });
});
