import {
  present,
  say,
  toldOf,
  type EvidenceReport,
  type GuardReport,
  type Saying,
  type WatchReport,
} from 'stage-contract';
import type { OutcomeReport } from '../../../model/report';
import type { ApplyContext } from '../../../model/stageContext';
import type { RouteFacts, RouteStep } from '../steps';
import type { AlarmLook } from './alarms';
import { findingOf, guardEvidence } from './guardEvidence';
import type { GuardLook } from './guards';

/** A step that looks. */
type LookingStep = Pick<Extract<RouteStep, { kind: 'hold' }>, 'id' | 'versions'>;

/** What a look has found. */
export interface Seen {
  alarms: AlarmLook;
  guards: GuardLook;
}

/** Whether a guard acts, or only shows what it finds. Pure. */
export const isActing = ({ shadow, notJudged }: GuardReport): boolean => shadow !== true && notJudged !== true;

interface Look {
  /** The look has ended the hold, one way or the other: what was found becomes evidence. */
  isDecided: boolean;
  extendedUntil?: string;
}

/** What the outcome shows of a look. */
export function reportOf(
  step: LookingStep,
  { alarms, guards }: Seen,
  { now }: ApplyContext<RouteFacts>,
  { isDecided, extendedUntil }: Look,
): OutcomeReport {
  const watch: WatchReport = {
    at: now,
    ...(alarms.alarms.length === 0 ? {} : { alarms: alarms.alarms }),
    ...(guards.guards.length === 0 ? {} : { guards: guards.guards, minutes: guards.minutes }),
    ...present({ extendedUntil }),
  };
  const evidence: EvidenceReport[] = isDecided ? evidenceOf(step, { alarms, guards }, now) : [];
  return {
    watch,
    warnings: isDecided ? idleWarnings(step, { alarms, guards }) : [],
    ...(evidence.length === 0 ? {} : { evidence }),
  };
}

function evidenceOf(step: LookingStep, { alarms, guards }: Seen, now: string): EvidenceReport[] {
  const { versions } = step;
  const ofGuards =
    versions === undefined ? [] : guards.guards.map((guard) => guardEvidence(guard, { step: step.id, versions, now }));
  if (alarms.alarms.length === 0) return ofGuards;
  const said = say('alarmsSeen', { alarms: alarms.alarms.map(({ name }) => name) });
  const inAlarm = alarms.alarms.filter(({ state }) => state === 'alarm').length;
  return [
    ...ofGuards,
    {
      source: 'alarm',
      measured: said.words,
      told: toldOf(said),
      step: step.id,
      figures: { alarms: alarms.alarms.length, inAlarm },
      verdict: alarms.ringing.length + alarms.gone.length > 0 ? 'worse' : 'fine',
      at: now,
    },
  ];
}

/** What alarms and guards in shadow would have done, and which guards cannot do anything. */
function idleWarnings({ versions }: LookingStep, { alarms, guards }: Seen): Saying[] {
  const ringing = alarms.alarms.filter(({ shadow, state }) => shadow === true && state === 'alarm');
  const worse = guards.guards.filter(({ verdict, shadow }) => verdict === 'worse' && shadow === true);
  const notJudged = guards.guards.filter((guard) => guard.notJudged === true && guard.shadow !== true);
  return [
    ...(notJudged.length === 0 ? [] : [say('guardsNotJudged', { metrics: notJudged.map(({ metric }) => metric) })]),
    ...(ringing.length === 0 ? [] : [say('shadowAlarms', { alarms: ringing.map(({ name }) => name) })]),
    ...(versions === undefined
      ? []
      : worse.map((guard) => say('shadowWouldFail', { version: versions.candidate, ...findingOf(guard, versions) }))),
  ];
}
