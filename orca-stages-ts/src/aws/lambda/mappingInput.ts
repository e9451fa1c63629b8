import type { EventSourcePosition } from '@aws-sdk/client-lambda';
import type { MappingSpec } from '../../model/mappingFacts';

/** Settings of a mapping in the form that create and update share; what is absent is not sent. */
export const mappingInput = (spec: MappingSpec) => ({
  BatchSize: spec.batchSize,
  MaximumBatchingWindowInSeconds: spec.windowSeconds,
  FilterCriteria:
    spec.filters === undefined ? undefined : { Filters: spec.filters.map((pattern) => ({ Pattern: pattern })) },
  ScalingConfig: spec.maximumConcurrency === undefined ? undefined : { MaximumConcurrency: spec.maximumConcurrency },
  DestinationConfig: spec.onFailureArn === undefined ? undefined : { OnFailure: { Destination: spec.onFailureArn } },
  BisectBatchOnFunctionError: spec.bisectBatchOnError,
  MaximumRecordAgeInSeconds: spec.maximumRecordAgeSeconds,
  MaximumRetryAttempts: spec.maximumRetryAttempts,
  ParallelizationFactor: spec.parallelizationFactor,
  TumblingWindowInSeconds: spec.tumblingWindowSeconds,
  Enabled: spec.enabled,
});

/** Where to start reading a stream: only for creating. */
export const startingPositionInput = (spec: MappingSpec) => ({
  StartingPosition: spec.startingPosition as EventSourcePosition | undefined,
});
