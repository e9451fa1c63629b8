import { isStageType, stageDefinitions } from 'stage-contract';

/**
 * The outputs that may go into the stage's context. An output with the name of a stage field stays out: a restart reads
 * the context again, and would take the last run's result (such as codeSha256) for something that the author wants.
 */
export function contextKeys(stageType: string, outputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = isStageType(stageType) ? stageDefinitions[stageType].schema.shape : {};
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !(name in fields)));
}
