import type { ErrorCode, RolloutAction } from 'stage-contract';
import type { Fault } from 'strict-lambda';
import type { StageRequest } from '../process/support/sidecarClient';
import type { LiveState } from './liveState';

/**
 * One stage of the matrix: what comes before it, and its expected result without a crash. Every cell is derived from
 * it.
 */
export interface CrashStage {
  title: string;
  before: readonly StageRequest[];
  request: StageRequest;
  faults?: readonly Fault[];
  /** Final state; `undefined` parts are as at the start. */
  ends: Partial<LiveState>;
  /** Failure code of a stage that should fail, and the step that fails; the steps after it are its failure policy. */
  fails?: { code: ErrorCode; step: string };
  /**
   * A stage that is cancelled, or whose deadline passes, while this step waits; the steps after it are its failure
   * policy.
   */
  stopped?: { step: string; by: 'cancel' | 'deadline' };
  /** What people ask of a rollout while this step waits, one after the other. The deaths are the rollout's. */
  asked?: { step: string; actions: readonly RolloutAction[] };
  /** After the stage has succeeded, its watch finds something and sends the alias back: cells go on until that has ended. */
  watched?: true;
  /** How often the function runs. */
  runs: number;
  /** Aliases as the failure policy leaves them once anything has started; absent: it reverts nothing. */
  restored?: Record<string, string>;
  /** The failure policy removes the concurrency and the event sources that the stage has made: there were none before. */
  removesSides?: true;
  /**
   * Calls that the failure policy takes back, and for which AWS compares no revision: one that AWS carries out only after the stage has ended
   * changes the setting once more.
   */
  takesBack?: readonly string[];
  /** A version that the failure policy deletes. */
  deleted?: string;
}
