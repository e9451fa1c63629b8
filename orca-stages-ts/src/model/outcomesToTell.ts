import type { Outcome } from 'stage-contract';
import type { StageRun } from './orcaPort';

/** An ended run of a stage whose outcome Orca may not have seen. */
export interface EndedStage extends StageRun {
  operationId: string;
  executionId: string;
  /** In ms since 1970. */
  endedAt: number;
  /** When it is due again; also proves, when it is settled, that nothing has changed since. */
  againAt: number;
}

/** Outcomes that Orca may not have seen, because it may have stopped polling. They outlive the process. */
export interface OutcomesToTell {
  /**
   * Takes those that are due; each goes to one replica. They are due again later, in case this process dies or Orca
   * cannot be told yet; `againAt` says when.
   */
  take(nowMs: number, againAt: (endedAtMs: number) => number): Promise<EndedStage[]>;
  /** The current outcome; undefined if it is no longer kept. */
  outcome(stage: EndedStage): Promise<Outcome | undefined>;
  /** There is nothing left to tell, unless the outcome has changed since it was taken. */
  settle(stage: EndedStage): Promise<void>;
}
