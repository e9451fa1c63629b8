import { type Worded, type Outcome, type StepReport } from 'stage-contract';
import type { FollowUp } from './followUp';
import type { PinReader } from './pins';
import type { OutcomeReport } from './report';
import type { StageEvent } from './stageEvents';

/**
 * What happened to a follow-up: the result of its step, or that it failed, or was cleared because another operation has
 * decided about its resource.
 */
export interface FollowUpEnd {
  state: Exclude<StepReport['state'], 'todo' | 'running'> | 'cleared';
  note: Worded;
  /** ISO 8601. */
  endedAt: string;
  report?: OutcomeReport;
}

/** What the log says of a follow-up: it has begun to act, has ended, or could not do its work. */
export interface FollowUpLog {
  begun: string;
  ended: string;
  failed: string;
}

/**
 * What a stage knows about the follow-ups that its successes arm. The engine arms, keeps, clears and runs them, and
 * asks here whenever it matters what they are.
 */
export interface StageFollowUps {
  /** What the outcome says about a follow-up once it is armed; `dueAt` is ISO 8601. Pure. */
  armed(followUp: FollowUp, dueAt: string): OutcomeReport;
  /** What a follow-up that watches must know of what the stage has learnt, as facts. Pure. Absent: nothing. */
  knows?(facts: Readonly<object>): object;
  /**
   * Whether an execution that has decided about the resource has left it in the state that the follow-up guards;
   * undefined if that is unknown. May only read these pins, which are that execution's, because it runs inside a
   * transaction.
   */
  isLeftAsGuarded(guarded: Pick<FollowUp, 'resource' | 'guard'>, pins: PinReader): Promise<boolean | undefined>;
  /**
   * The outcome of the stage that armed it, after the follow-up has ended, its state for the log, and what others must
   * know. The stage itself keeps its status. Pure.
   */
  ended(outcome: Outcome, end: FollowUpEnd): { outcome: Outcome; state: string; events?: StageEvent[] };
  /** Messages for the log. */
  log: FollowUpLog;
  /** The same about follow-ups that watch; absent: none does. */
  watchLog?: FollowUpLog;
}
