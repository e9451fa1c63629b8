import { typeWords, type JsonSchema } from './typeWords';

/** One place inside a field that holds a map or a list of maps. */
export interface SubField {
  path: string;
  type: string;
  required: boolean;
  meaning: string;
}

/** Every place inside a field, outermost first; empty if the field has a plain value. */
export function subFields(name: string, schema: JsonSchema | undefined): SubField[] {
  const inner = schema?.type === 'array' ? schema.items : schema;
  const place = schema?.type === 'array' ? `${name}[]` : name;
  return Object.entries(inner?.properties ?? {}).flatMap(([key, part]) => {
    const path = `${place}.${key}`;
    return [
      { path, type: typeWords(part), required: inner?.required?.includes(key) === true, meaning: part.help ?? '' },
      ...subFields(path, part),
    ];
  });
}
