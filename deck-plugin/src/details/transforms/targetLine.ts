import type { StageDetails } from '../read/readDetails';
import { formatDuration } from '../text/formats';
import type { ZonedTimes } from '../text/zonedTimes';
import { callCount, callsSummary } from './awsCalls';
import { targetWords } from './failure';
import { invocationsSummary } from './invocations';
import { plannedEndMs } from './plannedStepTimes';

const duration = ({ phase, startedAtMs, endedAtMs }: StageDetails): string =>
  phase === 'running' || startedAtMs === undefined || endedAtMs === undefined || endedAtMs <= startedAtMs
    ? ''
    : formatDuration(endedAtMs - startedAtMs);

function startedText({ phase, startedAtMs, user }: StageDetails, times: ZonedTimes): string {
  if (phase !== 'running' || startedAtMs === undefined) return '';
  return `started ${times.time(startedAtMs)}${user === undefined ? '' : ` by ${user}`}`;
}

/** "step 2 of 7" while a step runs. */
function stepText({ phase, outcome }: StageDetails): string {
  const position = outcome.steps.findIndex(({ state }) => state === 'running');
  return phase === 'running' && position >= 0 ? `step ${position + 1} of ${outcome.steps.length}` : '';
}

/** How near an end must be for its seconds to matter. */
const SECONDS_BELOW_MS = 600_000;

/** "ends about 14:25" while a rollout is in progress; only holds are counted. */
function endsText({ phase, outcome, startedAtMs }: StageDetails, times: ZonedTimes, nowMs: number): string {
  const endMs = phase === 'running' ? plannedEndMs(outcome, nowMs) : undefined;
  if (endMs === undefined) return '';
  const time = times.time(endMs, startedAtMs);
  return `ends about ${endMs - nowMs < SECONDS_BELOW_MS ? time : time.replace(/:\d\d$/, '')}`;
}

/** The line below the headline: target, step, calls, duration. */
export function targetLine(details: StageDetails, times: ZonedTimes, nowMs: number): string[] {
  const { outcome, target } = details;
  const calls = callCount(outcome) === 0 ? '' : callsSummary(outcome);
  return [
    ...targetWords(target),
    stepText(details),
    startedText(details, times),
    endsText(details, times, nowMs),
    calls,
    duration(details),
    invocationsSummary(outcome.invocations),
  ].filter((part) => part !== '');
}
