/** A JSON Schema (2020-12). `{}` accepts anything. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A reference to a definition of the same document. */
export const refTo = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });

/**
 * What counts as given, and what is not looked at before Orca has evaluated it. Said as `not`, because a validator then
 * reports one problem instead of one for each form that an expression may have.
 */
export const SHARED_DEFINITIONS = {
  literal: {
    description: 'No pipeline expression anywhere inside.',
    not: { type: 'string', pattern: '\\$\\{' },
    items: refTo('literal'),
    additionalProperties: refTo('literal'),
  },
  absent: { description: 'Spinnaker writes null or empty text for a cleared field.', enum: [null, ''] },
  value: { description: 'Given, and known before the execution.', ...refTo('literal'), not: refTo('absent') },
  expression: {
    description: 'Holds a pipeline expression, which Orca evaluates before the stage runs.',
    not: refTo('literal'),
  },
  unset: { description: 'Absent, or an expression.', not: refTo('value') },
} as const satisfies Record<string, JsonSchema>;

/** Whether a schema only lists alternatives, so that they can join other ones. */
const alternativesOf = (schema: JsonSchema): readonly JsonSchema[] =>
  Array.isArray(schema['anyOf']) && Object.keys(schema).length === 1 ? (schema['anyOf'] as JsonSchema[]) : [schema];

/** Accepts what one of the schemas accepts. Editors report the first one's problems, so the usual form comes first. */
export const anyOf = (...schemas: readonly JsonSchema[]): JsonSchema => {
  const alternatives = schemas.flatMap(alternativesOf);
  return alternatives.length === 1 && alternatives[0] !== undefined ? alternatives[0] : { anyOf: alternatives };
};

/** The schema with its references below `place`, for a document that contains it there. */
export const placedAt = (place: string, schema: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${place}/`)) as JsonSchema;
