import { entryOf, isMap, textAt, textOf } from '../looseValues';
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

/** What a pipeline has as its stages, whatever each of them is; empty if it has no list of them. */
export function stagesIn(pipeline: unknown): readonly unknown[] {
  const stages = entryOf(pipeline, 'stages');
  return Array.isArray(stages) ? stages : [];
}

/** The pipeline's Lambda stages, in its own order. */
export function lambdaStagesOf(pipeline: unknown): LambdaStage[] {
  return stagesIn(pipeline).flatMap((stage, index) => {
    const type = STAGE_TYPES.find((known) => known === entryOf(stage, 'type'));
    if (type === undefined || !isMap(stage)) return [];
    const name = textAt(stage, 'name');
    const label = stageDefinitions[type].label;
    return [{ type, stage, index, isConverted: isConverted(stage), name: name === '' ? label : name }];
  });
}
