import type { RolloutActionInput } from 'stage-contract';
import type { OtherOperation } from '../../model/ask';
import { aliasResource } from '../../model/resource';
import type { ObserveContext } from '../../model/stageContext';

/** The rollout that is meant, or what runs instead. */
export interface ObservedRollout {
  rollout: OtherOperation | undefined;
  /** Read only if there is no such rollout. */
  others: OtherOperation[];
}

/** Looks for the rollout in the journal; asks AWS for nothing. */
export async function observeRolloutAction(
  { aliasName, rolloutExecutionId, rolloutStageId }: RolloutActionInput,
  { asks }: ObserveContext,
): Promise<ObservedRollout> {
  const rollout = await asks.find({
    stageType: 'Aws.LambdaTrafficRoutingStage',
    ...(aliasName === undefined ? {} : { resource: aliasResource(aliasName) }),
    ...(rolloutExecutionId === undefined || rolloutStageId === undefined
      ? {}
      : { stage: { executionId: rolloutExecutionId, stageId: rolloutStageId } }),
  });
  return { rollout, others: rollout === undefined ? await asks.others() : [] };
}
