import type { Outcome, StepReport } from 'stage-contract';
import type { FollowUp } from './followUp';
import type { PinReader } from './pins';
import type { OutcomeReport } from './report';

/** What has become of a follow-up: what its step came to, or that it failed, or was cleared because its resource was decided about. */
export interface FollowUpEnd {
  state: Exclude<StepReport['state'], 'todo' | 'running'> | 'cleared';
  note: string;
  /** ISO 8601. */
  endedAt: string;
  report?: OutcomeReport;
}

/**
 * What a stage knows of the follow-ups that its successes arm. The engine arms, keeps, clears and runs them, and asks here wherever it
 * matters what they are.
 */
export interface StageFollowUps {
  /** What the outcome says of a follow-up from when it is armed; `dueAt` is ISO 8601. Pure. */
  armed(followUp: FollowUp, dueAt: string): OutcomeReport;
  /**
   * Whether an execution that has decided about the resource has left it in the state that the follow-up guards; undefined where it can't
   * be told. May read nothing but these pins, which are that execution's: it is asked inside a transaction.
   */
  isLeftAsGuarded(guarded: Pick<FollowUp, 'resource' | 'guard'>, pins: PinReader): Promise<boolean | undefined>;
  /** The outcome of the stage that has armed it, once it has ended, and its state for the log. The stage itself stays as it ended. Pure. */
  ended(outcome: Outcome, end: FollowUpEnd): { outcome: Outcome; state: string };
  /** Messages for the log. */
  log: { begun: string; ended: string; failed: string };
}
