/** The input of Invoke; the payload is JSON text. */
export interface InvokeSpec {
  functionName: string;
  qualifier?: string;
  payload: string;
  invocationType: 'RequestResponse' | 'Event' | 'DryRun';
  timeoutMs: number;
  logTail: boolean;
}

/** The result of calling a function. */
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
