import { entryOf, isMap, STAGE_TYPES } from 'stage-contract';
import type { JsonPath, JsonSource } from './jsonSource';

/** A pipeline in a file. */
export interface FoundPipeline {
  pipeline: Readonly<Record<string, unknown>>;
  /** Where it stands in the file's JSON; empty for the whole file. */
  path: JsonPath;
  /** Not if it is known that these are not all of its stages. */
  isWhole?: false;
  /** Where the stage at a position stands. */
  stagePath(index: number): JsonPath;
}

/**
 * The pipelines in a JSON file: the file itself, each one of a list (as Gate lists them) or under `pipelines`, the one
 * of a pipeline template (`pipeline`), or only stages, as Deck's Edit as JSON shows one. Empty for JSON of another kind.
 */
export const pipelinesIn = ({ value }: Pick<JsonSource, 'value'>): FoundPipeline[] => foundAt(value, []);

function foundAt(value: unknown, path: JsonPath): FoundPipeline[] {
  if (Array.isArray(value)) {
    if (value.some(isStage))
      return [{ pipeline: { stages: value }, isWhole: false, path, stagePath: (index) => [...path, index] }];
    return value.flatMap((entry: unknown, index) => foundAt(entry, [...path, index]));
  }
  if (!isMap(value)) return [];
  if (Array.isArray(value['stages']))
    return [{ pipeline: value, path, stagePath: (index) => [...path, 'stages', index] }];
  if (isStage(value)) return [{ pipeline: { stages: [value] }, isWhole: false, path, stagePath: () => path }];
  return ['pipelines', 'pipeline'].flatMap((name) => foundAt(entryOf(value, name), [...path, name]));
}

const isStage = (value: unknown): boolean => STAGE_TYPES.some((type) => type === entryOf(value, 'type'));
