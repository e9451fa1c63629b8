import { WATCHED_ALARM_STATES, type WatchedAlarmState } from 'stage-contract';
import type { AlarmView } from '../../read/outcomeView';
import type { StageDetails } from '../../read/readDetails';
import type { ZonedTimes } from '../../text/zonedTimes';
import type { StatusIconName } from '../steps';

/** A watched alarm with its state. */
export interface AlarmRow {
  key: string;
  name: string;
  icon: StatusIconName;
  word: string;
  isShadow: boolean;
  isBad: boolean;
  /** Since when, and whether it acts. */
  line: string;
}

const STATES = {
  ok: { icon: 'done', word: 'OK' },
  alarm: { icon: 'failed', word: 'In alarm' },
  insufficientData: { icon: 'unknown', word: 'Insufficient data' },
  missing: { icon: 'warning', word: 'Missing' },
} as const satisfies Record<WatchedAlarmState, { icon: StatusIconName; word: string }>;

const stateOf = (word: string): WatchedAlarmState | undefined => WATCHED_ALARM_STATES.find((known) => known === word);

/** Whether and when the alarm stops the rollout. */
function actsWords({ shadow, ignored, state }: AlarmView): string {
  if (shadow === true) return 'shadow: shown, does not act';
  if (ignored === true) return 'ignored until OK: was in ALARM before the start';
  return state === 'missing' ? 'acts like an alarm in ALARM' : 'acts when in ALARM';
}

/** The watched alarms, in the order of the stage; a state that this page does not know is shown as it was written. */
export const alarmRows = (
  { outcome, startedAtMs }: Pick<StageDetails, 'outcome' | 'startedAtMs'>,
  times: ZonedTimes,
): AlarmRow[] =>
  (outcome.watch?.alarms ?? []).map((alarm, index) => {
    const { name, state, sinceMs, shadow, ignored } = alarm;
    const known = stateOf(state);
    return {
      key: `${index} ${name}`,
      name,
      ...(known === undefined ? { icon: 'info' as const, word: state } : STATES[known]),
      isShadow: shadow === true,
      isBad: (state === 'alarm' || state === 'missing') && shadow !== true && ignored !== true,
      line: [...(sinceMs === undefined ? [] : [`since ${times.time(sinceMs, startedAtMs)}`]), actsWords(alarm)].join(
        ' · ',
      ),
    };
  });
