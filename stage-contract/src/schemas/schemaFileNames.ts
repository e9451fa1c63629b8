import type { StageType } from '../stageDefinition';
import { stageDefinitions } from '../stageRegistry';

/** The file of the JSON Schema of whole pipelines. */
export const PIPELINE_SCHEMA_FILE = 'pipeline.schema.json';

/** The file of a stage's JSON Schema, such as `route.schema.json`. */
export const schemaFileOf = (type: StageType): string => `${stageDefinitions[type].key}.schema.json`;
