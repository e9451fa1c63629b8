import type { ErrorCode } from 'stage-contract';
import type { Fault } from 'strict-lambda';
import type { StageRequest } from '../process/support/sidecarClient';
import type { LiveState } from './liveState';

/** One stage of the matrix: what comes before it, and what it must come to without a crash, written by hand. Every cell follows from it. */
export interface CrashStage {
  title: string;
  before: readonly StageRequest[];
  request: StageRequest;
  faults?: readonly Fault[];
  /** State in the end; `undefined` parts of it are what they were at first. */
  ends: Partial<LiveState>;
  /** Failure code of a stage that is to fail, and the step that fails: what comes after it is its failure policy. */
  fails?: { code: ErrorCode; step: string };
  /** A stage that is cancelled, or whose deadline passes, while this step waits; what comes after it is its failure policy. */
  stopped?: { step: string; by: 'cancel' | 'deadline' };
  /** How often the function runs. */
  runs: number;
  /** Aliases as the failure policy leaves them once anything has begun; absent: it takes nothing back. */
  restored?: Record<string, string>;
  /** A version that the failure policy deletes. */
  deleted?: string;
}
