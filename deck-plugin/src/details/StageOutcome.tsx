import React from 'react';
import type { StageDetails } from './read/readDetails';
import type { OutcomeTab, StageOutcomeProps } from './outcomeTab';
import type { ZonedTimes } from './text/zonedTimes';
import { formatVersion } from './text/formats';
import { PersonWait } from './parts/actions/PersonWait';
import { RolloutActions } from './parts/actions/RolloutActions';
import { AliasesTable } from './parts/AliasesTable';
import { Block } from './parts/Block';
import { DifferencesTable } from './parts/DifferencesTable';
import { Evidence } from './parts/Evidence';
import { FailureBox } from './parts/FailureBox';
import { HeadlineLine } from './parts/HeadlineLine';
import { HoldLine } from './parts/HoldLine';
import { InvocationsTable } from './parts/InvocationsTable';
import { KnownFacts } from './parts/KnownFacts';
import { Notes, Warnings } from './parts/Notes';
import { useNowMs } from './parts/NowMs';
import { Outputs } from './parts/Outputs';
import { RevertTimer } from './parts/RevertTimer';
import { SaidAmong } from './parts/Sentence';
import { StepsTable } from './parts/StepsTable';
import { Timeline } from './parts/Timeline';
import { TrafficBars } from './parts/TrafficBars';
import { NARROW_BELOW, ONE_COLUMN_BELOW, useWidth } from '../look/useWidth';
import { VersionsTable } from './parts/VersionsTable';
import { differenceRows } from './transforms/differences';
import { failureBox } from './transforms/failure';
import { headlineOf, type Headline } from './transforms/headline';
import { holdProgress } from './transforms/holdProgress';
import { invocationRows, passedGroup } from './transforms/invocations';
import { namedExecutions } from './transforms/namedExecutions';
import { knownFacts, leftOutNotes, notesOf } from './transforms/notes';
import { outputRows } from './transforms/outputs';
import { resultRows, trafficTells } from './transforms/result';
import { revertTimerLine, watchingLine } from './transforms/revertTimerLine';
import { stepRows, stepsSummary } from './transforms/steps';
import { targetLine } from './transforms/targetLine';
import { staircase, timelineRows } from './transforms/timeline';
import { baselineOf, candidateOf, trafficRows, type TrafficRow } from './transforms/traffic';
import { ratePlot } from './transforms/watch/ratePlot';
import { warningTexts } from './transforms/warningTexts';
import { versionRows } from './transforms/versions';

function OutputsBlock({ details }: { details: StageDetails }): React.ReactElement | null {
  const rows = outputRows(details.outcome.outputs, details.outcome.failure !== undefined);
  return rows.length === 0 ? null : (
    <Block title="Outputs" aside="for later stages">
      <Outputs rows={rows} />
    </Block>
  );
}

/** Result, traffic, warnings, aliases: shown next to the steps if there is room. */
function besideSteps(details: StageDetails, traffic: readonly TrafficRow[]): React.ReactElement[] {
  const { outcome } = details;
  const result = resultRows(details);
  return [
    ...(result.length > 0
      ? [
          <Block key="result" title="Result">
            <Outputs rows={result} />
          </Block>,
        ]
      : []),
    ...(traffic.length > 0 && trafficTells(details)
      ? [
          <Block key="traffic" title="Traffic">
            <TrafficBars rows={traffic} />
          </Block>,
        ]
      : []),
    ...(traffic.length > 0 && outcome.warnings.length > 0
      ? [<Warnings key="warnings" warnings={warningTexts(details)} />]
      : []),
    ...(outcome.aliases.length > 0
      ? [
          <Block key="aliases" title="Aliases">
            <AliasesTable
              aliases={outcome.aliases}
              hasEnded={details.phase !== 'running' && details.phase !== 'waiting'}
            />
          </Block>,
        ]
      : []),
  ];
}

/** The zone of all times on the page, named once: at the steps, otherwise at the timeline. */
const zoneText = ({ startedAtMs }: StageDetails, times: ZonedTimes): string =>
  startedAtMs === undefined ? '' : `time in ${times.zoneName(startedAtMs)}`;

/** Below this width (px), the duration of a step goes below its start; a start on another day says which. */
const STEPS_NARROW_BELOW = 430;
const STEPS_OF_DAYS_NARROW_BELOW = 520;
const LONGEST_TIME_OF_DAY = '14:00:05'.length;

function Steps({ details, times }: StageOutcomeProps): React.ReactElement {
  const [ref, width] = useWidth<HTMLDivElement>();
  const rows = stepRows(details, times, useNowMs());
  const hasDays = rows.some(({ time }) => time.length > LONGEST_TIME_OF_DAY);
  const aside = [stepsSummary(details), zoneText(details, times)].filter((part) => part !== '').join(' · ');
  return (
    <Block title="Steps" aside={aside}>
      <div ref={ref}>
        <StepsTable
          rows={rows}
          isNarrow={width !== undefined && width < (hasDays ? STEPS_OF_DAYS_NARROW_BELOW : STEPS_NARROW_BELOW)}
        />
      </div>
    </Block>
  );
}

function Columns({
  details,
  times,
  traffic,
  hasOneColumn,
}: StageOutcomeProps & {
  traffic: readonly TrafficRow[];
  hasOneColumn: boolean;
}): React.ReactElement {
  const beside = besideSteps(details, traffic);
  const hasSteps = details.outcome.steps.length > 0;
  return (
    <div className={hasOneColumn || beside.length === 0 || !hasSteps ? 'lst-one' : 'lst-two'}>
      {beside.length > 0 && <div>{beside}</div>}
      {hasSteps && (
        <div>
          <Steps details={details} times={times} />
        </div>
      )}
    </div>
  );
}

