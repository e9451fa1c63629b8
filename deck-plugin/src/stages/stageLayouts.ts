import type { StageType } from 'stage-contract';
import type { FormLayout } from '../form/stageForm';
import { deleteLayout } from './deleteLayout';
import { deploymentLayout } from './deploymentLayout';
import { invokeLayout } from './invokeLayout';
import { routeLayout } from './routeLayout';
import { updateCodeLayout } from './updateCodeLayout';

/** The form of each stage type. */
export const stageLayouts: Readonly<Record<StageType, FormLayout>> = {
  'Aws.LambdaDeploymentStage': deploymentLayout,
  'Aws.LambdaUpdateCodeStage': updateCodeLayout,
  'Aws.LambdaTrafficRoutingStage': routeLayout,
  'Aws.LambdaInvokeStage': invokeLayout,
  'Aws.LambdaDeleteStage': deleteLayout,
};
