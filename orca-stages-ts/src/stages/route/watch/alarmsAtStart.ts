import { say, StageError, type RouteInput, type Routing, type Saying, type WatchedAlarm } from 'stage-contract';
import type { OperationFacts } from '../../../model/operationFacts';
import { sameRouting, shareOf } from '../../../model/routing';
import { targetWords } from '../../../model/target';
import { whenRaising } from '../../shared/aliasLedger';
import { incomingOf, type Start } from '../rollout';
import type { Undo } from '../steps';

/** Alarms that do not count until they have been OK, and what must be said about alarms before anything moves. */
export interface AlarmsAtStart {
  ignored: string[];
  warnings: Saying[];
}

/** What a stage is about to do with its alias. */
interface Move extends Start {
  wanted: Routing;
  candidate?: string | null;
  undo: Pick<Undo, 'first'>;
}

/**
 * What the alarms mean before anything has moved. A stage that only goes back is not stopped by the alarm that it answers.
 * An alarm that rings while the candidate has traffic already may be about the candidate, so it is never ignored. Pure.
 * Throws StageError alarmNotFound, alarmInAlarm.
 */
export function judgeAlarmsAtStart(
  { aliasName, onAlarmAtStart }: Pick<RouteInput, 'aliasName' | 'onAlarmAtStart'>,
  alarms: readonly WatchedAlarm[],
  { before, wanted, baseline, candidate = null, undo }: Move,
  operation: OperationFacts,
): AlarmsAtStart {
  const where = targetWords(operation.target, aliasName);
  const inState = (wantedState: WatchedAlarm['state']): WatchedAlarm[] =>
    alarms.filter(({ state }) => state === wantedState);
  const missing = inState('missing').map(({ name }) => name);
  if (missing.length > 0)
    throw new StageError({ code: 'alarmNotFound', what: say('alarmsMissing', { alarms: missing }), where });
  const silent = inState('insufficientData').map(({ name }) => name);
  const ringing = inState('alarm')
    .filter(({ shadow }) => shadow !== true)
    .map(({ name }) => name);
  const warnings = silent.length === 0 ? [] : [say('alarmInsufficient', { alarms: silent })];
  if (ringing.length === 0) return { ignored: [], warnings };
  const stays = before !== null && sameRouting(before, wanted);
  // This execution has not moved the alias, and does not move it now: there is nothing to protect.
  if (stays && sameRouting(undo.first, wanted)) return { ignored: ringing, warnings };
  const goesBack = !stays && whenRaising(before, wanted, baseline).beginsWhen === undefined;
  const servesAlready = before !== null && shareOf(before, incomingOf(wanted, candidate)) > 0;
  if (!goesBack && servesAlready)
    throw new StageError({ code: 'alarmInAlarm', what: say('alarmsWentOff', { alarms: ringing }), where });
  if (!goesBack && onAlarmAtStart !== 'ignoreUntilOk')
    throw new StageError({
      code: 'alarmInAlarm',
      what: say('alarmsAtStart', { alarms: ringing }),
      where,
      next: say('clearAlarmFirst', {}),
    });
  return { ignored: ringing, warnings: [...warnings, say('alarmsIgnored', { alarms: ringing })] };
}
