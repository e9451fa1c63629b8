import { say, type RouteInput } from 'stage-contract';
import type { RecoveryState } from '../../model/recovery';
import { sentenceOf } from '../../model/step';
import { intendedRouting } from '../shared/aliasLedger';
import type { RouteFacts, RouteStep } from './steps';

/** The stage's failure policy from its input; `destroyOnFail` is the old spelling for deleting the candidate. */
export const failurePolicyOf = (
  input: Pick<RouteInput, 'onFailure' | 'destroyOnFail'>,
): NonNullable<RouteInput['onFailure']> =>
  input.onFailure ?? (input.destroyOnFail === true ? 'revertAndDeleteCandidate' : 'revert');

/** The steps of the failure policy. Pure. */
export function recoverRoute(input: RouteInput, state: RecoveryState<RouteStep, RouteFacts>): RouteStep[] {
  const policy = failurePolicyOf(input);
  const undo = state.begun.at(-1)?.undo;
  if (policy === 'hold' || undo === undefined) return [];
  const revert: RouteStep = {
    id: 'revert',
    kind: 'revert',
    ...sentenceOf(say('revertAlias', { alias: undo.aliasName, routing: undo.first })),
    mutates: true,
    undo,
    intends: intendedRouting(undo.aliasName, undo.first),
    ...(state.begun.some((step) => step.kind === 'route' && state.unanswered.includes(step.id))
      ? { outruns: true }
      : {}),
  };
  if (policy === 'revert' || undo.candidate === null || undo.first === null) return [revert];
  return [
    revert,
    {
      id: 'deleteCandidate',
      kind: 'deleteCandidate',
      ...sentenceOf(say('deleteCandidate', { version: undo.candidate })),
      mutates: true,
      version: undo.candidate,
      undo,
    },
  ];
}
