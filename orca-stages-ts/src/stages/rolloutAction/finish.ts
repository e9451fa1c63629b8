import { say, type RolloutActionInput } from 'stage-contract';
import type { Finish } from '../../model/stage';
import type { RolloutActionFacts } from './steps';

/** Which rollout has taken what. */
export function finishRolloutAction(
  { action, functionName }: RolloutActionInput,
  { taken }: Readonly<Partial<RolloutActionFacts>>,
): Finish {
  const rollout = { executionId: taken?.executionId ?? '', stageName: taken?.stageName ?? '' };
  return {
    headline: say('rolloutHasTaken', { action, ...rollout }),
    outputs: { functionName, action, rolloutExecutionId: rollout.executionId },
  };
}
