import { z } from 'zod';
import {
  bareSchema,
  schemaForm,
  stageDefinitions,
  STAGE_TYPES,
  type Schema,
  type SchemaPart,
  type StageType,
} from '../../stage-contract/src';
import { ANYTHING, EXPRESSIONS, TEXTS } from './sampleValues';

/** A place inside a field's value, and how to put a value there without anything else being wrong. */
interface Place {
  name: string;
  schema: Schema;
  put(value: unknown): unknown;
}

/** The field itself, its entries, and everything inside, but nothing twice that several fields share. */
function placesIn(place: Place, seen: Set<Schema>): Place[] {
  if (seen.has(place.schema)) return [];
  seen.add(place.schema);
  const form = schemaForm(bareSchema(place.schema));
  switch (form.form) {
    case 'list': {
      const entry = { name: `${place.name}[]`, schema: form.entry, put: (value: unknown) => place.put([value]) };
      return [place, ...placesIn(entry, seen)];
    }
    case 'map':
      return [
        place,
        { name: `${place.name}.*`, schema: form.value, put: (value) => place.put({ STAGE: value }) },
        { name: `${place.name} (name)`, schema: place.schema, put: (name) => place.put({ [String(name)]: 'x' }) },
      ];
    case 'parts':
      return [place, ...form.parts.flatMap((part) => placesIn(partOf(place, form.parts, part), seen))];
    default:
      return [place];
  }
}

/** A part of a map, next to those that the map must have. */
function partOf(place: Place, parts: readonly SchemaPart[], { name, schema }: SchemaPart): Place {
  const needed = parts
    .filter((part) => !part.isOptional && part.name !== name)
    .map((part) => [part.name, TEXTS.find((text) => z.safeParse(part.schema, text).success)]);
  const others: Record<string, unknown> = Object.fromEntries(needed);
  return { name: `${place.name}.${name}`, schema, put: (value) => place.put({ ...others, [name]: value }) };
}

/** Numbers at the limits and beside them, in every way of writing them. */
function numbersFor(schema: Schema): unknown[] {
  const { minimum = -10, maximum = 1000 } = z.toJSONSchema(bareSchema(schema));
  return [minimum - 1, minimum, maximum, maximum + 1, minimum + 0.5].flatMap((number) => [
    number,
    String(number),
    ` 0${number}.00 `,
    `-${number}`,
    `${number}x`,
  ]);
}

/** Lengths of lists at the limits of ours. */
const LENGTHS = [1, 5, 6, 16, 17, 100, 101];

function valuesFor(schema: Schema): unknown[] {
  const form = schemaForm(bareSchema(schema));
  const shared = [...ANYTHING, ...EXPRESSIONS, 'TRUE', ' False ', 'yes'];
  if (form.form === 'number') return [...shared, ...numbersFor(schema)];
  if (form.form === 'flag') return shared;
  const accepted = TEXTS.filter((text) => z.safeParse(schema, text).success);
  const words = form.form === 'word' ? form.words : accepted.slice(0, 5);
  return [
    ...shared,
    ...TEXTS,
    ...words.flatMap((word) => [word, ` ${word}\n`, `${word}x`, word.toLowerCase(), [word], [word, word]]),
    ...(form.form === 'list' ? LENGTHS.map((length) => Array.from({ length }, () => words[0] ?? 'x')) : []),
  ];
}

/**
 * Stages in which one value is written and every other field is an expression, so that nothing but that value decides.
 * A field that several types share is written in one of them.
 */
export function singleValues(): { type: StageType; place: string; stage: Record<string, unknown> }[] {
  const seen = new Set<Schema>();
  return STAGE_TYPES.flatMap((type) => {
    const fields = Object.entries<Schema>(stageDefinitions[type].schema.shape);
    const expressions = Object.fromEntries(fields.map(([name]) => [name, '${parameters.x}']));
    return fields.flatMap(([name, schema]) =>
      placesIn({ name, schema, put: (value) => value }, seen).flatMap((place) =>
        valuesFor(place.schema).map((value) => ({
          type,
          place: place.name,
          stage: { ...expressions, [name]: place.put(value) },
        })),
      ),
    );
  });
}
