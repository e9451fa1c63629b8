import {
  present,
  isStream,
  needsStartingPosition,
  say,
  startingPositionFor,
  type EventSource,
  type NoEffectReason,
  type OwnershipMode,
  type Saying,
} from 'stage-contract';
import type { MappingSpec } from '../../../model/mappingFacts';

/** The event source fields that Deployment and Route share. */
export interface EventSourceInput {
  eventSourceMode?: OwnershipMode | undefined;
  triggerArns?: string[] | undefined;
  batchsize?: number | undefined;
  eventSources?: EventSource[] | undefined;
  bisectBatchOnError?: boolean | undefined;
  maxBatchingWindowSecs?: number | undefined;
  maxRecordAgeSecs?: number | undefined;
  maxRetryAttempts?: number | undefined;
  parallelizationFactor?: number | undefined;
  tumblingWindowSecs?: number | undefined;
  startingPosition?: 'LATEST' | 'TRIM_HORIZON' | undefined;
  destinationConfig?: { onFailureArn?: string | undefined; onSuccessArn?: string | undefined } | undefined;
}

/** One source as the stage wants it. */
export interface WantedMapping {
  eventSourceArn: string;
  settings: MappingSpec;
  /** What a new mapping starts with. AWS never changes it later. */
  startingPosition?: string;
  /** The position that the stage itself asks for, and in which field. */
  askedPosition?: { field: string; value: string };
}

/**
 * How the stage owns the event sources: unchanged if nothing is listed, otherwise the listed ones are created or
 * updated.
 */
export const eventSourceMode = (input: EventSourceInput): OwnershipMode =>
  input.eventSourceMode ?? (input.triggerArns !== undefined || input.eventSources !== undefined ? 'ensure' : 'ignore');

/**
 * Every listed source once. An entry of `eventSources` is more specific than the same ARN in `triggerArns`, so it wins.
 */
export function wantedMappings(input: EventSourceInput): WantedMapping[] {
  const wanted = new Map<string, WantedMapping>();
  for (const arn of input.triggerArns ?? []) wanted.set(arn, sharedSettings(arn, input));
  for (const source of input.eventSources ?? []) wanted.set(source.arn, ownSettings(source));
  return [...wanted.values()];
}

/** Drops settings that are not given, so that they stay unchanged. */
const given = (settings: { [K in keyof MappingSpec]: MappingSpec[K] | undefined }): MappingSpec =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));

function withStart(
  arn: string,
  { field, value }: { field: string; value: string | undefined },
  settings: MappingSpec,
): WantedMapping {
  const startingPosition = startingPositionFor(arn, value);
  return {
    eventSourceArn: arn,
    settings,
    ...present({ startingPosition }),
    ...(value === undefined ? {} : { askedPosition: { field, value } }),
  };
}

/**
 * The old list: one set of settings for every ARN. Its stream settings apply to streams only, because AWS rejects them
 * elsewhere.
 */
function sharedSettings(arn: string, input: EventSourceInput): WantedMapping {
  const everywhere = given({ batchSize: input.batchsize, windowSeconds: input.maxBatchingWindowSecs });
  const position = { field: 'startingPosition', value: input.startingPosition };
  if (!isStream(arn)) return withStart(arn, position, everywhere);
  return withStart(arn, position, {
    ...everywhere,
    ...given({
      bisectBatchOnError: input.bisectBatchOnError,
      maximumRecordAgeSeconds: input.maxRecordAgeSecs,
      maximumRetryAttempts: input.maxRetryAttempts,
      parallelizationFactor: input.parallelizationFactor,
      onFailureArn: input.destinationConfig?.onFailureArn,
      // Spinnaker writes -1 for a window that is not set.
      tumblingWindowSeconds: input.tumblingWindowSecs === -1 ? undefined : input.tumblingWindowSecs,
    }),
  });
}

const ownSettings = (source: EventSource): WantedMapping =>
  withStart(
    source.arn,
    { field: 'eventSources.startingPosition', value: source.startingPosition },
    given({
      batchSize: source.batchSize,
      windowSeconds: source.windowSeconds,
      filters: source.filters,
      maximumConcurrency: source.maximumConcurrency,
      onFailureArn: source.onFailureArn,
      enabled: source.enabled,
    }),
  );

/** Shared settings that are given, by field. -1 is how Spinnaker writes a window that is not set. */
const givenSettings = (input: EventSourceInput): string[] =>
  [
    input.batchsize === undefined ? undefined : 'batchsize',
    input.maxBatchingWindowSecs === undefined ? undefined : 'maxBatchingWindowSecs',
    ...givenStreamSettings(input),
    input.startingPosition === undefined ? undefined : 'startingPosition',
  ].filter((field) => field !== undefined);

const givenStreamSettings = (input: EventSourceInput): string[] =>
  [
    input.bisectBatchOnError === undefined ? undefined : 'bisectBatchOnError',
    input.maxRecordAgeSecs === undefined ? undefined : 'maxRecordAgeSecs',
    input.maxRetryAttempts === undefined ? undefined : 'maxRetryAttempts',
    input.parallelizationFactor === undefined ? undefined : 'parallelizationFactor',
    input.tumblingWindowSecs === undefined || input.tumblingWindowSecs === -1 ? undefined : 'tumblingWindowSecs',
    input.destinationConfig?.onFailureArn === undefined ? undefined : 'destinationConfig.onFailureArn',
  ].filter((field) => field !== undefined);

/**
 * Names given fields that change nothing. Settings beside an empty list are no mistake: Spinnaker's own form leaves them
 * there.
 */
export function withoutEffect(input: EventSourceInput): Saying[] {
  const { triggerArns, eventSources = [] } = input;
  const listed = [
    ...((triggerArns ?? []).length > 0 ? ['triggerArns'] : []),
    ...(eventSources.length > 0 ? ['eventSources'] : []),
  ];
  if (input.eventSourceMode === 'ignore') return ineffective(listed, 'sourcesIgnored');
  if (triggerArns === undefined) return ineffective(givenSettings(input), 'noSources');
  if (triggerArns.length === 0) return [];
  return ineffective(
    [
      ...(triggerArns.some(isStream) ? [] : givenStreamSettings(input)),
      ...(triggerArns.some(needsStartingPosition) || input.startingPosition === undefined ? [] : ['startingPosition']),
    ],
    'noStreams',
  );
}

const ineffective = (fields: string[], because: NoEffectReason): Saying[] =>
  fields.length === 0 ? [] : [say('fieldsWithoutEffect', { fields, because })];
