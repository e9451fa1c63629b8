import { say, type RolloutActionInput } from 'stage-contract';
import type { RecoveryState } from '../../model/recovery';
import { sentenceOf } from '../../model/step';
import type { RolloutActionFacts, RolloutActionStep } from './steps';

/** Whoever cancels the stage, or is too late, no longer asks for anything. */
export function recoverRolloutAction(
  { action }: RolloutActionInput,
  { begun, reason }: RecoveryState<RolloutActionStep, RolloutActionFacts>,
): RolloutActionStep[] {
  // A request that was answered, or withdrawn already, has nothing left.
  if (begun.length === 0 || reason === 'failed') return [];
  return [
    {
      id: 'withdraw',
      kind: 'withdraw',
      ...sentenceOf(say('withdrawAction', { action })),
      mutates: false,
      verb: action,
    },
  ];
}
