import { deleteDefinition, type DeleteInput } from './stages/delete';
import { deploymentDefinition, type DeploymentInput } from './stages/deployment';
import { invokeDefinition, type InvokeInput } from './stages/invoke';
import { routeDefinition, type RouteInput } from './stages/route';
import { rolloutActionDefinition, type RolloutActionInput } from './stages/rolloutAction';
import { updateCodeDefinition, type UpdateCodeInput } from './stages/updateCode';
import { STAGE_TYPES, type StageDefinition, type StageType } from './stageDefinition';

/** The parsed input of each stage type. */
export interface StageInputs {
  'Aws.LambdaDeploymentStage': DeploymentInput;
  'Aws.LambdaUpdateCodeStage': UpdateCodeInput;
  'Aws.LambdaTrafficRoutingStage': RouteInput;
  'Aws.LambdaInvokeStage': InvokeInput;
  'Aws.LambdaDeleteStage': DeleteInput;
  'Aws.LambdaRolloutActionStage': RolloutActionInput;
}

/** Every stage, by its type. */
export const stageDefinitions: Readonly<Record<StageType, StageDefinition>> = {
  'Aws.LambdaDeploymentStage': deploymentDefinition,
  'Aws.LambdaUpdateCodeStage': updateCodeDefinition,
  'Aws.LambdaTrafficRoutingStage': routeDefinition,
  'Aws.LambdaInvokeStage': invokeDefinition,
  'Aws.LambdaDeleteStage': deleteDefinition,
  'Aws.LambdaRolloutActionStage': rolloutActionDefinition,
};

/** Whether text is one of our stage types. */
export const isStageType = (value: unknown): value is StageType => STAGE_TYPES.some((type) => type === value);
