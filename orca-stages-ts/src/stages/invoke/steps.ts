import type { InvocationReport } from 'stage-contract';
import type { StageStep } from '../../model/step';

/** What is called, and how. The payload is not part of it: plans are shown. */
export interface Call {
  qualifier?: string;
  timeoutMs: number;
}

/** Calls made together, calls that AWS throttled made again, or the verdict over all of them. */
type InvokeAction =
  | { kind: 'calls'; indexes: number[]; call: Call }
  | { kind: 'throttledCalls'; call: Call }
  | { kind: 'judge'; words: string };

export interface InvokeStep extends StageStep {
  action: InvokeAction;
}

/** One call in the form of Spinnaker's own `invokeResultsList`. */
export interface NativeResult {
  body: string;
  response: string;
  errors: string[];
  logs?: string;
}

export interface InvokeFactsKept {
  invocations: InvocationReport[];
  /** By index of the call. */
  results: Record<string, NativeResult>;
  /** Calls that AWS throttled, or refused for what IAM may not know yet: they did not run. */
  throttled: number[];
  /** Calls that nobody saw the end of. */
  unknown: number[];
}
