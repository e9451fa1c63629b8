import { say, type Saying } from '../messages/say';
import { ROLLOUT_ACTIONS, type RolloutAction } from './rolloutAction';

/** What decides which actions a rollout allows now. */
export interface RolloutState {
  /** `planning`: its steps are not known yet; `goingBack`: its failure policy runs; `watched`: only its watch is left. */
  phase: 'planning' | 'running' | 'goingBack' | 'watched' | 'ended';
  /** In a hold, in a hold that only a person ends, or doing something. */
  at: 'hold' | 'person' | 'work';
  /** A move of the alias has begun. */
  hasChanged: boolean;
  /** Somebody has put it on hold. */
  isHeld: boolean;
  /** The last move has begun: the candidate has all its traffic, or is getting it. */
  isPromoted: boolean;
  /** It ends with a promotion; a rollout that moves all traffic at once, or leaves a split, has none. */
  hasPromotion: boolean;
  /** A response to the check that is running was rejected. */
  checkRejected: boolean;
  /** How many calls the guards of the hold still need. */
  missingCalls: number;
}

type Refusing = (state: RolloutState) => Saying | undefined;

/**
 * Why each action is refused; undefined: it is allowed. The only place that decides it: the sidecar, the outcome and
 * Deck all use this table.
 */
const REFUSALS: Readonly<Record<RolloutAction, Refusing>> = {
  promote: ({ phase, isPromoted, hasPromotion, checkRejected }) => {
    if (phase === 'planning') return say('rolloutHasNoPlan', {});
    if (isPromoted) return say('alreadyPromoted', {});
    if (!hasPromotion) return say('noPromotionPlanned', {});
    return checkRejected ? say('checkWasRejected', {}) : undefined;
  },
  skipHold: ({ at, isHeld, isPromoted, missingCalls }) => {
    if (isHeld) return say('continueEndsHold', {});
    if (at === 'person') return say('continueEndsWait', {});
    if (at !== 'hold') return say('notInHold', {});
    if (isPromoted) return say('bakeIsKept', {});
    return missingCalls > 0 ? say('guardNeedsCalls', { missing: missingCalls }) : undefined;
  },
  hold: ({ at, isHeld, isPromoted }) => {
    if (isHeld) return say('alreadyHeld', {});
    if (isPromoted) return say('alreadyPromoted', {});
    return at === 'person' ? say('alreadyWaits', {}) : undefined;
  },
  continue: ({ at, isHeld }) => (isHeld || at === 'person' ? undefined : say('nothingToContinue', {})),
  revert: ({ phase, hasChanged }) => (phase === 'planning' || !hasChanged ? say('nothingChangedYet', {}) : undefined),
};

/** Why an action is refused in a state; undefined if it is allowed. Pure and total. */
export function refusalOf(action: RolloutAction, state: RolloutState): Saying | undefined {
  if (state.phase === 'ended') return say('rolloutHasEnded', {});
  if (state.phase === 'goingBack') return say('rolloutGoesBack', {});
  if (state.phase === 'watched') return action === 'revert' ? undefined : say('onlyWatched', {});
  return REFUSALS[action](state);
}

/** An action with whether it is allowed. */
export interface AllowedAction {
  verb: RolloutAction;
  refusal: Saying | undefined;
}

/** Every action, in the order of the buttons. Pure. */
export const allowedActions = (state: RolloutState): AllowedAction[] =>
  ROLLOUT_ACTIONS.map((verb) => ({ verb, refusal: refusalOf(verb, state) }));
