import { isStageType, stageDefinitions } from 'stage-contract';

/**
 * The outputs that may go into the stage's context. What is also a field of the stage stays out: a restart reads the context again,
 * and would take the last run's answer (such as codeSha256) for what the author wants.
 */
export function contextKeys(stageType: string, outputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = isStageType(stageType) ? stageDefinitions[stageType].schema.shape : {};
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !(name in fields)));
}
