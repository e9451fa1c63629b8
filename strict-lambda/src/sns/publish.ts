import { randomUUID } from 'node:crypto';
import type { AwsRequest, AwsResponse, Operation } from '../http/awsRequest';
import { resourceExists } from '../resources';
import type { Emulator } from '../emulator';
import { isAttributeField, readAttributes } from './messageAttributes';
import { invalidSns, snsError } from './snsErrors';

const NAMESPACE = 'xmlns="http://sns.amazonaws.com/doc/2010-03-31/"';
/** Of the message and its attributes together, unless the topic allows more. */
const MOST_BYTES = 262_144;
/** "Subsequent messages … with the same MessageDeduplicationId are accepted successfully but aren't delivered." */
const SAME_FOR_MS = 5 * 60_000;
const FIELDS: ReadonlySet<string> = new Set([
  'Action',
  'Version',
  'TopicArn',
  'Message',
  'MessageGroupId',
  'MessageDeduplicationId',
]);
/** "Up to 128 alphanumeric characters and punctuation." */
const TOKEN = /^[!-~]{1,128}$/;

/** Publish: one message to a topic, standard or FIFO. Rules and quotes are from AWS's API reference; the words of refusals follow public reports. */
export const publish: Operation = (request, emulator) => {
  const form = new URLSearchParams(request.body.toString('utf8'));
  for (const field of form.keys())
    if (!FIELDS.has(field) && !isAttributeField(field))
      throw invalidSns(`${field} is not supported yet by this emulator.`);
  const topicArn = requireTopic(form.get('TopicArn'), request, emulator);
  const message = form.get('Message') ?? '',
    attributes = readAttributes(form);
  if (message === '') throw invalidSns('Empty message');
  if (sizeOf(message, attributes) > MOST_BYTES) throw invalidSns('Message too long');
  const fifo = readFifo(form, topicArn);
  const again = fifo.deduplicationId === undefined ? undefined : sameMessage(emulator, topicArn, fifo.deduplicationId);
  const messageId = again?.messageId ?? randomUUID();
  if (again === undefined)
    emulator.received.addMessage({ topicArn, messageId, at: emulator.now(), message, attributes, ...fifo });
  const sequence =
    fifo.deduplicationId === undefined
      ? ''
      : `<SequenceNumber>${emulator.received.nextSequenceNumber()}</SequenceNumber>`;
  return answer(request, `<MessageId>${messageId}</MessageId>${sequence}`);
};

/** A topic in the caller's account and region that exists. */
function requireTopic(given: string | null, { account, region }: AwsRequest, emulator: Emulator): string {
  if (given === null) throw invalidSns('TopicArn or TargetArn Reason: no value for required parameter');
  const [prefix, , service, itsRegion, itsAccount = '', name = '', ...rest] = given.split(':');
  const isTopic =
    prefix === 'arn' &&
    service === 'sns' &&
    rest.length === 0 &&
    /^\d{12}$/.test(itsAccount) &&
    /^[A-Za-z0-9_-]{1,251}(\.fifo)?$/.test(name);
  if (!isTopic || itsRegion !== region) throw invalidSns('TopicArn');
  if (itsAccount !== account)
    throw snsError(
      'AuthorizationError',
      `User: ${account} is not authorized to perform: SNS:Publish on resource: ${given} because no resource-based policy allows the SNS:Publish action`,
    );
  if (!resourceExists(emulator, 'topics', given)) throw snsError('NotFound', 'Topic does not exist');
  return given;
}

function readFifo(form: URLSearchParams, topicArn: string): { groupId?: string; deduplicationId?: string } {
  const groupId = form.get('MessageGroupId'),
    deduplicationId = form.get('MessageDeduplicationId');
  for (const [name, value] of Object.entries({ MessageGroupId: groupId, MessageDeduplicationId: deduplicationId }))
    if (value !== null && !TOKEN.test(value)) throw invalidSns(`The ${name} parameter is not valid`);
  const isFifo = topicArn.endsWith('.fifo');
  if (!isFifo && deduplicationId !== null)
    throw invalidSns(
      'MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type',
    );
  if (isFifo && groupId === null) throw invalidSns('The MessageGroupId parameter is required for FIFO topics');
  if (isFifo && deduplicationId === null)
    throw invalidSns(
      'The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  return { ...(groupId === null ? {} : { groupId }), ...(deduplicationId === null ? {} : { deduplicationId }) };
}

const sameMessage = (emulator: Emulator, topicArn: string, id: string): { messageId: string } | undefined =>
  emulator.received
    .messagesOf(topicArn)
    .find(({ deduplicationId, at }) => deduplicationId === id && emulator.now() - at < SAME_FOR_MS);

const sizeOf = (message: string, attributes: ReturnType<typeof readAttributes>): number =>
  Object.entries(attributes).reduce(
    (sum, [name, { type, value }]) => sum + Buffer.byteLength(name + type + value),
    Buffer.byteLength(message),
  );

const answer = ({ requestId }: AwsRequest, result: string): AwsResponse => ({
  status: 200,
  body: `<PublishResponse ${NAMESPACE}><PublishResult>${result}</PublishResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></PublishResponse>`,
  headers: { 'content-type': 'text/xml' },
});
