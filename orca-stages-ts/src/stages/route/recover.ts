import { say, type RouteInput } from 'stage-contract';
import type { RecoveryState } from '../../model/recovery';
import { sameRouting } from '../../model/routing';
import { sentenceOf } from '../../model/step';
import { intendedRouting } from '../shared/aliasLedger';
import { keepRoutingStep } from './keepRouting';
import { restoreSides } from './restoreSides';
import type { RouteFacts, RouteStep, Undo } from './steps';

/** The stage's failure policy from its input; `destroyOnFail` is the old spelling for deleting the candidate. */
export const failurePolicyOf = (
  input: Pick<RouteInput, 'onFailure' | 'destroyOnFail'>,
): NonNullable<RouteInput['onFailure']> =>
  input.onFailure ?? (input.destroyOnFail === true ? 'revertAndDeleteCandidate' : 'revert');

/** The steps of the failure policy. Pure. */
export function recoverRoute(input: RouteInput, state: RecoveryState<RouteStep, RouteFacts>): RouteStep[] {
  const policy = failurePolicyOf(input);
  const undo = state.begun.at(-1)?.undo;
  if (undo === undefined) return [];
  if (policy === 'hold') return [keepRoutingStep(undo, mayStillMove(state))];
  const sides = restoreSides(state.begun, undo);
  return [...sides.before, revertStep(undo, state), ...sides.after, ...deletion(policy, undo)];
}

/** Whether a move may still be in flight, because AWS has not answered it. */
const mayStillMove = ({ begun, unanswered }: RecoveryState<RouteStep, RouteFacts>): boolean =>
  begun.some((step) => step.kind === 'route' && unanswered.includes(step.id));

function revertStep(undo: Undo, state: RecoveryState<RouteStep, RouteFacts>): RouteStep {
  return {
    id: 'revert',
    kind: 'revert',
    ...sentenceOf(say('revertAlias', { alias: undo.aliasName, routing: undo.first })),
    mutates: true,
    undo,
    intends: intendedRouting(undo.aliasName, undo.first),
    ...(mayStillMove(state) ? { outruns: true } : {}),
    ...(state.begun.some(
      (step) => step.kind === 'healthCheck' && sameRouting(undo.first, { mainVersion: step.version }),
    )
      ? { nothingBefore: true }
      : {}),
  };
}

/** Only a version that this execution has published is deleted, and only if its alias has something else to serve. */
const deletion = (policy: RouteInput['onFailure'], undo: Undo): RouteStep[] =>
  policy === 'revert' || undo.candidate === null || undo.first === null
    ? []
    : [
        {
          id: 'deleteCandidate',
          kind: 'deleteCandidate',
          ...sentenceOf(say('deleteCandidate', { version: undo.candidate })),
          mutates: true,
          version: undo.candidate,
          undo,
        },
      ];
