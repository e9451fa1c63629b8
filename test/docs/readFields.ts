import { z } from 'zod';
import type { StageDefinition } from '../../stage-contract/src';
import type { JsonSchema } from './typeWords';

/**
 * The fields of a stage as the sidecar reads them, with their words: what the reference describes. The published schema
 * describes what may be written, which is more.
 */
export const readFields = ({ schema }: StageDefinition): Record<string, JsonSchema> =>
  partSchema(schema).properties ?? {};

/** The same for a part of a field. */
export const partSchema = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      withoutRequiredMark(jsonSchema);
    },
  }) as JsonSchema;

/**
 * Our field property has the same name as a JSON Schema keyword with another meaning: there, the object lists its
 * required properties.
 */
function withoutRequiredMark(schema: object): void {
  if (Reflect.get(schema, 'required') === true) Reflect.deleteProperty(schema, 'required');
}
