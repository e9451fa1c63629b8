import type { StageStep } from './step';

/** Why an operation abandoned its plan; `asked`: another operation has asked for that. */
export type RecoveryReason = 'failed' | 'cancelled' | 'deadlineExceeded' | 'abandoned' | 'asked';

/** What the failure policy may use: pure data. */
export interface RecoveryState<Step extends StageStep, Facts extends object> {
  reason: RecoveryReason;
  /** Steps that have ended or were started, in order; a started one may or may not have acted. */
  begun: Step[];
  /**
   * IDs of started steps whose call may not have been answered: AWS may still execute it, even after everything else
   * has ended.
   */
  unanswered: readonly string[];
  facts: Readonly<Partial<Facts>>;
}
