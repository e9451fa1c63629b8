/** The part of JSON Schema that the stages' schemas use. */
export interface JsonSchema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  minimum?: number;
  maximum?: number;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  pattern?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: unknown;
}

/** What a value must be, in words, from its JSON Schema. What an object holds is said by a table of its own. */
export function typeWords(schema: JsonSchema | undefined): string {
  if (schema === undefined) return 'any JSON';
  if (schema.const !== undefined) return schema.const === '' ? 'empty text' : `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeWords))].join(' or ');
  if (schema.type === 'integer')
    return schema.maximum === undefined || schema.maximum > 1e9
      ? `whole number, at least ${schema.minimum}`
      : `whole number, ${schema.minimum} to ${schema.maximum}`;
  if (schema.type === 'array')
    return schema.items?.properties === undefined ? `list of ${typeWords(schema.items)}` : 'list of maps, see below';
  if (schema.type === 'object') return schema.properties === undefined ? 'map of text' : 'map, see below';
  return schema.type === 'boolean' ? 'true or false' : schema.type === 'string' ? 'text' : (schema.type ?? 'any JSON');
}
