import { invalidParameter } from '../errors';
import { Constraints } from '../http/constraints';
import type { RequestFields } from '../http/requestFields';
import type { EventSource } from './eventSources';

/** Parts that are stored and returned as sent. */
const keptAsSent = [
  'FilterCriteria',
  'DestinationConfig',
  'ScalingConfig',
  'MetricsConfig',
  'SourceAccessConfigurations',
  'Topics',
  'Queues',
  'FunctionResponseTypes',
  'ProvisionedPollerConfig',
  'AmazonManagedKafkaEventSourceConfig',
  'DocumentDBEventSourceConfig',
  'KMSKeyArn',
  'StartingPosition',
  'StartingPositionTimestamp',
];
const integers = [
  'BatchSize',
  'MaximumBatchingWindowInSeconds',
  'ParallelizationFactor',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'TumblingWindowInSeconds',
];

/** The fields of a mapping besides its source, its function and whether it is enabled. */
export const mappingSettings: readonly string[] = [...integers, 'BisectBatchOnFunctionError', ...keptAsSent];

const streamOnly = [
  'MaximumRecordAgeInSeconds',
  'BisectBatchOnFunctionError',
  'MaximumRetryAttempts',
  'ParallelizationFactor',
  'TumblingWindowInSeconds',
];

/** Rejects values outside AWS's limits for this kind of source. */
export function requireMappingFields(
  fields: RequestFields,
  source: EventSource,
  present: Record<string, unknown>,
): void {
  new Constraints()
    .range('batchSize', fields.integer('BatchSize'), 1, 10_000)
    .range('maximumBatchingWindowInSeconds', fields.integer('MaximumBatchingWindowInSeconds'), 0, 300)
    .range('parallelizationFactor', fields.integer('ParallelizationFactor'), 1, 10)
    .range('maximumRecordAgeInSeconds', fields.integer('MaximumRecordAgeInSeconds'), -1, 604_800)
    .range('maximumRetryAttempts', fields.integer('MaximumRetryAttempts'), -1, 10_000)
    .range('tumblingWindowInSeconds', fields.integer('TumblingWindowInSeconds'), 0, 900)
    .range(
      'scalingConfig.maximumConcurrency',
      fields.structure('ScalingConfig')?.integer('MaximumConcurrency'),
      2,
      1000,
    )
    .oneOf('startingPosition', fields.text('StartingPosition'), ['LATEST', 'AT_TIMESTAMP', 'TRIM_HORIZON'])
    .enforce();
  requireFilters(fields);
  if (source.kind !== 'kinesis' && source.kind !== 'dynamodb') {
    const misplaced = streamOnly.find((name) => fields.has(name));
    if (misplaced !== undefined)
      throw invalidParameter(`Unsupported ${misplaced} parameter for given event source mapping type.`);
  }
  if (source.kind !== 'sqs') return;
  if (fields.has('DestinationConfig'))
    throw invalidParameter('Unsupported DestinationConfig parameter for given event source mapping type.');
  requireSqsBatch(fields, source, present);
}

function requireSqsBatch(fields: RequestFields, source: EventSource, present: Record<string, unknown>): void {
  const batchSize = fields.integer('BatchSize') ?? Number(present['BatchSize'] ?? source.defaultBatchSize);
  const window =
    fields.integer('MaximumBatchingWindowInSeconds') ?? Number(present['MaximumBatchingWindowInSeconds'] ?? 0);
  if (source.isFifo && window > 0) throw invalidParameter('Batching window is not supported for FIFO queues.');
  if (source.isFifo && batchSize > 10)
    throw invalidParameter('Batch size must be less than or equal to 10 for FIFO queues.');
  if (batchSize > 10 && window === 0)
    throw invalidParameter(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
}

function requireFilters(fields: RequestFields): void {
  const filters = fields.structure('FilterCriteria')?.structures('Filters') ?? [];
  for (const filter of filters) {
    const pattern = filter.text('Pattern');
    if (pattern === undefined || !isFilterPattern(parsedJson(pattern)))
      throw invalidParameter('Invalid filter pattern definition.');
  }
}

/** An object whose leaves are lists of at least one condition. */
function isFilterPattern(pattern: unknown): boolean {
  if (typeof pattern !== 'object' || pattern === null || Array.isArray(pattern)) return false;
  return Object.values(pattern).every((part: unknown) =>
    Array.isArray(part) ? part.length > 0 : isFilterPattern(part),
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Where to start reading a stream: required for streams, rejected for other sources. */
export function requireStartingPosition(fields: RequestFields, source: EventSource, arn: string): void {
  const position = fields.text('StartingPosition');
  if (source.isStream && position === undefined) {
    throw invalidParameter(
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    );
  }
  if (source.kind === 'dynamodb' && position === 'AT_TIMESTAMP')
    throw invalidParameter(`Unsupported starting position for arn type: ${arn}`);
  if (!source.isStream && position !== undefined)
    throw invalidParameter('StartingPosition is not valid for this event source.');
}

/** The settings of a new mapping before the request's are applied. */
export function defaultMappingSettings(source: EventSource): Record<string, unknown> {
  const common = {
    BatchSize: source.defaultBatchSize,
    MaximumBatchingWindowInSeconds: source.kind === 'kafka' || source.kind === 'mq' ? 1 : 0,
    FunctionResponseTypes: [],
  };
  if (source.kind !== 'kinesis' && source.kind !== 'dynamodb') return common;
  return {
    ...common,
    BisectBatchOnFunctionError: false,
    MaximumRecordAgeInSeconds: -1,
    MaximumRetryAttempts: -1,
    ParallelizationFactor: 1,
    TumblingWindowInSeconds: 0,
    DestinationConfig: { OnFailure: {} },
  };
}

/** The mapping's settings with those of a request applied. */
export function withMappingFields(present: Record<string, unknown>, fields: RequestFields): Record<string, unknown> {
  const next = { ...present };
  for (const name of integers) if (fields.has(name)) next[name] = fields.integer(name);
  if (fields.has('BisectBatchOnFunctionError'))
    next['BisectBatchOnFunctionError'] = fields.flag('BisectBatchOnFunctionError');
  for (const name of keptAsSent) if (fields.has(name)) next[name] = fields.raw(name);
  return next;
}
