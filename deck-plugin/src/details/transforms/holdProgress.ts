import { durationWords } from 'stage-contract';
import type { StageDetails } from '../read/readDetails';
import type { ZonedTimes } from '../text/zonedTimes';

/** How far a hold has progressed. */
export interface HoldProgress {
  percent: number;
  sentence: string;
  left?: string;
}

/**
 * The current hold with the time left; undefined if there is none, or if somebody must continue it first. After its end, the sidecar reads the alias first.
 */
export function holdProgress(
  { outcome, phase, startedAtMs }: Pick<StageDetails, 'outcome' | 'phase' | 'startedAtMs'>,
  times: ZonedTimes,
  nowMs: number,
): HoldProgress | undefined {
  const { hold, held } = outcome;
  if (hold === undefined || held !== undefined || phase !== 'running') return undefined;
  const leftSeconds = Math.ceil((hold.untilMs - nowMs) / 1000);
  const percent = Math.min(100, Math.max(0, ((nowMs - hold.fromMs) / (hold.untilMs - hold.fromMs)) * 100));
  const until = times.time(hold.untilMs, startedAtMs);
  if (leftSeconds <= 0) return { percent, sentence: `The hold ended at ${until}; waiting for the next report` };
  const left = `${durationWords(leftSeconds)} left`;
  return { percent, sentence: `${left}, until ${until}`, left };
}
