import type { StageDetails } from '../../read/readDetails';
import type { ZonedTimes } from '../../text/zonedTimes';

const MINUTE_MS = 60_000;

/** When the evidence was looked at, and up to which minute the calls were counted. */
export function watchSummary(
  { outcome, phase, startedAtMs }: Pick<StageDetails, 'outcome' | 'phase' | 'startedAtMs'>,
  times: ZonedTimes,
): string {
  const { watch } = outcome;
  if (watch === undefined) return '';
  const isRunning = phase === 'running' || phase === 'waiting';
  const newest = Math.max(0, ...(watch.minutes ?? []).map(({ atMs = 0 }) => atMs));
  return [
    ...(watch.atMs === undefined
      ? []
      : [`${isRunning ? 'looked at' : 'last look at'} ${times.time(watch.atMs, startedAtMs)}`]),
    ...(newest === 0
      ? []
      : [`complete minutes until ${times.time(newest + MINUTE_MS, startedAtMs).replace(/:\d\d$/, '')}`]),
  ].join(' · ');
}
