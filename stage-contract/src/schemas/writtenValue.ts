import { z } from 'zod';
import { fieldMetaOf, labelledMetaOf } from '../fieldMeta';
import { artifactSchema } from '../fields/artifact';
import { eventSourceSchema } from '../fields/eventSource';
import { expectationSchema } from '../fields/expectation';
import { DELETE_MACROS } from '../macros';
import { MOST_NAMES, NUMBER_TEXT, PRESET_PLATFORM, PRESET_PREFIX, readerOf, type Reader } from '../readers';
import { gradualStepSchema } from '../stages/gradualSteps';
import { healthCheckSchema } from '../stages/healthCheck';
import type { Schema } from '../schemaForm';
import { anyOf, refTo, type JsonSchema } from './jsonSchema';
import { fieldWords } from './fieldWords';
import { flagText, literal, padded, trimmedPattern, wholeNumberText } from './textPatterns';

/** Values that appear in several places, or that refer to each other: described once, by name. */
const NAMED: ReadonlyMap<Schema, string> = new Map<Schema, string>([
  [artifactSchema, 'artifact'],
  [expectationSchema, 'expectation'],
  [healthCheckSchema, 'healthCheck'],
  [eventSourceSchema, 'eventSource'],
  [gradualStepSchema, 'gradualStep'],
]);

/** Text that is read as JSON. Nobody looks inside before it is read: a pattern can't. */
const jsonText = (opening: '[' | '{'): JsonSchema => ({
  description: 'JSON text, which only the sidecar looks into.',
  type: 'string',
  pattern: `^\\s*\\${opening}`,
});

/** The value that a text, number or flag has been read as, in every way of writing it. */
export function writtenAs(value: string | number | boolean): JsonSchema {
  const written =
    typeof value === 'string'
      ? padded(literal(value))
      : typeof value === 'number'
        ? wholeNumberText(value, value)
        : flagText(value);
  return anyOf({ const: value }, { type: 'string', pattern: written });
}

/** A whole number within limits, in every way of writing it. */
export const writtenBetween = (minimum: number, maximum: number): JsonSchema =>
  anyOf({ type: 'integer', minimum, maximum }, { type: 'string', pattern: wholeNumberText(minimum, maximum) });

/** How values of a schema are written, and the named values that this refers to. */
export class WrittenValues {
  readonly definitions: Record<string, JsonSchema> = {};

  /** The schema of a field's value, or of a part of one, with the words for its author. */
  described(schema: Schema): JsonSchema {
    const meta = labelledMetaOf(schema);
    const value = this.of(schema);
    return meta === undefined ? value : { ...fieldWords(meta, schema), ...value };
  }

  /** Accepts every way of writing a value of the schema. */
  of(schema: Schema): JsonSchema {
    const name = NAMED.get(schema);
    if (name === undefined) return this.written(schema);
    this.definitions[name] ??= this.written(schema);
    return refTo(name);
  }

  private written(schema: Schema): JsonSchema {
    if (schema instanceof z.ZodOptional) return this.of(schema.unwrap());
    if (schema instanceof z.ZodPipe) return this.prepared(schema);
    if (schema instanceof z.ZodUnion) return anyOf(...schema.options.map((option: Schema) => this.of(option)));
    if (schema instanceof z.ZodArray) return { ...plain(schema), items: this.described(schema.element) };
    if (schema instanceof z.ZodRecord)
      return {
        type: 'object',
        propertyNames: this.of(schema.keyType),
        additionalProperties: this.of(schema.valueType),
      };
    if (schema instanceof z.ZodObject) return this.object(schema);
    return plain(schema);
  }

  private object(schema: z.ZodObject): JsonSchema {
    const parts = Object.entries<Schema>(schema.shape);
    const required = parts.filter(([, part]) => labelledMetaOf(part)?.required === true).map(([name]) => name);
    return {
      type: 'object',
      properties: Object.fromEntries(parts.map(([name, part]) => [name, this.described(part)])),
      ...(required.length === 0 ? {} : { required }),
      ...(schema.def.catchall instanceof z.ZodNever ? { additionalProperties: false } : {}),
    };
  }

