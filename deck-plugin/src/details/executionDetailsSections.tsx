import {
  ExecutionDetailsSection,
  ExecutionDetailsTasks,
  type IExecutionDetailsSectionProps,
  SETTINGS,
} from '@spinnaker/core';
import React from 'react';
import { injectStyles } from '../look/injectStyles';
import { AwsCalls } from './AwsCalls';
import type { OutcomeTab } from './outcomeTab';
import { StageOutcome } from './StageOutcome';
import { useNowMs } from './parts/useNowMs';
import { readDetails } from './read/readDetails';
import { zonedTimes, type ZonedTimes } from './text/zonedTimes';
import { isCounting } from './transforms/revertTimerLine';

/** A tab of Deck's execution details. */
export type DetailsSection = React.ComponentType<IExecutionDetailsSectionProps> & { title: string };

/**
 * Times in the same zone as Deck's own `timestamp`: the operator's, or the reader's if the operator configures that.
 */
const deckTimes = (): ZonedTimes =>
  zonedTimes(SETTINGS.feature?.displayTimestampsInUserLocalTime === true ? undefined : SETTINGS.defaultTimeZone);

/** The stage's own tab. Its marker is on the page with every tab, so that the width does not jump between them. */
function outcomeSection({ type, detailsTitle, Details }: OutcomeTab): DetailsSection {
  function OutcomeSection({ stage, execution, name, current }: IExecutionDetailsSectionProps): React.ReactElement {
    const details = readDetails(type, stage, execution);
    React.useLayoutEffect(injectStyles, []);
    const nowMs = useNowMs(
      (details.phase === 'running' || isCounting(details.outcome, Date.now())) && name === current,
    );
    return (
      <>
        <span className="lst-full-width" hidden />
        <ExecutionDetailsSection name={name} current={current}>
          <StageOutcome details={details} times={deckTimes()} nowMs={nowMs} Own={Details} />
        </ExecutionDetailsSection>
      </>
    );
  }
  return Object.assign(OutcomeSection, { title: detailsTitle });
}

/** The tab with the calls to AWS. */
function awsCallsSection({ type }: OutcomeTab): DetailsSection {
  function AwsCallsSection({ stage, execution, name, current }: IExecutionDetailsSectionProps): React.ReactElement {
    return (
      <ExecutionDetailsSection name={name} current={current}>
        <AwsCalls details={readDetails(type, stage, execution)} times={deckTimes()} />
      </ExecutionDetailsSection>
    );
  }
  return Object.assign(AwsCallsSection, { title: 'AWS calls' });
}

/** The tabs of one stage type: its own, its AWS calls, and Deck's Task Status. */
export const executionDetailsSections = (tab: OutcomeTab): DetailsSection[] => [
  outcomeSection(tab),
  awsCallsSection(tab),
  ExecutionDetailsTasks,
];
