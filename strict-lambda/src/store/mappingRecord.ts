/** States of an event source mapping in AWS's words. */
export type MappingState = 'Creating' | 'Enabled' | 'Disabling' | 'Disabled' | 'Enabling' | 'Updating' | 'Deleting';

/** An event source mapping; it outlives its function. */
export type MappingRecord = {
  uuid: string;
  functionName: string;
  /** Version or alias; absent means `$LATEST`. */
  qualifier?: string;
  eventSourceArn?: string;
  enabled: boolean;
  state: MappingState;
  /** End of the current transition in epoch milliseconds. */
  dueAt?: number;
  lastModified: number;
  tags: Record<string, string>;
  /** The remaining fields in AWS's format. */
  settings: Record<string, unknown>;
};
