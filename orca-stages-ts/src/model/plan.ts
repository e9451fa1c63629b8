import type { PinWrite } from './pins';
import type { OutcomeReport } from './report';
import type { RevertTimer } from './revertTimer';
import type { StageStep } from './step';

/** What a stage will do. */
export interface Plan<Step extends StageStep> {
  steps: Step[];
  report?: OutcomeReport;
  pins?: PinWrite[];
  served?: { aliasName: string; version: string }[];
  /** Aliases whose routing this operation decides about: their timers wait for it, and end when it has succeeded. */
  routes?: string[];
  /** Armed when the operation succeeds. */
  timer?: RevertTimer;
  /** Keeps others from routing the alias while this operation lasts. */
  claim?: { aliasName: string; baseline: string | null; candidate: string };
  /** Operation of another execution whose claim this one pre-empts: it ends as superseded, without reverting. */
  supersedes?: string;
}
