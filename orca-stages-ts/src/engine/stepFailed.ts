import { StageError, type StageErrorDetails } from 'stage-contract';
import type { OutcomeReport } from '../model/report';

/** A step that reported its own failure, with what else it has to report. */
export class StepFailed extends StageError {
  constructor(
    details: StageErrorDetails,
    readonly report: OutcomeReport | undefined,
  ) {
    super(details);
  }
}
