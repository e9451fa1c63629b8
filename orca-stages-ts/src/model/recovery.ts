import type { StageStep } from './step';

/** Why an operation's plan was left. */
export type RecoveryReason = 'failed' | 'cancelled' | 'deadlineExceeded' | 'abandoned';

/** What the failure policy may look at: pure data. */
export interface RecoveryState<Step extends StageStep, Facts extends object> {
  reason: RecoveryReason;
  /** Steps that ended or were begun, in order; a begun one may or may not have acted. */
  begun: Step[];
  /** Ids of begun steps whose call may not have been answered: AWS may still carry it out, also after everything else has ended. */
  unanswered: readonly string[];
  facts: Readonly<Partial<Facts>>;
}
