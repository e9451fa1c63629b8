import type { StageType } from 'stage-contract';

/** The tab of each stage. */
export const TAB_TITLES = {
  'Aws.LambdaDeploymentStage': 'Deployment',
  'Aws.LambdaUpdateCodeStage': 'Update code',
  'Aws.LambdaTrafficRoutingStage': 'Route',
  'Aws.LambdaInvokeStage': 'Invoke',
  'Aws.LambdaDeleteStage': 'Delete',
} as const satisfies Record<StageType, string>;
