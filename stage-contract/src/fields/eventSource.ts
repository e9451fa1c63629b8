import { z } from 'zod';
import { DESTINATION_ARN, EVENT_SOURCE_ARN } from '../arns';
import { field } from '../fieldMeta';
import { flag, listOf, oneOf, text, textLike, wholeNumber } from '../values';

/** How far a stage owns a list: left alone, what is listed exists, or exactly what is listed. */
export const OWNERSHIP_MODES = ['ignore', 'ensure', 'own'] as const;
export type OwnershipMode = (typeof OWNERSHIP_MODES)[number];
/** Words for the ownership modes. */
export const OWNERSHIP_WORDS = {
  ignore: 'Leave alone',
  ensure: 'Make sure these exist',
  own: 'Exactly these',
} as const satisfies Record<OwnershipMode, string>;

const sourceArn = () =>
  textLike(
    EVENT_SOURCE_ARN,
    'must be the ARN of an event source: arn:aws:sqs|kinesis|dynamodb|kafka|mq|rds:region:account:name',
  );

/** One event source with settings of its own. */
export const eventSourceSchema = z.strictObject(
  {
    arn: sourceArn(),
    batchSize: wholeNumber(1, 10_000).optional(),
    windowSeconds: wholeNumber(0, 300).optional(),
    startingPosition: oneOf(['LATEST', 'TRIM_HORIZON']).optional(),
    filters: listOf(text(), 10).optional(),
    maximumConcurrency: wholeNumber(2, 1000).optional(),
    onFailureArn: textLike(DESTINATION_ARN, 'must be the ARN of a queue, topic, function or bucket').optional(),
    enabled: flag().optional(),
  },
  { error: 'must be a map with arn and settings' },
);
export type EventSource = z.output<typeof eventSourceSchema>;

/** Spinnaker's own form writes empty texts for what was cleared. */
const clearable = () => z.preprocess((value) => (value === '' ? undefined : value), text().optional());

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
    help: 'Leave alone changes no event source. Make sure these exist creates or updates the listed ones. Exactly these also removes the others of this qualifier.',
  }),
  triggerArns: field(listOf(sourceArn()), {
    label: 'Event source ARNs',
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
    z.strictObject(
      { onFailureArn: clearable(), onSuccessArn: clearable() },
      { error: 'must be a map with onFailureArn' },
    ),
    json('Destinations'),
  ),
};
