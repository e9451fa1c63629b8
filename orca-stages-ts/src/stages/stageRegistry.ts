import type { StageType } from 'stage-contract';
import type { AnyStage } from '../model/stage';
import { deleteStage } from './delete';
import { deploymentStage } from './deployment';
import { invokeStage } from './invoke';
import { rolloutActionStage } from './rolloutAction';
import { routeStage } from './route';
import { updateCodeStage } from './updateCode';

/** Every stage, by its type. The engine uses only this list. */
export const stageRegistry: Readonly<Record<StageType, AnyStage>> = {
  'Aws.LambdaDeploymentStage': deploymentStage,
  'Aws.LambdaUpdateCodeStage': updateCodeStage,
  'Aws.LambdaTrafficRoutingStage': routeStage,
  'Aws.LambdaInvokeStage': invokeStage,
  'Aws.LambdaDeleteStage': deleteStage,
  'Aws.LambdaRolloutActionStage': rolloutActionStage,
};
