import type { StageType } from 'stage-contract';
import type { DeckStage } from './deckStage';
import { deleteStage } from './delete';
import { deploymentStage } from './deployment';
import { invokeStage } from './invoke';
import { rolloutActionStage } from './rolloutAction';
import { routeStage } from './route';
import { updateCodeStage } from './updateCode';

/** The stages by type: everything that differs between the stages in forms, checks and details. */
export const stageRegistry: Readonly<Record<StageType, DeckStage>> = {
  'Aws.LambdaDeploymentStage': deploymentStage,
  'Aws.LambdaUpdateCodeStage': updateCodeStage,
  'Aws.LambdaTrafficRoutingStage': routeStage,
  'Aws.LambdaInvokeStage': invokeStage,
  'Aws.LambdaDeleteStage': deleteStage,
  'Aws.LambdaRolloutActionStage': rolloutActionStage,
};
