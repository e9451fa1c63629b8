import { z } from 'zod';
import { stageDefinitions } from './stageRegistry';
import type { StageType } from './stageDefinition';

/** JSON Schema (2020-12) of a stage's own fields, from the same source as everything else. */
export function stageJsonSchema(type: StageType): Record<string, unknown> {
  const definition = stageDefinitions[type];
  const { $schema, ...rest } = z.toJSONSchema(definition.schema, { io: 'output', unrepresentable: 'any' });
  return { $schema, title: definition.label, description: definition.description, ...rest };
}
