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
  /** What the part means: a keyword of ours. */
  help?: string;
}

/** What a value must be, in words, from its JSON Schema. The content of an object has its own table. */
export function typeWords(schema: JsonSchema | undefined): string {
  if (schema === undefined) return 'any JSON';
  if (schema.const !== undefined) return schema.const === '' ? 'empty text' : `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeWords))].join(' or ');
  return wordsOfType(schema);
}

function wordsOfType({ type, minimum, maximum, items, properties }: JsonSchema): string {
  switch (type) {
    case 'integer':
      return maximum === undefined || maximum > 1e9
        ? `whole number, at least ${minimum}`
        : `whole number, ${minimum} to ${maximum}`;
    case 'array':
      return items?.properties === undefined ? `list of ${typeWords(items)}` : 'list of maps, see below';
    case 'object':
      return properties === undefined ? 'map of text' : 'map, see below';
    case 'boolean':
      return 'true or false';
    case 'string':
      return 'text';
    default:
      return type ?? 'any JSON';
  }
}
