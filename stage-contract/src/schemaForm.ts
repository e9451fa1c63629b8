import { z } from 'zod';
import { layersOf } from './schemaAt';

/** Any schema of the contract, for code that walks through it. */
export type Schema = z.core.$ZodType;

/** What a schema's values are. */
export type ValueOf<S extends Schema> = z.output<S>;

/** Schemas never change, so what is known of one is found out once. */
function perSchema<T>(find: (schema: Schema) => T): (schema: Schema) => T {
  const known = new WeakMap<Schema, T>();
  return (schema) => {
    const found = known.get(schema) ?? find(schema);
    known.set(schema, found);
    return found;
  };
}

/** The schema itself, without its wrappers (optional, nullable, preprocessed). */
export const bareSchema = perSchema((schema) => layersOf(schema).at(-1) ?? schema);

/** A named part of a map. */
export interface SchemaPart {
  name: string;
  schema: Schema;
  isOptional: boolean;
}

/** What a schema accepts, as far as code that walks through it must know. */
export type SchemaForm =
  | { form: 'text' | 'number' | 'flag' | 'any' }
  | { form: 'word'; words: readonly string[] }
  | { form: 'list'; entry: Schema }
  | { form: 'map'; value: Schema }
  | { form: 'parts'; parts: readonly SchemaPart[] };

/** The form of an unwrapped schema. */
export const schemaForm = perSchema(formOf);

function formOf(schema: Schema): SchemaForm {
  if (schema instanceof z.ZodString) return { form: 'text' };
  if (schema instanceof z.ZodNumber) return { form: 'number' };
  if (schema instanceof z.ZodBoolean) return { form: 'flag' };
  if (schema instanceof z.ZodEnum) return { form: 'word', words: schema.options.map(String) };
  if (schema instanceof z.ZodArray) return { form: 'list', entry: schema.element };
  if (schema instanceof z.ZodRecord) return { form: 'map', value: schema.valueType };
  if (!(schema instanceof z.ZodObject)) return { form: 'any' };
  return {
    form: 'parts',
    parts: Object.entries<Schema>(schema.shape).map(([name, part]) => ({
      name,
      schema: part,
      isOptional: part instanceof z.ZodOptional,
    })),
  };
}
