import { entryOf, isMap, textOf } from '../looseValues';
import { STAGE_TYPES, type StageType } from '../stageDefinition';
import { stageDefinitions } from '../stageRegistry';

/** The Orca stage that our types run as. A stage that does not name it as its alias runs on Spinnaker's own executor. */
export const ORCA_STAGE = 'preconfiguredWebhook';

/** The stages that publish versions. */
export const PUBLISHING_TYPES: readonly StageType[] = ['Aws.LambdaDeploymentStage', 'Aws.LambdaUpdateCodeStage'];

/** Whether Lambda Stages runs a stage, and not Spinnaker's own executor. */
export const isConverted = (stage: unknown): boolean => textOf(entryOf(stage, 'alias')) === ORCA_STAGE;

/** A Lambda stage of a pipeline. */
export interface LambdaStage {
  type: StageType;
  /** Its name, or its type's label if it has none. */
  name: string;
  isConverted: boolean;
  /** Its position in the pipeline's `stages`. */
  index: number;
  /** The stage itself, in the pipeline that holds it. */
  stage: Record<string, unknown>;
}

/** The pipeline's Lambda stages, in its own order. */
export function lambdaStagesOf(pipeline: unknown): LambdaStage[] {
  const stages = entryOf(pipeline, 'stages');
  return (Array.isArray(stages) ? stages : []).flatMap((stage: unknown, index) => {
    const type = STAGE_TYPES.find((known) => known === entryOf(stage, 'type'));
    if (type === undefined || !isMap(stage)) return [];
    const name = textOf(stage['name'])?.trim() ?? '';
    const label = stageDefinitions[type].label;
    return [{ type, stage, index, isConverted: isConverted(stage), name: name === '' ? label : name }];
  });
}
