import { present } from 'stage-contract';
import type { EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import type { MappingFacts } from '../../model/mappingFacts';

/** An event source mapping as our facts. */
export const mappingFacts = (found: EventSourceMappingConfiguration): MappingFacts =>
  present({
    uuid: found.UUID ?? '',
    functionArn: found.FunctionArn ?? '',
    eventSourceArn: found.EventSourceArn ?? '',
    state: found.State ?? '',
    batchSize: found.BatchSize,
    windowSeconds: found.MaximumBatchingWindowInSeconds,
    startingPosition: found.StartingPosition,
    filters: (found.FilterCriteria?.Filters ?? []).flatMap((filter) => filter.Pattern ?? []),
    maximumConcurrency: found.ScalingConfig?.MaximumConcurrency,
    onFailureArn: found.DestinationConfig?.OnFailure?.Destination,
    bisectBatchOnError: found.BisectBatchOnFunctionError,
    maximumRecordAgeSeconds: found.MaximumRecordAgeInSeconds,
    maximumRetryAttempts: found.MaximumRetryAttempts,
    parallelizationFactor: found.ParallelizationFactor,
    tumblingWindowSeconds: found.TumblingWindowInSeconds,
    hasOtherSettings: hasOtherSettings(found) ? (true as const) : undefined,
  });

/** Partial batch responses decide which messages a queue keeps; a key encrypts the filters. */
const hasOtherSettings = ({ FunctionResponseTypes = [], KMSKeyArn }: EventSourceMappingConfiguration): boolean =>
  FunctionResponseTypes.length > 0 || KMSKeyArn !== undefined;