function Invocations({ details, isNarrow }: { details: StageDetails; isNarrow: boolean }): React.ReactElement | null {
  const { invocations } = details.outcome;
  if (invocations.length === 0) return null;
  return (
    <Block title="Invocations" aside="invocations are never repeated automatically">
      <InvocationsTable
        {...invocationRows(invocations, details.outcome.steps)}
        group={passedGroup(invocations)}
        isNarrow={isNarrow}
      />
    </Block>
  );
}

function Configuration({ details }: { details: StageDetails }): React.ReactElement | null {
  const { outcome } = details;
  const rows = differenceRows(details.stageType, outcome.differences);
  if (rows.length === 0) return null;
  const [baseline, candidate] = [baselineOf(outcome), candidateOf(outcome)];
  const isApart = baseline !== undefined && candidate !== undefined && baseline !== candidate;
  return (
    <Block
      title="Configuration"
      aside={`${isApart ? `against ${formatVersion(baseline)} · ` : ''}values of the environment are never shown`}
    >
      <DifferencesTable
        rows={rows}
        before={isApart ? formatVersion(baseline) : 'Before'}
        after={isApart ? formatVersion(candidate) : 'After'}
      />
    </Block>
  );
}

function TimelineBlock({ details, times }: StageOutcomeProps): React.ReactElement | null {
  const nowMs = useNowMs();
  const { outcome } = details;
  const plan = staircase(details, times, nowMs);
  const rates = ratePlot(details, times, plan);
  return outcome.timeline.length === 0 && rates === undefined ? null : (
    <Block title="Timeline" aside={outcome.steps.length === 0 ? zoneText(details, times) : ''}>
      <Timeline
        rows={timelineRows(details, times)}
        plan={plan}
        rates={rates}
        id={`lambda-stages-stripes-${outcome.startedAtMs ?? 0}`}
      />
    </Block>
  );
}

function BelowSteps(props: StageOutcomeProps & { isNarrow: boolean }): React.ReactElement {
  const { details, times, isNarrow } = props;
  const { outcome } = details;
  const versions = versionRows(details, times);
  const versionsTitle = outcome.deletions.length > 0 ? 'Baseline and candidate' : 'Versions';
  return (
    <>
      <Evidence details={details} times={times} isNarrow={isNarrow} />
      {versions.length > 0 && (
        <Block title={versionsTitle}>
          <VersionsTable rows={versions} isTurned={isNarrow} />
        </Block>
      )}
      <Configuration details={details} />
      <TimelineBlock details={details} times={times} />
      <OutputsBlock details={details} />
    </>
  );
}

/**
 * The sentence with what counts on: time left, hold, timer; and the watch. */
function Status({ details, times, headline }: StageOutcomeProps & { headline: Headline }): React.ReactElement {
  const nowMs = useNowMs();
  const hold = holdProgress(details, times, nowMs);
  const timer = revertTimerLine(details, times, nowMs);
  const watch = watchingLine(details, times);
  return (
    <>
      <HeadlineLine headline={headline} left={hold?.left} line={targetLine(details, times, nowMs)} />
      {hold !== undefined && <HoldLine hold={hold} />}
      {timer !== undefined && <RevertTimer line={timer} />}
      {watch !== undefined && <RevertTimer line={watch} />}
    </>
  );
}

/** The page of one stage: sentence, failure, results of calls, this stage's own part, traffic and steps, evidence,
 * timeline, outputs.
 */
export function StageOutcome({
  Own,
  ...props
}: StageOutcomeProps & { Own?: OutcomeTab['Details'] | undefined }): React.ReactElement {
  const { details, times } = props;
  const [ref, width] = useWidth<HTMLDivElement>();
  const isBelow = (limit: number): boolean => width !== undefined && width < limit;
  const headline = headlineOf(details);
  const traffic = trafficRows(details, times);
  const failure = failureBox(details, headline, times);
  const hasDocument = details.source === 'monitor' || details.source === 'create';
  const surroundings = React.useMemo(
    () => ({ times, besideMs: details.startedAtMs, executions: namedExecutions(details) }),
    [times, details],
  );
  return (
    <SaidAmong.Provider value={surroundings}>
      <div className="lst-details" ref={ref}>
        <Status details={details} times={times} headline={headline} />
        <Notes notes={notesOf(details)} />
        {failure !== undefined && <FailureBox failure={failure} />}
        <PersonWait details={details} times={times} />
        <RolloutActions details={details} times={times} />
        {!hasDocument && details.refusal === undefined && <KnownFacts facts={knownFacts(details)} />}
        <Invocations details={details} isNarrow={isBelow(ONE_COLUMN_BELOW)} />
        {Own !== undefined && <Own {...props} />}
        {traffic.length === 0 && details.outcome.warnings.length > 0 && <Warnings warnings={warningTexts(details)} />}
        <Columns {...props} traffic={traffic} hasOneColumn={isBelow(ONE_COLUMN_BELOW)} />
        <BelowSteps {...props} isNarrow={isBelow(NARROW_BELOW)} />
        <Notes notes={leftOutNotes(details)} />
      </div>
    </SaidAmong.Provider>
  );
}
