import { z } from 'zod';
import { DESTINATION_ARN, EVENT_SOURCE_ARN } from '../arns';
import { field, requiredField, type FieldMeta } from '../fieldMeta';
import { flag, listOf, mapOf, oneOf, text, textLike, wholeNumber } from '../values';

/** How far a stage owns a list: left alone, what is listed exists, or exactly what is listed. */
export const OWNERSHIP_MODES = ['ignore', 'ensure', 'own'] as const;
export type OwnershipMode = (typeof OWNERSHIP_MODES)[number];
/** Words for the ownership modes. */
export const OWNERSHIP_WORDS = {
  ignore: 'Leave alone',
  ensure: 'Make sure these exist',
  own: 'Exactly these',
} as const satisfies Record<OwnershipMode, string>;

/** What each ownership mode does to event sources. */
const MODE_HELP = {
  ignore: 'Leave alone changes no event source.',
  ensure: 'Make sure these exist creates or updates the listed ones.',
  own: 'Exactly these also removes the others of this qualifier.',
} as const satisfies Record<OwnershipMode, string>;

const sourceArn = () => textLike(EVENT_SOURCE_ARN, 'eventSourceArn');

/** One event source with settings of its own. */
export const eventSourceSchema = mapOf(
  {
    arn: requiredField(sourceArn(), { label: 'ARN', help: 'queue, stream or other source' }),
    batchSize: field(wholeNumber(1, 10_000), { label: 'Batch size', help: 'most records in one invocation' }),
    windowSeconds: field(wholeNumber(0, 300), {
      label: 'Batching window in seconds',
      help: 'how long records are gathered, in s',
    }),
    startingPosition: field(oneOf(['LATEST', 'TRIM_HORIZON']), {
      label: 'Starting position',
      help: 'where a new mapping of a stream begins; AWS never changes it later',
    }),
    filters: field(listOf(text(), 10), {
      label: 'Filters',
      entry: 'Filter',
      help: "patterns of AWS's event filtering, each a JSON text",
    }),
    maximumConcurrency: field(wholeNumber(2, 1000), {
      label: 'Maximum concurrency',
      help: 'most invocations at one time; SQS queues only',
    }),
    onFailureArn: field(textLike(DESTINATION_ARN, 'destinationArn'), {
      label: 'On-failure destination',
      help: 'where failed records go',
    }),
    enabled: field(flag(), {
      label: 'Enabled',
      help: 'whether it is polled; absent: one that was paused stays paused',
    }),
  },
  'eventSource',
);
export type EventSource = z.output<typeof eventSourceSchema>;

/** Spinnaker's own form writes empty texts for what was cleared. */
const clearable = (meta: FieldMeta) =>
  z.preprocess((value) => (value === '' ? undefined : value), text().optional()).meta(meta);

const json = (label: string) => ({
  label,
  section: 'eventSources',
  native: true,
  noControl: 'applies to every ARN of the old list; use Event sources for settings per source',
});

/** The event sources of a function or alias, in Spinnaker's own spelling and in ours. */
export const eventSourceFields = {
  eventSourceMode: field(oneOf(OWNERSHIP_MODES), {
    label: 'Ownership',
    section: 'eventSources',
    control: 'cards',
    choices: OWNERSHIP_WORDS,
    whenAbsent: 'left alone when nothing is listed, else what is listed is made sure to exist',
    choiceHelp: MODE_HELP,
    help: Object.values(MODE_HELP).join(' '),
  }),
  triggerArns: field(listOf(sourceArn()), {
    label: 'Event source ARNs',
    entry: 'Event source ARN',
    section: 'eventSources',
    native: true,
    placeholder: 'arn:aws:sqs:us-east-1:123456789012:orders',
    help: 'Sources that Lambda polls: queues, streams, Kafka topics.',
  }),
  batchsize: field(wholeNumber(1, 10_000), {
    label: 'Batch size',
    section: 'eventSources',
    native: true,
    whenAbsent: "AWS's default for the kind of source",
    help: 'Most records in one invocation, for every ARN above.',
  }),
  eventSources: field(listOf(eventSourceSchema), {
    label: 'Event sources',
    entry: 'Event source',
    section: 'eventSources',
    control: 'json',
    help: 'Sources with settings of their own: arn, batchSize, windowSeconds, startingPosition, filters, maximumConcurrency, onFailureArn, enabled.',
  }),
  bisectBatchOnError: field(flag(), json('Split a failing batch')),
  maxBatchingWindowSecs: field(wholeNumber(0, 300), json('Batching window')),
  maxRecordAgeSecs: field(wholeNumber(-1, 604_800), json('Oldest record')),
  maxRetryAttempts: field(wholeNumber(-1, 10_000), json('Retries')),
  parallelizationFactor: field(wholeNumber(1, 10), json('Parallelization factor')),
  tumblingWindowSecs: field(wholeNumber(-1, 900), json('Tumbling window')),
  startingPosition: field(oneOf(['LATEST', 'TRIM_HORIZON']), json('Starting position')),
  destinationConfig: field(
    mapOf(
      {
        onFailureArn: clearable({ label: 'On failure', help: 'where failed records go' }),
        onSuccessArn: clearable({
          label: 'On success',
          help: 'not supported yet and refused: AWS forwards only failed batches',
        }),
      },
      'destinationConfig',
    ),
    json('Destinations'),
  ),
};
