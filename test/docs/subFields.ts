import { typeWords, type JsonSchema } from './typeWords';

/** One place inside a field that holds a map or a list of maps. */
export interface SubField {
  path: string;
  type: string;
  required: boolean;
  meaning: string;
}

/**
 * Every place inside a field, outermost first; empty if the field has a plain value. `describesElsewhere`: whether a
 * part is described in another place, so that nothing inside it is listed.
 */
export function subFields(
  name: string,
  schema: JsonSchema | undefined,
  typeOf: (part: JsonSchema) => string = typeWords,
  describesElsewhere: (part: JsonSchema) => boolean = () => false,
): SubField[] {
  const inner = schema?.type === 'array' ? schema.items : schema;
  const place = schema?.type === 'array' ? `${name}[]` : name;
  return Object.entries(inner?.properties ?? {}).flatMap(([key, part]) => {
    const path = `${place}.${key}`;
    return [
      { path, type: typeOf(part), required: inner?.required?.includes(key) === true, meaning: part.help ?? '' },
      ...(describesElsewhere(part) ? [] : subFields(path, part, typeOf, describesElsewhere)),
    ];
  });
}
