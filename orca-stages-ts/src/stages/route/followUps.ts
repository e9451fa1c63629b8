import {
  OUTCOME_LIMITS,
  present,
  say,
  toldOf,
  type Outcome,
  type RolloutState,
  type SayingCode,
  type WatchingReport,
} from 'stage-contract';
import type { FollowUp } from '../../model/followUp';
import type { OutcomeReport } from '../../model/report';
import type { StageEvent } from '../../model/stageEvents';
import type { FollowUpEnd, StageFollowUps } from '../../model/stageFollowUps';
import { revertsTo, revertTimers, withResult } from '../shared/aliasLedger';
import { shownActions } from './asks';
import type { RouteFacts } from './steps';

/** What is said when the watch has sent the alias back, and not the timer of its split. */
const BY_WATCH: SayingCode = 'aliasRevertedByWatch';
/** What the watch of a split warns about when its guards could not tell. */
const MISSED: SayingCode = 'watchedOnFewCalls';

const ENDED: RolloutState = {
  phase: 'ended',
  at: 'work',
  hasChanged: true,
  isHeld: false,
  isPromoted: true,
  hasPromotion: false,
  checkRejected: false,
  missingCalls: 0,
};

/** What the engine asks about the timer and the watch of a Route; one follow-up may be both. */
export const routeFollowUps: StageFollowUps = {
  ...revertTimers,
  armed: (followUp, dueAt) => ({
    ...(followUp.watch?.onlyIfFound === true ? {} : revertTimers.armed(followUp, dueAt)),
    ...watchingReport(followUp, dueAt),
  }),
  knows: ({ clumpiness, ignoredAlarms }: Partial<RouteFacts>) => present({ clumpiness, ignoredAlarms }),
  watchLog: {
    begun: 'a watch is over, or acts',
    ended: 'a watch has ended',
    failed: 'a watch has failed: the candidate keeps its traffic',
  },
  ended(outcome, end) {
    const { watching, revertTimer } = outcome;
    if (watching === undefined) return revertTimers.ended(outcome, end);
    const byWatch = end.note.code === BY_WATCH;
    if (revertTimer === undefined) return watchEnded(outcome, watching, end, stateOf(end));
    const timed = revertTimers.ended(outcome, byWatch ? { ...end, state: 'skipped' } : end);
    // What the timer has done is said already.
    const state = end.state === 'reverted' && !byWatch ? 'passed' : stateOf(end);
    const watched = watchEnded(timed.outcome, watching, { ...end, report: evidenceOnly(end.report) }, state);
    return { ...watched, events: [...(timed.events ?? []), ...watchEvents(state, end)] };
  },
};

function watchingReport({ watch, ...followUp }: FollowUp, dueAt: string): OutcomeReport {
  const seconds = watch === undefined ? undefined : (watchSecondsOf(watch.step) ?? followUp.afterSeconds);
  if (seconds === undefined) return {};
  const until = new Date(Date.parse(dueAt) - (followUp.afterSeconds - seconds) * 1000).toISOString();
  return { watching: { state: 'pending', until, seconds, to: revertsTo(followUp) } };
}

/** How long it is looked; the step itself may last until a timer. */
const watchSecondsOf = (step: object): number | undefined =>
  'watchSeconds' in step && typeof step.watchSeconds === 'number' ? step.watchSeconds : undefined;

const evidenceOnly = (report: OutcomeReport = {}): OutcomeReport =>
  present({ watch: report.watch, evidence: report.evidence });

function stateOf({ state }: FollowUpEnd): WatchingReport['state'] {
  switch (state) {
    case 'reverted':
    case 'failed':
    case 'cleared':
    case 'skipped':
      return state;
    case 'done':
      return 'passed';
    case 'same':
      return 'skipped';
  }
}

/** The outcome of a stage whose watch has ended. The stage itself succeeded long ago and remains so. Pure. */
function watchEnded(
  outcome: Outcome,
  watching: WatchingReport,
  end: FollowUpEnd,
  state: WatchingReport['state'],
): { outcome: Outcome; state: string; events: StageEvent[] } {
  const { note, endedAt, report = {} } = end;
  const changed = withResult(outcome, end, {
    isReverted: state === 'reverted',
    ...(state === 'failed' ? { warning: say('couldNotWatch', { note }) } : {}),
  });
  const evidence = [...(outcome.evidence ?? []), ...(report.evidence ?? [])].slice(-OUTCOME_LIMITS.evidence);
  return {
    outcome: {
      ...changed,
      ...(evidence.length === 0 ? {} : { evidence }),
      ...present({ watch: report.watch ?? outcome.watch }),
      ...shownActions(ENDED),
      watching: { ...watching, state, endedAt, note: note.words, ...present({ noteTold: toldOf(note) }) },
    },
    state,
    events: watchEvents(state, end),
  };
}

/** A watch that was cleared, or had nothing left to watch, has found nothing that others must know. */
function watchEvents(state: WatchingReport['state'], { note: said, report }: FollowUpEnd): StageEvent[] {
  const place = 'watch';
  const missed = (report?.warnings ?? [])
    .filter(({ code }) => code === MISSED)
    .map((warning): StageEvent => ({ type: 'evidence.missing', said: warning, place }));
  const ended: StageEvent = { type: 'watch.ended', said, place, result: state };
  switch (state) {
    case 'reverted':
      return [ended, { type: 'rollout.reverted', said, place }];
    case 'passed':
    case 'failed':
      return [...missed, ended];
    case 'cleared':
    case 'skipped':
    case 'pending':
      return missed;
  }
}
