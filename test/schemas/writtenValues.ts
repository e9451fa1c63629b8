import fc from 'fast-check';
import { z } from 'zod';
import { artifactSchema, bareSchema, schemaForm, type Schema } from '../../stage-contract/src';
import { ANYTHING, ARTIFACTS, TEXTS } from './sampleValues';

/** White space that is removed, on either side. */
const padded = (texts: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(texts, fc.constantFrom('', '', '', ' ', '\t', '\u00a0\n'), fc.constantFrom('', '', '', ' ', '\r\n'))
    .map(([text, before, after]) => (typeof text === 'string' ? `${before}${text}${after}` : text));

/** One of the values. */
export const pickFrom = (values: readonly unknown[]): fc.Arbitrary<unknown> => fc.constantFrom(...values);
const textsFor = (schema: Schema): readonly string[] => TEXTS.filter((text) => z.safeParse(schema, text).success);

/** Mostly what a field accepts, written in every way; now and then something else. */
export function valueOf(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 40, arbitrary: wellFormed(schema) }, { weight: 1, arbitrary: pickFrom(ANYTHING) });
}

/** What a field accepts, written in every way, and sometimes what is close to it. */
export function wellFormed(schema: Schema): fc.Arbitrary<unknown> {
  const bare = bareSchema(schema);
  if (bare === bareSchema(artifactSchema)) return pickFrom(ARTIFACTS);
  const form = schemaForm(bare);
  switch (form.form) {
    case 'word':
      return padded(pickFrom(form.words));
    case 'flag':
      return padded(fc.constantFrom<unknown>(true, false, 'true', 'false', 'TRUE', 'False'));
    case 'number':
      return numbersOf(bare);
    case 'list':
      return fc.oneof(
        { weight: 20, arbitrary: fc.array(valueOf(form.entry), { maxLength: 4 }) },
        { weight: 4, arbitrary: valueOf(form.entry) },
        { weight: 1, arbitrary: fc.array(valueOf(form.entry), { maxLength: 3 }).map((list) => JSON.stringify(list)) },
      );
    case 'map':
      return fc.dictionary(
        pickFrom(['STAGE', 'team', 'A1', 'AA', 'aws:x', '9', 'with space']) as fc.Arbitrary<string>,
        valueOf(form.value),
        { maxKeys: 3 },
      );
    case 'parts': {
      const parts = fc.record(Object.fromEntries(form.parts.map((part) => [part.name, valueOf(part.schema)])), {
        requiredKeys: [],
      });
      const some = fc
        .tuple(parts, fc.array(fc.nat(), { minLength: form.parts.length, maxLength: form.parts.length }), fc.nat(60))
        .map(([all, keep, other]) => ({
          ...Object.fromEntries(
            Object.entries(all).filter(
              ([name], index) =>
                (keep[index] ?? 0) % 3 === 0 || form.parts.some((part) => part.name === name && !part.isOptional),
            ),
          ),
          ...(other === 0 ? { somethingElse: 1 } : {}),
        }));
      return fc.oneof(
        { weight: 40, arbitrary: some },
        { weight: 1, arbitrary: some.map((map) => JSON.stringify(map)) },
      );
    }
    case 'text': {
      const accepted = textsFor(schema);
      return accepted.length === 0
        ? pickFrom(TEXTS)
        : fc.oneof(
            { weight: 30, arbitrary: padded(pickFrom(accepted)) },
            { weight: 1, arbitrary: padded(pickFrom(TEXTS)) },
            { weight: 1, arbitrary: fc.integer({ min: -1, max: 1000 }) },
          );
    }
    default:
      return pickFrom(ANYTHING);
  }
}

/** Numbers inside and beside the limits, as numbers and as text. */
function numbersOf(schema: Schema): fc.Arbitrary<unknown> {
  const { minimum = -10, maximum = 1000 } = z.toJSONSchema(schema);
  const [lowest, highest] = [Math.ceil(minimum), Math.max(Math.ceil(minimum), Math.floor(maximum))];
  const inside = fc.oneof(
    fc.integer({ min: lowest, max: highest }),
    fc.integer({ min: lowest, max: Math.min(lowest + 3, highest) }),
    fc.constant(maximum),
  );
  const beside = fc.constantFrom<unknown>(
    minimum - 1,
    maximum + 1,
    minimum + 0.5,
    -minimum,
    `${maximum + 1}`,
    `${minimum - 1}`,
    '1e1',
    '+1',
    '.5',
    '1.',
    '0x1',
  );
  const texts = inside.chain((number) =>
    fc.constantFrom(`${number}`, `0${number}`, `${number}.0`, ` ${number} `, `-${number}`),
  );
  return fc.oneof({ weight: 20, arbitrary: inside }, { weight: 8, arbitrary: texts }, { weight: 1, arbitrary: beside });
}