  private prepared(schema: z.ZodPipe): JsonSchema {
    const reader = readerOf(schema);
    if (reader === undefined) throw new Error('A schema with a preprocessing of its own: use readBy.');
    return WRITTEN[reader](this.of(schema.def.out), schema.def.out);
  }
}

/** zod's own description of a value without parts. */
function plain(schema: Schema): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    metadata: z.registry(),
  });
  return rest;
}

const textOf = (value: JsonSchema, name: 'pattern'): string => String(value[name] ?? '\\S');
const numberIn = (value: JsonSchema, name: string, fallback: number): number => Number(value[name] ?? fallback);
const wordsIn = (value: JsonSchema): string[] => (Array.isArray(value['enum']) ? value['enum'].map(String) : []);

/** The name that a map must have, without words about it. */
function nameIn(value: JsonSchema): JsonSchema {
  const { type, pattern } = (value['properties'] as Record<string, JsonSchema>)['name'] ?? {};
  return { type, pattern };
}

const trimmedText = (value: JsonSchema): JsonSchema => ({
  type: 'string',
  pattern: trimmedPattern(textOf(value, 'pattern'), numberIn(value, 'maxLength', Infinity)),
});

const PRESET_BEGINNING = `(?:${literal(PRESET_PREFIX)})?(?:${literal(PRESET_PLATFORM)})?`;

/** What each reader accepts, from what it must result in. */
const WRITTEN: Readonly<Record<Reader, (value: JsonSchema, schema: Schema) => JsonSchema>> = {
  trimmed: (value) =>
    value['enum'] === undefined
      ? trimmedText(value)
      : anyOf({ enum: value['enum'] }, { type: 'string', pattern: padded(wordsIn(value).map(literal).join('|')) }),
  wholeNumber: (value) =>
    writtenBetween(numberIn(value, 'minimum', 0), numberIn(value, 'maximum', Number.MAX_SAFE_INTEGER)),
  number: (value) => anyOf(value, { type: 'string', pattern: NUMBER_TEXT.source }),
  flag: (value) =>
    anyOf(value, { type: 'string', pattern: flagText(true) }, { type: 'string', pattern: flagText(false) }),
  version: (value, schema) => {
    const macros = DELETE_MACROS.filter((macro) => z.safeParse(schema, macro).success);
    return anyOf(
      ...(macros.length === 0 ? [] : [{ enum: macros }]),
      trimmedText(value),
      // As many digits as the pattern allows; JavaScript would write a larger number with an exponent or more digits.
      { type: 'integer', minimum: 1, exclusiveMaximum: 1e19 },
    );
  },
  preset: (value) => {
    const names = wordsIn(value).map((name) => literal(name.slice(PRESET_PLATFORM.length)));
    return anyOf(
      { enum: value['enum'] },
      { type: 'string', pattern: padded(`${PRESET_BEGINNING}(?:${names.join('|')})`) },
    );
  },
  list: (value) => anyOf(value, value['items'] as JsonSchema, jsonText('[')),
  map: (value) => anyOf(value, jsonText('{')),
  named: (value) => anyOf(value, nameIn(value), jsonText('{')),
  namedTexts: (value) => anyOf({ ...value, maxProperties: MOST_NAMES }, jsonText('{')),
  scalar: () => ({ type: ['string', 'number', 'boolean'] }),
  clearable: (value) => anyOf(value, { const: '' }),
};

/** A stage's field as JSON Schema: its value, an expression, or nothing if it is optional. */
export function writtenField(values: WrittenValues, schema: Schema): JsonSchema {
  const meta = fieldMetaOf(schema);
  const value = values.of(schema);
  if (Object.keys(value).length === 0) return fieldWords(meta, schema);
  const refused = Object.keys(meta.refused ?? {}).map((choice) => writtenAs(choice === 'true' ? true : choice));
  return {
    ...fieldWords(meta, schema),
    ...anyOf(value, refTo(meta.required === true ? 'expression' : 'unset')),
    ...(refused.length === 0 ? {} : { not: anyOf(...refused) }),
  };
}
