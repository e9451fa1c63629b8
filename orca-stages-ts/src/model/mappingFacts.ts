/** Settings of an event source mapping; the names of durations contain their units. */
interface MappingSettings {
  batchSize?: number;
  windowSeconds?: number;
  startingPosition?: string;
  maximumConcurrency?: number;
  onFailureArn?: string;
  bisectBatchOnError?: boolean;
  maximumRecordAgeSeconds?: number;
  maximumRetryAttempts?: number;
  parallelizationFactor?: number;
  tumblingWindowSeconds?: number;
}

/** An event source mapping as AWS has it. */
export interface MappingFacts extends MappingSettings {
  uuid: string;
  functionArn: string;
  eventSourceArn: string;
  state: string;
  filters: string[];
  /** It has settings that are not among these, so a new one would not be the same. */
  hasOtherSettings?: true;
}

/** The settings to send when creating or updating a mapping; what is absent is not sent. */
export interface MappingSpec extends MappingSettings {
  filters?: string[];
  enabled?: boolean;
}
