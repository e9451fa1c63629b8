import {
  allowedActions,
  refusalOf,
  ROLLOUT_ACTIONS,
  say,
  toldOf,
  type RolloutAction,
  type RolloutState,
  type RouteInput,
} from 'stage-contract';
import type { Ask } from '../../model/ask';
import { reasonOf, type OutcomeReport } from '../../model/report';
import type { AskedState, AskMeaning, StageAsks } from '../../model/stageAsks';
import { promoteNow } from './promoteNow';
import { currentStep, rolloutState } from './rolloutState';
import type { RouteFacts, RouteStep } from './steps';
import { withWindow } from './watch/minutes';

type State = AskedState<RouteStep, RouteFacts>;
type Meaning = AskMeaning<RouteStep, RouteFacts>;

/** What people may do to a rollout that is under way, and what that means for its steps. */
export const routeAsks: StageAsks<RouteInput, RouteStep, RouteFacts> = {
  meaning(ask, _input, state) {
    const action = ROLLOUT_ACTIONS.find((known) => known === ask.verb);
    if (action === undefined)
      return { kind: 'refused', reason: say('actionFailed', { reason: 'it does not know it' }) };
    const refusal = refusalOf(action, rolloutState(state));
    return refusal === undefined ? MEANINGS[action](ask, state) : { kind: 'refused', reason: refusal };
  },
  shown: (state) => shownActions(rolloutState(state)),
};

/** What the outcome says about every action in a state. Pure. */
export const shownActions = (state: RolloutState): Pick<OutcomeReport, 'actions'> => ({
  actions: allowedActions(state).map(({ verb, refusal }) => ({
    verb,
    allowed: refusal === undefined,
    ...(refusal === undefined ? {} : { reason: refusal.words, told: toldOf(refusal) }),
  })),
});

/** What each action means in a state that allows it. */
const MEANINGS: Readonly<Record<RolloutAction, (ask: Ask, state: State) => Meaning>> = {
  promote(ask, state) {
    const { ends, replaces, planned } = promoteNow(state);
    const report = recorded(ask, state);
    return {
      kind: 'taken',
      ends,
      replaces,
      holds: null,
      facts: factsOfEnded(state),
      note: leftOut(ask),
      report: { ...report, routing: { planned } },
    };
  },
  skipHold: (ask, state) => ({
    kind: 'taken',
    ends: endedSteps(state, 'skipped'),
    facts: factsOfEnded(state),
    note: leftOut(ask),
    report: recorded(ask, state),
  }),
  hold: (ask, state) => ({
    kind: 'taken',
    holds: say('heldBy', { by: ask.by }),
    note: say('heldBy', { by: ask.by }),
    report: recorded(ask, state),
  }),
  continue: (ask, state) => ({
    kind: 'taken',
    ...(rolloutState(state).at === 'person'
      ? { ends: endedSteps(state, 'done'), facts: factsOfEnded(state) }
      : { ends: [] }),
    holds: null,
    note: say('continuedBy', { by: ask.by }),
    report: recorded(ask, state),
  }),
  revert: (ask, state) => (state.phase === 'watching' ? endWatch(ask, state) : goBack(ask, state)),
};

const goBack = (ask: Ask, state: State): Meaning => ({
  kind: 'recovers',
  failure: { code: 'revertAsked', what: say('revertAskedBy', { by: ask.by }) },
  note: leftOut(ask),
  report: recorded(ask, state),
});

/** The watch has found that the alias must go back: somebody says so. */
const endWatch = (ask: Ask, state: State): Meaning => ({
  kind: 'taken',
  ends: endedSteps(state, 'done'),
  facts: { watched: { end: 'found', because: say('revertAskedBy', { by: ask.by }) } },
  note: say('askedBy', { action: ask.verb, by: ask.by }),
  report: recorded(ask, state),
});

const leftOut = ({ verb, by }: Ask) => say('leftOutBy', { action: verb, by });

/** The current step, which ends now. */
function endedSteps(state: State, as: 'done' | 'skipped'): { id: string; state: 'done' | 'skipped' }[] {
  const current = currentStep(state);
  return current === undefined ? [] : [{ id: current.step.id, state: as }];
}

/** The calls in a hold that ends now count for the guards of later holds, as if it had ended by itself. */
function factsOfEnded(state: State): Partial<RouteFacts> {
  const current = currentStep(state);
  if (current?.begunAtMs === undefined || (current.step.kind !== 'hold' && current.step.kind !== 'holdForPerson'))
    return {};
  const { step, begunAtMs: fromMs } = current;
  return {
    missingCalls: 0,
    ...(step.versions === undefined ? {} : withWindow(state.facts.windows, step, { fromMs, untilMs: state.nowMs })),
  };
}

/** The entry in the timeline: who has asked for what, when, and why. */
const recorded = ({ verb, by }: Ask, { nowMs }: State): OutcomeReport => ({
  timeline: [{ at: new Date(nowMs).toISOString(), ...reasonOf(say('askedBy', { action: verb, by })) }],
});
