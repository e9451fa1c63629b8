import { SpelError, type SpelFunction } from '../../spel';
import type { Execution, JsonObject } from '../executionModel';

/** Functions that find an artifact that the trigger brought for an expected artifact of the pipeline. */
export function artifactFunctions({ id, trigger }: Execution): readonly (readonly [string, SpelFunction])[] {
  const findBy =
    (field: 'name' | 'type'): SpelFunction =>
    ([wanted]) => {
      const found = boundArtifactsOf(trigger).find((artifact) => artifact[field] === wanted);
      if (found !== undefined) return found;
      throw new SpelError(
        'function',
        `Unable to locate resolved artifact ${String(wanted)} in trigger execution ${id}.`,
      );
    };
  return [
    ['triggerResolvedArtifact', findBy('name')],
    ['triggerResolvedArtifactByType', findBy('type')],
  ];
}

function boundArtifactsOf({ resolvedExpectedArtifacts }: JsonObject): JsonObject[] {
  const resolved = Array.isArray(resolvedExpectedArtifacts) ? (resolvedExpectedArtifacts as JsonObject[]) : [];
  return resolved.flatMap(({ boundArtifact }) => (boundArtifact === undefined ? [] : [boundArtifact as JsonObject]));
}
