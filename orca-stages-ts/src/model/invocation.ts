/** What Invoke is given; the payload is JSON text. */
export interface InvokeSpec {
  functionName: string;
  qualifier?: string;
  payload: string;
  invocationType: 'RequestResponse' | 'Event' | 'DryRun';
  timeoutMs: number;
  logTail: boolean;
}

/** What a call of a function came to. */
export interface InvokeFacts {
  statusCode: number;
  executedVersion?: string;
  functionError?: string;
  /** The response as text; empty for Event and DryRun. */
  payload: string;
  /** Decoded last 4 KB of log. */
  logTail?: string;
  requestId?: string;
  durationMs: number;
}
