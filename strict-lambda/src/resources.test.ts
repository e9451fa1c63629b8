import {
  CreateEventSourceMappingCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { createActive, startTestLambda, type TestLambda } from './testing/startTestLambda';

const layer = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:layer:${name}:1`;
const queue = (name: string): string => `arn:aws:sqs:us-east-1:123456789012:${name}`;
const stream = (name: string): string => `arn:aws:kinesis:us-east-1:123456789012:stream/${name}`;

describe('layers, queues, streams and subnets', () => {
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
  ])('accepts any %s without a list, and only listed ones with a list', async (kind, message) => {
    const use = useOf[kind];
    aws.configure({ resources: {} });
    const unlisted = await use?.('any');
    aws.configure({
      resources: {
        layers: [layer('known')],
        subnets: ['subnet-known'],
        queues: [queue('known')],
        streams: [stream('known')],
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
});
