import type { RolloutState } from 'stage-contract';
import type { AskedState, PlannedStep } from '../../model/stageAsks';
import type { RouteFacts, RouteStep } from './steps';

type State = AskedState<RouteStep, RouteFacts>;

/** ID of the step that gives the candidate all traffic at the end of a gradual rollout. */
export const PROMOTION = 'promote';

const PHASES = {
  observing: 'planning',
  applying: 'running',
  recovering: 'goingBack',
  watching: 'watched',
  ended: 'ended',
} as const satisfies Record<State['phase'], RolloutState['phase']>;

/** Whether a step is still to be done, or is being done. */
export const isOpen = ({ state }: PlannedStep<RouteStep>): boolean => state === 'todo' || state === 'running';

/** The step that the rollout is at, if any is left. */
export const currentStep = ({ steps }: Pick<State, 'steps'>): PlannedStep<RouteStep> | undefined => steps.find(isOpen);

/** What decides which actions the rollout allows. Pure. */
export function rolloutState({ phase, steps, facts, isHeld }: State): RolloutState {
  const current = currentStep({ steps });
  const at = whereAt(current);
  const moves = steps.filter(({ step }) => step.kind === 'route');
  return {
    phase: PHASES[phase],
    at,
    isHeld,
    // A bake without a move watches over what an earlier attempt has moved.
    hasChanged: steps.some(({ step, hasBegun }) => hasBegun && (step.kind === 'route' || isBake(step))),
    isPromoted: phase !== 'observing' && !moves.some(({ state }) => state === 'todo'),
    hasPromotion: steps.some(({ step }) => step.id === PROMOTION),
    checkRejected: current?.step.kind === 'healthCheck' && (facts.judgedAnswers ?? 0) > 0,
    missingCalls: at === 'hold' ? (facts.missingCalls ?? 0) : 0,
  };
}

const isBake = (step: RouteStep): boolean => step.kind === 'hold' && step.bakes === true;

function whereAt(current: PlannedStep<RouteStep> | undefined): RolloutState['at'] {
  if (current?.hasBegun !== true) return 'work';
  if (current.step.kind === 'hold') return 'hold';
  return current.step.kind === 'holdForPerson' ? 'person' : 'work';
}
