import type { StageType } from '../../stage-contract/src';
import { deleteExamples } from '../../orca-stages-ts/src/stages/delete/examples';
import { deploymentExamples } from '../../orca-stages-ts/src/stages/deployment/examples';
import { invokeExamples } from '../../orca-stages-ts/src/stages/invoke/examples';
import { rolloutActionExamples } from '../../orca-stages-ts/src/stages/rolloutAction/examples';
import { routeExamples } from '../../orca-stages-ts/src/stages/route/examples';
import { updateCodeExamples } from '../../orca-stages-ts/src/stages/updateCode/examples';

/** A stage as its author would write it. */
export interface Example {
  title: string;
  stage: Readonly<Record<string, unknown>>;
}

/** The examples of each stage, which the sidecar's own tests run. */
export const stageExamples: Readonly<Record<StageType, readonly Example[]>> = {
  'Aws.LambdaDeploymentStage': deploymentExamples,
  'Aws.LambdaUpdateCodeStage': updateCodeExamples,
  'Aws.LambdaTrafficRoutingStage': routeExamples,
  'Aws.LambdaInvokeStage': invokeExamples,
  'Aws.LambdaDeleteStage': deleteExamples,
  'Aws.LambdaRolloutActionStage': rolloutActionExamples,
};
