import type { StageType } from 'stage-contract';
import type { StageDetails } from './read/readDetails';
import type { ZonedTimes } from './text/zonedTimes';

/** What every part of a stage's own tab is drawn from. */
export interface StageOutcomeProps {
  details: StageDetails;
  times: ZonedTimes;
}

/** A stage's own tab of the execution details, in addition to what the outcome itself defines. */
export interface OutcomeTab {
  type: StageType;
  /** The words on the tab. */
  detailsTitle: string;
  /** What only this stage's page shows, below the calls of the function; nothing if absent. */
  Details?: React.ComponentType<StageOutcomeProps>;
}
