import { entryOf, isConverted, migrationGap, stagesIn, type StageType } from 'stage-contract';
import type { FoundPipeline } from '../pipelines/pipelinesIn';
import type { Remark } from './migration';

/** Orca's own names for its Lambda stages; Deck writes the others. */
const OTHER_NAMES: ReadonlyMap<unknown, StageType> = new Map([
  ['lambdaDeployment', 'Aws.LambdaDeploymentStage'],
  ['lambdaUpdateCode', 'Aws.LambdaUpdateCodeStage'],
  ['lambdaTrafficRouting', 'Aws.LambdaTrafficRoutingStage'],
  ['lambdaInvoke', 'Aws.LambdaInvokeStage'],
  ['lambdaDelete', 'Aws.LambdaDeleteStage'],
]);

/** Native stages whose type has another name than the one that Lambda Stages registers. */
export function otherTypeNames({ pipeline, stagePath }: FoundPipeline): Remark[] {
  return stagesIn(pipeline).flatMap((stage, index) => {
    const use = isConverted(stage) ? undefined : OTHER_NAMES.get(entryOf(stage, 'type'));
    if (use === undefined) return [];
    const said = migrationGap('otherTypeName', { type: String(entryOf(stage, 'type')), use });
    return [{ spot: { path: [...stagePath(index), 'type'] }, said }];
  });
}
