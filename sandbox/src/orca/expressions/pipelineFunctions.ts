import { SpelError, type SpelFunction } from '../../spel';
import type { Execution } from '../executionModel';
import type { SavedPipelines } from '../taskDefinition';

/** Functions that find a pipeline's id by its name, in the execution's application or in another one. */
export function pipelineFunctions(
  execution: Execution,
  savedPipelines: SavedPipelines,
): readonly (readonly [string, SpelFunction])[] {
  const idOf = (name: unknown, application: unknown): unknown =>
    savedPipelines(String(application)).find((pipeline) => pipeline['name'] === name)?.['id'] ?? null;
  const requiredIdOf = (name: unknown, application: unknown): unknown => {
    const id = idOf(name, application);
    if (id !== null) return id;
    throw new SpelError(
      'function',
      `Pipeline with name '${String(name)}' could not be found on application ${String(application)}`,
    );
  };
  return [
    ['pipelineId', ([name]) => requiredIdOf(name, execution.application)],
    ['pipelineIdOrNull', ([name]) => idOf(name, execution.application)],
    ['pipelineIdInApplication', ([name, application]) => requiredIdOf(name, application)],
    ['pipelineIdInApplicationOrNull', ([name, application]) => idOf(name, application)],
  ];
}
