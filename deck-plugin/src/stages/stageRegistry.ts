import type { StageType } from 'stage-contract';
import type { DeckStage } from './deckStage';
import { deleteStage } from './delete';
import { deploymentStage } from './deployment';
import { invokeStage } from './invoke';
import { routeStage } from './route';
import { updateCodeStage } from './updateCode';

/** The five stages by their type: all that form, check and details know of one stage apart from the others. */
export const stageRegistry: Readonly<Record<StageType, DeckStage>> = {
  'Aws.LambdaDeploymentStage': deploymentStage,
  'Aws.LambdaUpdateCodeStage': updateCodeStage,
  'Aws.LambdaTrafficRoutingStage': routeStage,
  'Aws.LambdaInvokeStage': invokeStage,
  'Aws.LambdaDeleteStage': deleteStage,
};
