import fc from 'fast-check';
import {
  artifactSchema,
  bareSchema,
  DELETE_MACROS,
  schemaForm,
  stageDefinitions,
  stageJsonSchema,
  type Schema,
  type StageType,
} from '../../stage-contract/src';
import { ANYTHING, ARTIFACTS, EXPRESSIONS, HEALTH_CHECKS } from './sampleValues';
import { pickFrom, valueOf, wellFormed } from './writtenValues';

const OTHER_NAMES = ['type', 'alias', 'refId', 'comments', 'stageTimeoutMs', 'anythingElseAtAll', '$schema', 'payload'];

/** Part of a list, in its order: each entry is there with a chance of one in `rarity`. */
const someOf = <T>(entries: readonly T[], rarity: number): fc.Arbitrary<T[]> =>
  fc
    .array(fc.integer({ min: 1, max: rarity }), { minLength: entries.length, maxLength: entries.length, size: 'max' })
    .map((chances) => entries.filter((_, index) => chances[index] === 1));

/**
 * Stages of a type as authors write them: one of those given, without some of its fields and with others, with
 * expressions, values as text, mistakes, and fields that rule each other out.
 */
export function writtenStages(
  type: StageType,
  given: readonly Readonly<Record<string, unknown>>[],
): fc.Arbitrary<Record<string, unknown>> {
  const definition = stageDefinitions[type];
  const fields = Object.entries<Schema>(definition.schema.shape).map(([name, schema]) => {
    const values = fc.oneof(
      { weight: 60, arbitrary: valueOf(schema) },
      { weight: 4, arbitrary: pickFrom(EXPRESSIONS) },
      { weight: 3, arbitrary: pickFrom([null, '']) },
    );
    return values.map((value): [string, unknown] => [name, value]);
  });
  const others = [...OTHER_NAMES, ...Object.keys(definition.notSupportedYet), ...definition.deadFields];
  const other = fc.tuple(fc.constantFrom(...others), pickFrom([...ANYTHING, ...EXPRESSIONS]));
  return fc.noBias(
    fc.constantFrom(...given).chain((stage) =>
      fc
        .tuple(
          someOf(Object.keys(stage), 15),
          fc
            .constantFrom(3, 8, 20, 60)
            .chain((rarity) => someOf(fields, rarity))
            .chain((some) => fc.tuple(...some)),
          fc.oneof({ weight: 8, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.tuple(other) }),
        )
        .map(([left, added, beside]) => ({
          ...Object.fromEntries(Object.entries(stage).filter(([name]) => !left.includes(name))),
          ...Object.fromEntries([...added, ...beside]),
        })),
    ),
  );
}

/** Every field that the rules of a schema are about. */
function namesIn(rules: unknown): string[] {
  if (typeof rules !== 'object' || rules === null) return [];
  return Object.entries(rules).flatMap(([keyword, value]) => [
    ...(keyword === 'properties' ? Object.keys(value as object) : []),
    ...namesIn(value),
  ]);
}

/**
 * Stages of a type in which up to three of the fields that rules are about are absent, hold an expression, or have a
 * value that the field accepts: one of those given otherwise, so that mostly one rule decides.
 */
export function ruledStages(
  type: StageType,
  given: readonly Readonly<Record<string, unknown>>[],
): fc.Arbitrary<Record<string, unknown>> {
  const ruled = new Set(namesIn(stageJsonSchema(type)['allOf']));
  const fields = Object.entries<Schema>(stageDefinitions[type].schema.shape)
    .filter(([name]) => ruled.has(name))
    .map(([name, schema]) =>
      fc
        .oneof(
          { weight: 12, arbitrary: wellFormed(schema) },
          { weight: 3, arbitrary: fc.constantFrom<unknown>(0, '0', 100, [], ' [ ] ', true, '$PROVIDED', 'newVersion') },
          { weight: 2, arbitrary: fc.constant('${parameters.x}') },
          { weight: 4, arbitrary: fc.constantFrom(undefined, null, '') },
        )
        .map((value): [string, unknown] => [name, value]),
    );
  return fc.noBias(
    fc
      .tuple(
        fc.constantFrom(...given),
        fc.subarray(fields, { minLength: 1, maxLength: 3 }).chain((some) => fc.tuple(...some)),
      )
      .map(([stage, changed]) =>
        Object.fromEntries(
          Object.entries({ ...stage, ...Object.fromEntries(changed) }).filter(([, value]) => value !== undefined),
        ),
      ),
  );
}

/** Values that decide rules: empty, whole, none. */
const DECISIVE: readonly unknown[] = [
  undefined,
  null,
  '',
  '${parameters.x}',
  0,
  '100',
  [],
  ' [ ] ',
  ['a'],
  true,
  false,
  '1',
];

/** Stages of a type in which one of the fields that rules are about has another value: that one decides. */
export function stagesWithOneChange(
  type: StageType,
  given: readonly Readonly<Record<string, unknown>>[],
): Record<string, unknown>[] {
  const ruled = new Set(namesIn(stageJsonSchema(type)['allOf']));
  const changes = Object.entries<Schema>(stageDefinitions[type].schema.shape)
    .filter(([name]) => ruled.has(name))
    .flatMap(([name, schema]) => {
      const form = schemaForm(bareSchema(schema));
      const words = form.form === 'word' ? form.words : DELETE_MACROS;
      const checks = name === 'healthCheck' ? HEALTH_CHECKS : [];
      const artifacts = bareSchema(schema) === bareSchema(artifactSchema) ? ARTIFACTS : [];
      return [...DECISIVE, ...words, ...checks, ...artifacts].map((value) => ({ [name]: value }));
    });
  return given.flatMap((stage) =>
    changes.map((change) =>
      Object.fromEntries(Object.entries({ ...stage, ...change }).filter(([, value]) => value !== undefined)),
    ),
  );
}
