import type { FollowUp } from './followUp';
import type { ResourceHold } from './resourceHold';
import type { AliasSighting } from './aliasSighting';
import type { PinWrite } from './pins';
import type { OutcomeReport } from './report';
import type { StageStep } from './step';

/** What a stage will do. */
export interface Plan<Step extends StageStep> {
  steps: Step[];
  report?: OutcomeReport;
  pins?: PinWrite[];
  /** What aliases were found serving. */
  served?: AliasSighting[];
  /**
   * Resources that this operation decides about: their follow-ups wait for it, and are cleared when it has succeeded.
   */
  decides?: string[];
  /** Armed when the operation succeeds. */
  followUp?: FollowUp;
  /** What it holds against other executions while it lasts. */
  holds?: ResourceHold[];
  /** An operation of another execution that makes way for this one: it ends as superseded, without reverting. */
  preempts?: { operationId: string; reason: string };
}
