import { z } from 'zod';

/** A schema and the schemas inside its wrappers (optional, preprocessed), outermost first. */
export function layersOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return [schema, ...layersOf(schema.def.innerType)];
  if (schema instanceof z.ZodPipe) return [schema, ...layersOf(schema.def.out)];
  return [schema];
}

/** The names that a map can contain; none if it is not a map of named fields. */
export function keysOf(schema: z.core.$ZodType): string[] {
  const inner = innermost(schema);
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

/** The schema for the names in a map whose author chooses the names; undefined for anything else. */
export function nameSchemaOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const inner = innermost(schema);
  return inner instanceof z.ZodRecord ? inner.def.keyType : undefined;
}

/** Whether the schema contains entries, identified by a number or by a name that their author chooses. */
export const holdsEntries = (schema: z.core.$ZodType): boolean => {
  const inner = innermost(schema);
  return inner instanceof z.ZodArray || inner instanceof z.ZodRecord;
};

/** The schema at a path inside another one; undefined if the path leads outside of what the schema knows. */
export function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const part = partOf(innermost(schema), String(key));
  return part === undefined ? undefined : schemaAt(part, rest);
}

function partOf(schema: z.core.$ZodType, key: string): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject)
    return Object.entries<z.core.$ZodType>(schema.shape).find(([name]) => name === key)?.[1];
  if (schema instanceof z.ZodArray) return schema.element;
  return schema instanceof z.ZodRecord ? schema.def.valueType : undefined;
}

const innermost = (schema: z.core.$ZodType): z.core.$ZodType => layersOf(schema).at(-1) ?? schema;
