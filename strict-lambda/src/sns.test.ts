import { PublishCommand, type PublishCommandInput } from '@aws-sdk/client-sns';
import { movedClock } from './testing/movedClock';
import { startTestLambda, type TestLambda } from './testing/startTestLambda';

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:deployments',
  FIFO = `${TOPIC}.fifo`;

describe('Publish of SNS', () => {
  let aws: TestLambda;
  const clock = movedClock();

  beforeAll(async () => {
    aws = await startTestLambda({ resources: { topics: [TOPIC, FIFO] }, clock });
  });
  afterEach(() => aws.clearFaults());
  afterAll(() => aws.close());

  const publish = (input: Partial<PublishCommandInput> = {}) =>
    aws.sns.send(new PublishCommand({ TopicArn: TOPIC, Message: 'hello', ...input }));
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });

  it('keeps what a topic has received: message, attributes and ID', async () => {
    const { MessageId } = await publish({
      Message: '{"a":"ä & <b>"}',
      MessageAttributes: { type: text('rollout.reverted'), source: text('https://lambda-stages') },
    });

    expect(aws.messagesOf(TOPIC).at(-1)).toMatchObject({
      messageId: MessageId,
      message: '{"a":"ä & <b>"}',
      attributes: {
        type: { type: 'String', value: 'rollout.reverted' },
        source: { type: 'String', value: 'https://lambda-stages' },
      },
    });
    expect(aws.calls().at(-1)).toMatchObject({ service: 'sns', operation: 'Publish', status: 200, acted: true });
  });

  it.each<[string, Partial<PublishCommandInput>, object]>([
    ['a topic that does not exist', { TopicArn: `${TOPIC}-2` }, notFound()],
    ['what is no topic', { TopicArn: 'deployments' }, invalid('TopicArn')],
    ['a topic of another region', { TopicArn: TOPIC.replace('us-east-1', 'eu-west-1') }, invalid('TopicArn')],
    ['no message', { Message: '' }, invalid('Empty message')],
    // "By default, a message can be at most 256 KiB in size (262,144 bytes, not 262,144 characters)."
    ['262,146 bytes', { Message: 'ä'.repeat(131_073) }, invalid('Message too long')],
    [
      '262,144 bytes with attributes',
      { Message: 'x'.repeat(262_144), MessageAttributes: { type: text('y') } },
      invalid('Message too long'),
    ],
    ['a subject', { Subject: 'one' }, invalid('Subject is not supported yet by this emulator.')],
    [
      'an attribute without value',
      { MessageAttributes: { type: text('') } },
      {
        name: 'InvalidParameterValueException',
        message:
          "The message attribute 'type' must contain non-empty message attribute value for message attribute type 'String'.",
      },
    ],
    ['an attribute of AWS', { MessageAttributes: { 'aws.type': text('x') } }, { name: 'InvalidParameterException' }],
    // "Every message must include a MessageGroupId."
    [
      'FIFO without group',
      { TopicArn: FIFO, MessageDeduplicationId: '1' },
      invalid('The MessageGroupId parameter is required for FIFO topics'),
    ],
    [
      'FIFO without deduplication',
      { TopicArn: FIFO, MessageGroupId: '1' },
      invalid(
        'The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
      ),
    ],
    ['deduplication without FIFO', { MessageDeduplicationId: '1' }, { name: 'InvalidParameterException' }],
    ['a group with a space', { MessageGroupId: 'a b' }, { name: 'InvalidParameterException' }],
  ])('refuses %s', async (_what, input, refusal) => {
    await expect(publish(input)).rejects.toMatchObject(refusal);
  });

  it('takes 262,144 bytes', async () => {
    await publish({ Message: 'x'.repeat(262_144) });

    expect(aws.messagesOf(TOPIC).at(-1)?.message).toHaveLength(262_144);
  });

  // "Subsequent messages … with the same MessageDeduplicationId, are accepted successfully but aren't delivered."
  it('a FIFO topic delivers a message once within five minutes', async () => {
    const fifo = { TopicArn: FIFO, MessageGroupId: 'g', MessageDeduplicationId: 'd' };

    const first = await publish(fifo);
    const again = await publish(fifo);
    const soon = aws.messagesOf(FIFO).length;
    clock.move(5 * 60_000);
    await publish(fifo);

    expect([soon, aws.messagesOf(FIFO).length]).toEqual([1, 2]);
    expect(again.MessageId).toBe(first.MessageId);
    expect(BigInt(again.SequenceNumber ?? 0)).toBeGreaterThan(BigInt(first.SequenceNumber ?? 0));
  });

  it('throttles over its quota, as 429 Throttled', async () => {
    aws.configure({ quotas: { publish: 1 } });
    await publish();
    const second = publish();

    await expect(second).rejects.toMatchObject({ name: 'ThrottledException', $metadata: { httpStatusCode: 429 } });
    aws.configure({ quotas: 'unlimited' });
  });

  it.each([
    [{ kind: 'throttle' as const }, 'ThrottledException', 429],
    [{ kind: 'error5xx' as const, status: 503 as const }, 'InternalErrorException', 503],
    [{ kind: 'accessDenied' as const }, 'AuthorizationErrorException', 403],
  ])('a fault %j is %s', async (fault, name, httpStatusCode) => {
    aws.addFault({ ...fault, operation: 'Publish' });

    await expect(publish()).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  function notFound(): object {
    return { name: 'NotFoundException', message: 'Topic does not exist', $metadata: { httpStatusCode: 404 } };
  }
  function invalid(message: string): object {
    return { name: 'InvalidParameterException', message: `Invalid parameter: ${message}` };
  }
});
