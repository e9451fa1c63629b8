import { durationWords, type Routing } from 'stage-contract';
import type { OutcomeView } from '../read/outcomeView';
import type { StageDetails } from '../read/readDetails';
import { formatVersion } from '../text/formats';
import type { ZonedTimes } from '../text/zonedTimes';
import type { StatusIconName } from './steps';
import { routingSentence, sharesOf } from './traffic';

/** What the timer of a split will do or did, with its status as icon and word. */
export interface RevertTimerLine {
  icon: StatusIconName;
  word: string;
  sentence: string;
  /** The sentence says the status, so the word is not shown in front of it. */
  saysWord: boolean;
}

const WATCH_ICONS = {
  pending: 'running',
  passed: 'done',
  reverted: 'reverted',
  cleared: 'done',
  skipped: 'same',
  failed: 'failed',
} as const;

/** Until when the alias is watched after the stage, or what came of that. */
export function watchingLine(
  { outcome: { watching }, startedAtMs }: Pick<StageDetails, 'outcome' | 'startedAtMs'>,
  times: ZonedTimes,
): RevertTimerLine | undefined {
  if (watching === undefined) return undefined;
  const { state, untilMs = 0, endedAtMs, to, note } = watching;
  return {
    icon: WATCH_ICONS[state],
    word: state === 'pending' ? 'Watching' : 'Watched',
    saysWord: false,
    sentence:
      note === undefined
        ? `until ${times.time(untilMs, startedAtMs)}; goes back to ${whereTo(to)} if something is found`
        : `${note}${endedAtMs === undefined ? '' : ` (${times.time(endedAtMs, startedAtMs)})`}`,
  };
}

/** A routing, without the share if there is only one version: "v41". */
function whereTo(routing: Routing): string {
  const [only, second] = sharesOf(routing);
  return only === undefined || second !== undefined ? routingSentence(routing) : formatVersion(only.version);
}

/** Whether the timer is still running, so that the time left counts down. */
export const isCounting = ({ revertTimer }: Pick<OutcomeView, 'revertTimer'>, nowMs: number): boolean =>
  revertTimer?.state === 'pending' && revertTimer.revertAtMs > nowMs;

/** "Reverts to v41 at 12:34:00 unless promoted", with the time left; the result once the timer has ended. */
export function revertTimerLine(
  { outcome, startedAtMs }: Pick<StageDetails, 'outcome' | 'startedAtMs'>,
  times: ZonedTimes,
  nowMs: number,
): RevertTimerLine | undefined {
  const { revertTimer } = outcome;
  if (revertTimer === undefined) return undefined;
  const { state, revertAtMs, endedAtMs, note = '' } = revertTimer;
  const to = whereTo(revertTimer.to);
  const at = times.time(revertAtMs, startedAtMs),
    ended = endedAtMs === undefined ? '' : ` at ${times.time(endedAtMs, startedAtMs)}`;
  switch (state) {
    case 'pending':
      return isCounting(outcome, nowMs)
        ? {
            icon: 'running',
            word: 'Timer',
            saysWord: false,
            sentence: `Reverts to ${to} at ${at} unless promoted: ${durationWords(Math.ceil((revertAtMs - nowMs) / 1000))} left`,
          }
        : {
            icon: 'info',
            word: 'Timer',
            saysWord: false,
            sentence: `Due to revert to ${to} at ${at} unless promoted; the result has not been reported`,
          };
    case 'reverted':
      return {
        icon: 'reverted',
        word: 'Reverted',
        saysWord: true,
        sentence: `Reverted to ${to}${ended}, because the canary was not promoted${revertTimer.afterSeconds === undefined ? ' in time' : ` within ${durationWords(revertTimer.afterSeconds)}`}`,
      };
    case 'cleared':
      return {
        icon: 'done',
        word: 'Timer',
        saysWord: false,
        sentence: `${note.replace(/\.$/, '')}${ended}: nothing is reverted`,
      };
    case 'skipped':
      return { icon: 'same', word: 'Timer', saysWord: false, sentence: `Nothing to revert${ended}. ${note}` };
    case 'failed':
      return {
        icon: 'failed',
        word: 'Not reverted',
        saysWord: true,
        sentence: `Not reverted to ${to}, although the canary was not promoted in time. ${note}`,
      };
  }
}
