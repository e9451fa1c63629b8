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
import { Ticking } from './parts/NowMs';
import { useDetails } from './read/useDetails';
import { zonedTimes, type ZonedTimes } from './text/zonedTimes';
import { isCounting } from './transforms/revertTimerLine';

/** A tab of Deck's execution details. */
export type DetailsSection = React.ComponentType<IExecutionDetailsSectionProps> & { title: string };

/**
 * Times in the same zone as Deck's own `timestamp`: the operator's, or the reader's if the operator configures that.
 */
const deckTimes = (): ZonedTimes =>
  zonedTimes(SETTINGS.feature?.displayTimestampsInUserLocalTime === true ? undefined : SETTINGS.defaultTimeZone);

type StageInDeck = Pick<IExecutionDetailsSectionProps, 'stage' | 'execution'>;

const CALLS_TITLE = 'AWS calls';

/**
 * Shows the stage's own tab if the current one is none of its tabs: the newest Deck keeps the tab of the stage that was
 * open before, although a stage of another type has no such tab. Before Deck knows the current tab, it passes null.
 */
const isTabOf =
  (titles: readonly string[]) =>
  (current: string | null | undefined): boolean =>
    current === null || titles.some((title) => title === current);

/** The stage's own tab. Its marker is on the page with every tab, so that the width does not jump between them. */
function outcomeSection({ type, detailsTitle, Details }: OutcomeTab): DetailsSection {
  const isOurs = isTabOf([detailsTitle, CALLS_TITLE, ExecutionDetailsTasks.title]);
  function OutcomeOfStage({ stage, execution }: StageInDeck): React.ReactElement {
    const details = useDetails(type, stage, execution);
    return (
      <Ticking isTicking={(nowMs) => details.phase === 'running' || isCounting(details.outcome, nowMs)}>
        <StageOutcome details={details} times={deckTimes()} Own={Details} />
      </Ticking>
    );
  }
  function OutcomeSection({ stage, execution, name, current }: IExecutionDetailsSectionProps): React.ReactElement {
    React.useLayoutEffect(injectStyles, []);
    return (
      <>
        <span className="lst-full-width" hidden />
        <ExecutionDetailsSection name={name} current={isOurs(current) ? current : name}>
          <OutcomeOfStage stage={stage} execution={execution} />
        </ExecutionDetailsSection>
      </>
    );
  }
  return Object.assign(OutcomeSection, { title: detailsTitle });
}

/** The tab with the calls to AWS. */
function awsCallsSection({ type }: OutcomeTab): DetailsSection {
  const CallsOfStage = ({ stage, execution }: StageInDeck): React.ReactElement => (
    <AwsCalls details={useDetails(type, stage, execution)} times={deckTimes()} />
  );
  function AwsCallsSection({ stage, execution, name, current }: IExecutionDetailsSectionProps): React.ReactElement {
    return (
      <ExecutionDetailsSection name={name} current={current}>
        <CallsOfStage stage={stage} execution={execution} />
      </ExecutionDetailsSection>
    );
  }
  return Object.assign(AwsCallsSection, { title: CALLS_TITLE });
}

/** The tabs of one stage type: its own, its AWS calls, and Deck's Task Status. */
export const executionDetailsSections = (tab: OutcomeTab): DetailsSection[] => [
  outcomeSection(tab),
  awsCallsSection(tab),
  ExecutionDetailsTasks,
];
