import { StageError, type StageErrorDetails } from 'stage-contract';
import type { OutcomeReport } from '../model/report';

/** A step that has said itself that it failed, with what it has to report all the same. */
export class StepFailed extends StageError {
  constructor(
    details: StageErrorDetails,
    readonly report: OutcomeReport | undefined,
  ) {
    super(details);
  }
}
