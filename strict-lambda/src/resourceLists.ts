import type { Resources } from './strictLambda';

const region = '[a-z]{2}(-[a-z]+)+-\\d';

/** The form of what each list names, and an example for messages. */
const forms: Readonly<Record<keyof Resources, { form: RegExp; example: string }>> = {
  layers: {
    form: new RegExp(`^arn:aws[a-zA-Z-]*:lambda:${region}:\\d{12}:layer:[a-zA-Z0-9-_]+:\\d+$`),
    example: 'arn:aws:lambda:us-east-1:123456789012:layer:tools:3',
  },
  queues: {
    form: new RegExp(`^arn:aws[a-zA-Z-]*:sqs:${region}:\\d{12}:[a-zA-Z0-9_-]+(\\.fifo)?$`),
    example: 'arn:aws:sqs:us-east-1:123456789012:orders',
  },
  topics: {
    form: new RegExp(`^arn:aws[a-zA-Z-]*:sns:${region}:\\d{12}:[a-zA-Z0-9_-]+(\\.fifo)?$`),
    example: 'arn:aws:sns:us-east-1:123456789012:alarms',
  },
  eventBuses: {
    form: new RegExp(`^arn:aws[a-zA-Z-]*:events:${region}:\\d{12}:event-bus/[/.A-Za-z0-9_-]+$`),
    example: 'arn:aws:events:us-east-1:123456789012:event-bus/deployments',
  },
  streams: {
    form: new RegExp(
      `^arn:aws[a-zA-Z-]*:(kinesis:${region}:\\d{12}:stream/|dynamodb:${region}:\\d{12}:table/[^/]+/stream/)\\S+$`,
    ),
    example: 'arn:aws:kinesis:us-east-1:123456789012:stream/clicks',
  },
  subnets: { form: /^subnet-[0-9a-z]+$/, example: 'subnet-0a1b2c3d' },
};

const isKind = (name: string): name is keyof Resources => Object.hasOwn(forms, name);

/**
 * Reads the lists of what exists, such as from a file. Throws an Error that names the mistake: a wrong entry would
 * otherwise only show as a resource that does not exist.
 */
export function readResources(value: unknown): Resources {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`Resources are lists by kind: ${Object.keys(forms).join(', ')}.`);
  const resources: Resources = {};
  for (const [kind, list] of Object.entries(value)) {
    if (!isKind(kind))
      throw new Error(`${kind} is not a kind of resource. Kinds are ${Object.keys(forms).join(', ')}.`);
    resources[kind] = readList(kind, list);
  }
  return resources;
}

function readList(kind: keyof Resources, list: unknown): string[] {
  const { form, example } = forms[kind];
  if (!Array.isArray(list)) throw new Error(`${kind} must be a list, for example ["${example}"].`);
  return list.map((entry: unknown) => {
    if (typeof entry === 'string' && form.test(entry)) return entry;
    throw new Error(`${kind} names ${JSON.stringify(entry)}, which does not look like ${example}.`);
  });
}
