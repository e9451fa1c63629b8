import type { StageType } from 'stage-contract';
import type { FormLayout } from '../form/stageForm';
import { deleteLayout } from './delete/Form';
import { deploymentLayout } from './deployment/Form';
import { invokeLayout } from './invoke/Form';
import { routeLayout } from './route/Form';
import { updateCodeLayout } from './updateCode/Form';

/** The form of each stage type. */
export const stageLayouts: Readonly<Record<StageType, FormLayout>> = {
  'Aws.LambdaDeploymentStage': deploymentLayout,
  'Aws.LambdaUpdateCodeStage': updateCodeLayout,
  'Aws.LambdaTrafficRoutingStage': routeLayout,
  'Aws.LambdaInvokeStage': invokeLayout,
  'Aws.LambdaDeleteStage': deleteLayout,
};
