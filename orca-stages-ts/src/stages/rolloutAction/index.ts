import type { RolloutActionInput } from 'stage-contract';
import type { Stage } from '../../model/stage';
import { applyRolloutAction } from './apply';
import { finishRolloutAction } from './finish';
import { observeRolloutAction, type ObservedRollout } from './observe';
import { planRolloutAction } from './plan';
import { recoverRolloutAction } from './recover';
import { rolloutActionDocuments, type RolloutActionFacts, type RolloutActionStep } from './steps';

/** AWS Lambda Rollout Action: what people do to a Route that is under way. It makes no AWS calls of its own. */
export const rolloutActionStage: Stage<RolloutActionInput, ObservedRollout, RolloutActionStep, RolloutActionFacts> = {
  type: 'Aws.LambdaRolloutActionStage',
  // The rollout may have the lock.
  locksTarget: false,
  asksOperations: true,
  documents: rolloutActionDocuments,
  calls: {},
  observe: observeRolloutAction,
  plan: planRolloutAction,
  apply: applyRolloutAction,
  recover: recoverRolloutAction,
  finish: finishRolloutAction,
};
