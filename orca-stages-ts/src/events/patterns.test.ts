import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloudEventSchema } from '../model/cloudEvent';
import type { BusEvent } from '../model/eventBridgePort';
import type { TopicMessage } from '../model/snsPort';
import { publishToTopic } from './publishToTopic';
import { putOnBus } from './putOnBus';

/* What the documentation shows for filters and rules, held against what is sent. */

const page = readFileSync(join(__dirname, '../../../docs/operating.md'), 'utf8');
const block = (name: string): unknown =>
  JSON.parse(new RegExp(`<!-- ${name} -->\\n\`\`\`json\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '');
const event = cloudEventSchema.parse(block('event'));
const TOPIC = 'arn:aws:sns:us-east-1:123456789012:lambda-stages',
  BUS = 'arn:aws:events:us-east-1:123456789012:event-bus/default';

/** Whether something matches a pattern of SNS or EventBridge: every field has one of the values, or begins with a prefix. */
function matches(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern))
    return pattern.some((wanted: unknown) =>
      typeof wanted === 'object'
        ? String(value).startsWith(String(Reflect.get(wanted ?? {}, 'prefix')))
        : wanted === value,
    );
  if (typeof pattern !== 'object' || pattern === null || typeof value !== 'object' || value === null) return false;
  return Object.entries(pattern).every(([name, inner]) => matches(inner, Reflect.get(value, name)));
}

async function message(): Promise<TopicMessage> {
  let sent: TopicMessage | undefined;
  const sns = async () => ({
    publish: async (given: TopicMessage) => {
      sent = given;
    },
  });
  await publishToTopic({ topicArn: TOPIC, sns })(event, { nowMs: 0 });
  if (sent === undefined) throw new Error('Nothing was published.');
  return sent;
}

async function onBus(given = event): Promise<BusEvent> {
  let sent: BusEvent | undefined;
  const eventBridge = async () => ({
    putEvent: async (put: BusEvent) => {
      sent = put;
    },
  });
  await putOnBus({ busArn: BUS, eventBridge })(given, { nowMs: 0 });
  if (sent === undefined) throw new Error('Nothing was put on the bus.');
  return sent;
}

it('the filter policies match the attributes and the body of a message', async () => {
  const { attributes, text } = await message();

  expect(matches(block('filter policy'), attributes)).toBe(true);
  expect(matches(block('filter policy'), { ...attributes, type: 'rollout.promoted' })).toBe(false);
  expect(matches(block('body filter policy'), JSON.parse(text))).toBe(true);
});

it('the pattern of the rule matches an event of the bus as EventBridge passes it on', async () => {
  const { source, detailType, detail } = await onBus();
  const passedOn = { source, 'detail-type': detailType, detail: JSON.parse(detail) as unknown };

  expect(matches(block('event pattern'), passedOn)).toBe(true);
  expect(matches(block('event pattern'), { ...passedOn, source: 'aws.lambda' })).toBe(false);
});

it('an event of a bus is about the alias, or the function without one, in its own region', async () => {
  const { aliasName: _alias, ...withoutAlias } = event.data;
  const ofFunction = await onBus({ ...event, data: { ...withoutAlias, region: 'eu-west-1' } });

  expect((await onBus()).resources).toEqual(['arn:aws:lambda:us-east-1:123456789012:function:checkout:live']);
  expect(ofFunction.resources).toEqual(['arn:aws:lambda:eu-west-1:123456789012:function:checkout']);
});
