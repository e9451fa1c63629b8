import type { StageType } from 'stage-contract';
import type { StageDetails } from './read/readDetails';
import type { ZonedTimes } from './text/zonedTimes';

/** What every part of a stage's own tab is drawn from. */
export interface StageOutcomeProps {
  details: StageDetails;
  times: ZonedTimes;
}

/** A stage's own tab of the execution details, beyond what the outcome itself says. */
export interface OutcomeTab {
  type: StageType;
  /** The words on the tab. */
  detailsTitle: string;
  /** What the page of this stage shows and no other one's does, below the calls of the function; nothing, when absent. */
  Details?: React.ComponentType<StageOutcomeProps>;
}
