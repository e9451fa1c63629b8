import type { z } from 'zod';
import { DESTINATION_ARN, EVENT_SOURCE_ARN } from '../arns';
import { field, requiredField, type FieldMeta } from '../fieldMeta';
import { readBy } from '../readers';
import { flag, listOf, mapOf, oneOf, text, textLike, wholeNumber } from '../values';

/**
 * How far a stage owns a list: it leaves the list unchanged, adds and updates what is listed, or also removes
 * everything else.
 */
export const OWNERSHIP_MODES = ['ignore', 'ensure', 'own'] as const;
export type OwnershipMode = (typeof OWNERSHIP_MODES)[number];
/** Labels of the ownership modes. */
export const OWNERSHIP_WORDS = {
  ignore: 'Leave unchanged',
  ensure: 'Add or update',
  own: 'Replace all',
} as const satisfies Record<OwnershipMode, string>;

/** What each ownership mode does to event sources. */
const MODE_HELP = {
  ignore: 'Leave unchanged: no event source is changed.',
  ensure: 'Add or update: the listed event sources are created or updated, and all others stay.',
  own: "Replace all: the listed event sources are created or updated, and all others of the stage's alias are removed. If a Deployment names no alias, these are all others that call the function without an alias, and, if it lists exactly one alias, those of that alias.",
} as const satisfies Record<OwnershipMode, string>;

const sourceArn = () => textLike(EVENT_SOURCE_ARN, 'eventSourceArn');

/** One event source with its own settings. */
export const eventSourceSchema = mapOf(
  {
    arn: requiredField(sourceArn(), { label: 'ARN', help: 'the queue, stream or other source' }),
    batchSize: field(wholeNumber(1, 10_000), { label: 'Batch size', help: 'maximum number of records per invocation' }),
    windowSeconds: field(wholeNumber(0, 300), {
      label: 'Batching window in seconds',
      help: 'how long Lambda gathers records before it invokes the function, in seconds',
    }),
    startingPosition: field(oneOf(['LATEST', 'TRIM_HORIZON']), {
      label: 'Starting position',
      help: 'where to start reading a stream. AWS cannot change it later: another position than that of an existing mapping is rejected',
    }),
    filters: field(listOf(text(), 10), {
      label: 'Filters',
      entry: 'Filter',
      help: 'Lambda event filter patterns, each a JSON string',
    }),
    maximumConcurrency: field(wholeNumber(2, 1000), {
      label: 'Maximum concurrency',
      help: 'maximum number of concurrent invocations; SQS queues only',
    }),
    onFailureArn: field(textLike(DESTINATION_ARN, 'destinationArn'), {
      label: 'On-failure destination',
      help: 'where Lambda sends failed records',
    }),
    enabled: field(flag(), {
      label: 'Enabled',
      help: 'whether Lambda polls the source. When absent, a paused source stays paused',
    }),
  },
  'eventSource',
);
export type EventSource = z.output<typeof eventSourceSchema>;

const clearable = (meta: FieldMeta) => readBy('clearable', text().optional()).meta(meta);

const json = (label: string) => ({
  label,
  section: 'eventSources',
  native: true,
  noControl: 'applies to every ARN in Event source ARNs; use Event sources for settings per source',
});

/** The event sources of a function or alias, in Spinnaker's own spelling and in ours. */
export const eventSourceFields = {
  eventSourceMode: field(oneOf(OWNERSHIP_MODES), {
    label: 'Ownership',
    section: 'eventSources',
    control: 'cards',
    choices: OWNERSHIP_WORDS,
    whenAbsent: 'unchanged when nothing is listed, otherwise Add or update',
    choiceHelp: MODE_HELP,
    help: Object.values(MODE_HELP).join(' '),
  }),
  triggerArns: field(listOf(sourceArn()), {
    label: 'Event source ARNs',
    entry: 'Event source ARN',
    section: 'eventSources',
    native: true,
    example: 'arn:aws:sqs:us-east-1:123456789012:orders',
    help: 'Sources that Lambda polls: queues, streams and Kafka topics.',
  }),
  batchsize: field(wholeNumber(1, 10_000), {
    label: 'Batch size',
    section: 'eventSources',
    native: true,
    whenAbsent: "AWS's default for the source",
    help: 'Maximum number of records per invocation, for every ARN above.',
  }),
  eventSources: field(listOf(eventSourceSchema), {
    label: 'Event sources',
    entry: 'Event source',
    section: 'eventSources',
    help: 'Event sources, each with its own settings: arn, batchSize, windowSeconds, startingPosition, filters, maximumConcurrency, onFailureArn, enabled.',
  }),
  bisectBatchOnError: field(flag(), json('Split failed batches')),
  maxBatchingWindowSecs: field(wholeNumber(0, 300), json('Batching window')),
  maxRecordAgeSecs: field(wholeNumber(-1, 604_800), json('Maximum record age')),
  maxRetryAttempts: field(wholeNumber(-1, 10_000), json('Retries')),
  parallelizationFactor: field(wholeNumber(1, 10), json('Parallelization factor')),
  tumblingWindowSecs: field(wholeNumber(-1, 900), json('Tumbling window')),
  startingPosition: field(oneOf(['LATEST', 'TRIM_HORIZON']), json('Starting position')),
  destinationConfig: field(
    mapOf(
      {
        onFailureArn: clearable({ label: 'On failure', help: 'where Lambda sends failed records' }),
        onSuccessArn: clearable({
          label: 'On success',
          help: 'not supported yet and rejected: AWS sends only failed batches to a destination',
        }),
      },
      'destinationConfig',
    ),
    json('Destinations'),
  ),
};
