import { STAGE_TYPES } from '../stageDefinition';
import type { JsonSchema } from './jsonSchema';
import { pipelineJsonSchema } from './pipelineJsonSchema';
import { PIPELINE_SCHEMA_FILE, schemaFileOf } from './schemaFileNames';
import { stageJsonSchema } from './stageJsonSchema';

/** The JSON Schemas for editors and builds, by the names of their files; each is made when it is asked for. */
export const PUBLISHED_SCHEMAS: ReadonlyMap<string, () => JsonSchema> = new Map([
  ...STAGE_TYPES.map((type) => [schemaFileOf(type), () => stageJsonSchema(type)] as const),
  [PIPELINE_SCHEMA_FILE, pipelineJsonSchema] as const,
]);
