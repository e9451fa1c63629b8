import { z } from 'zod';
import { stageDefinitions } from './stageRegistry';
import type { StageType } from './stageDefinition';

/** The JSON Schema (2020-12) of a stage's own fields, from the same source as everything else. */
export function stageJsonSchema(type: StageType): Record<string, unknown> {
  const definition = stageDefinitions[type];
  const { $schema, ...rest } = z.toJSONSchema(definition.schema, {
    io: 'output',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      withoutRequiredMark(jsonSchema);
    },
  });
  return { $schema, title: definition.label, description: definition.description, ...rest };
}

/**
 * Our field property has the same name as a JSON Schema keyword with another meaning: there, the object lists its
 * required properties.
 */
function withoutRequiredMark(schema: object): void {
  if (Reflect.get(schema, 'required') === true) Reflect.deleteProperty(schema, 'required');
}
