import type { Emulator } from '../emulator';
import { invalidParameter } from '../errors';
import { requireQueue, requireStream } from '../resources';

/** How AWS's kinds of event source differ. */
export type EventSource = {
  kind: 'sqs' | 'kinesis' | 'dynamodb' | 'kafka' | 'mq' | 'docdb';
  isFifo: boolean;
  /** Streams need a position to start reading from. */
  isStream: boolean;
  defaultBatchSize: number;
};

const forms: readonly { kind: EventSource['kind']; pattern: RegExp; isStream: boolean; defaultBatchSize: number }[] = [
  {
    kind: 'sqs',
    pattern: /^arn:aws[a-zA-Z-]*:sqs:[a-z0-9-]+:\d{12}:[a-zA-Z0-9_-]+(\.fifo)?$/,
    isStream: false,
    defaultBatchSize: 10,
  },
  {
    kind: 'kinesis',
    pattern: /^arn:aws[a-zA-Z-]*:kinesis:[a-z0-9-]+:\d{12}:stream\/[a-zA-Z0-9_.-]+(\/consumer\/[a-zA-Z0-9_.-]+:\d+)?$/,
    isStream: true,
    defaultBatchSize: 100,
  },
  {
    kind: 'dynamodb',
    pattern: /^arn:aws[a-zA-Z-]*:dynamodb:[a-z0-9-]+:\d{12}:table\/[a-zA-Z0-9_.-]+\/stream\/[0-9T:.-]+$/,
    isStream: true,
    defaultBatchSize: 100,
  },
  {
    kind: 'kafka',
    pattern: /^arn:aws[a-zA-Z-]*:kafka:[a-z0-9-]+:\d{12}:cluster\/.+$/,
    isStream: true,
    defaultBatchSize: 100,
  },
  { kind: 'mq', pattern: /^arn:aws[a-zA-Z-]*:mq:[a-z0-9-]+:\d{12}:broker:.+$/, isStream: false, defaultBatchSize: 100 },
  {
    kind: 'docdb',
    pattern: /^arn:aws[a-zA-Z-]*:rds:[a-z0-9-]+:\d{12}:cluster:.+$/,
    isStream: true,
    defaultBatchSize: 100,
  },
];

/** Rejects a queue or stream that does not exist. */
export function requireSourceExists(emulator: Emulator, { kind }: EventSource, arn: string): void {
  if (kind === 'sqs') requireQueue(emulator, arn, 'ReceiveMessage');
  if (kind === 'kinesis' || kind === 'dynamodb') requireStream(emulator, arn);
}

/**
 * The kind of an event source, judged by the format of its ARN alone: there is nothing behind it. Throws AWS's error
 * for unknown kinds.
 */
export function eventSourceOf(arn: string | undefined): EventSource {
  const form = arn === undefined ? undefined : forms.find((candidate) => candidate.pattern.test(arn));
  if (form === undefined || arn === undefined) throw invalidParameter('Unrecognized event source.');
  return {
    kind: form.kind,
    isFifo: arn.endsWith('.fifo'),
    isStream: form.isStream,
    defaultBatchSize: form.defaultBatchSize,
  };
}
