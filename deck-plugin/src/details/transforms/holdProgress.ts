import { durationWords } from 'stage-contract';
import type { StageDetails } from '../read/readDetails';
import { isTold } from '../read/told';
import type { ZonedTimes } from '../text/zonedTimes';
import { stayWord } from './bake';

/** How far a hold has progressed, in percent of what it lasts at most. */
export interface HoldProgress {
  /** "Hold" or "Bake". */
  name: string;
  percent: number;
  sentence: string;
  left?: string;
  /** A hold that lasts longer than planned: where it should have ended, and the words below the bar. */
  extended?: { plannedPercent: number; words: string[] };
}

type Hold = NonNullable<StageDetails['outcome']['hold']>;

const share = (ms: number, whole: number): number => Math.min(100, Math.max(0, (ms / whole) * 100));

/** A hold that a guard with too few calls has extended. */
function extendedHold(
  hold: Hold,
  untilMs: number,
  { nowMs, timeOf }: { nowMs: number; timeOf: (atMs: number) => string },
): HoldProgress {
  const leftSeconds = Math.ceil((untilMs - nowMs) / 1000);
  const wholeMs = untilMs - hold.fromMs;
  const left = leftSeconds > 0 ? { left: `at most ${durationWords(leftSeconds)} left` } : {};
  return {
    name: 'Hold',
    percent: share(nowMs - hold.fromMs, wholeMs),
    sentence: `held longer than planned, until ${timeOf(untilMs)} at most`,
    ...left,
    extended: {
      plannedPercent: share(hold.untilMs - hold.fromMs, wholeMs),
      words: [`planned end ${timeOf(hold.untilMs)}`, `until ${timeOf(untilMs)} at most`],
    },
  };
}

/**
 * The current hold with the time left; undefined if there is none, or if somebody must continue it first. After its end,
 * the sidecar reads the alias first, unless its guards have extended it.
 */
export function holdProgress(
  { outcome, phase, startedAtMs }: Pick<StageDetails, 'outcome' | 'phase' | 'startedAtMs'>,
  times: ZonedTimes,
  nowMs: number,
): HoldProgress | undefined {
  const { hold, held, watch } = outcome;
  if (hold === undefined || held !== undefined || phase !== 'running') return undefined;
  const timeOf = (atMs: number): string => times.time(atMs, startedAtMs);
  const plannedMs = hold.plannedUntilMs ?? hold.untilMs,
    until = watch?.extendedUntilMs;
  if (until !== undefined && until > plannedMs)
    return extendedHold({ ...hold, untilMs: plannedMs }, until, { nowMs, timeOf });
  const name = stayWord(outcome) === 'Baking' ? 'Bake' : 'Hold';
  const leftSeconds = Math.ceil((hold.untilMs - nowMs) / 1000);
  const percent = share(nowMs - hold.fromMs, hold.untilMs - hold.fromMs);
  if (leftSeconds <= 0)
    return {
      name,
      percent,
      sentence: isTold(outcome.progressTold, 'heldForEvidence')
        ? `The hold should have ended at ${timeOf(hold.untilMs)}`
        : `The ${name.toLowerCase()} ended at ${timeOf(hold.untilMs)}; waiting for the next report`,
    };
  const left = `${durationWords(leftSeconds)} left`;
  return { name, percent, sentence: `${left}, until ${timeOf(hold.untilMs)}`, left };
}
