import {
  present,
  say,
  type AlarmInput,
  type RouteInput,
  type StageErrorDetails,
  type WatchedAlarm,
} from 'stage-contract';
import type { AlarmFacts } from '../../../model/alarmFacts';
import type { ObserveContext } from '../../../model/stageContext';

/** What a look at the alarms has found. */
export interface AlarmLook {
  alarms: WatchedAlarm[];
  /** Alarms in ALARM that act. */
  ringing: string[];
  /** Alarms that have disappeared and act. */
  gone: string[];
  /** Alarms that do not count yet: in ALARM before the start, and not OK since. */
  ignored: string[];
}

/** Why the rollout must not go on, as far as its alarms go; undefined: they are quiet. Pure. */
export function alarmFault({ ringing, gone }: AlarmLook, where: string): StageErrorDetails | undefined {
  if (ringing.length > 0) return { code: 'alarmInAlarm', what: say('alarmsWentOff', { alarms: ringing }), where };
  if (gone.length > 0) return { code: 'alarmNotFound', what: say('alarmsGone', { alarms: gone }), where };
  return undefined;
}

/** Looks at every alarm of the stage, with one call. */
export async function lookAtAlarms(
  { alarms = [] }: Pick<RouteInput, 'alarms'>,
  { cloudwatch }: Pick<ObserveContext, 'cloudwatch'>,
  ignoredBefore: readonly string[],
): Promise<AlarmLook> {
  if (alarms.length === 0) return { alarms: [], ringing: [], gone: [], ignored: [] };
  const { found } = await cloudwatch.alarmStates(alarms.map(({ name }) => name));
  const watched = alarms.map((alarm) => watchedAlarm(alarm, found, ignoredBefore));
  const acting = watched.filter(({ shadow, ignored }) => shadow !== true && ignored !== true);
  return {
    alarms: watched,
    ringing: acting.filter(({ state }) => state === 'alarm').map(({ name }) => name),
    gone: acting.filter(({ state }) => state === 'missing').map(({ name }) => name),
    ignored: watched.filter(({ ignored }) => ignored === true).map(({ name }) => name),
  };
}

const STATES = { OK: 'ok', ALARM: 'alarm', INSUFFICIENT_DATA: 'insufficientData' } as const;

/** An alarm stops being ignored as soon as it is no longer in ALARM with data: only OK clears it. */
function watchedAlarm(
  { name, shadow }: AlarmInput,
  found: readonly AlarmFacts[],
  ignoredBefore: readonly string[],
): WatchedAlarm {
  const facts = found.find((alarm) => alarm.name === name || alarm.arn === name);
  const shownName = facts?.name ?? name;
  const state = facts === undefined ? 'missing' : STATES[facts.state];
  const isIgnored = ignoredBefore.includes(shownName) && state !== 'ok' && state !== 'missing';
  return {
    name: shownName,
    state,
    ...present({ since: facts?.since }),
    ...(shadow === true ? { shadow } : {}),
    ...(isIgnored ? { ignored: true } : {}),
  };
}
