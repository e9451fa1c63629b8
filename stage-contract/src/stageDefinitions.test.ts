import type { z } from 'zod';
import { fieldMetaOf } from './fieldMeta';
import { ENVELOPE_NAMES, OUTPUT_NAMES, RESERVED_NAMES } from './reservedNames';
import { STAGE_TYPES } from './stageDefinition';
import { isStageType, stageDefinitions } from './stageRegistry';

const fields = STAGE_TYPES.flatMap((type) =>
  Object.entries(stageDefinitions[type].schema.shape).map(([name, schema]) => ({
    type,
    name,
    meta: fieldMetaOf(schema as z.ZodType),
  })),
);

describe('every stage', () => {
  it.each(STAGE_TYPES)('%s is registered under its own type, with words for people', (type) => {
    const definition = stageDefinitions[type];

    expect(definition.type).toBe(type);
    expect(definition.label).toMatch(/^AWS Lambda /);
    expect(definition.description).toMatch(/\.$/);
    expect(isStageType(type)).toBe(true);
  });

  it.each(STAGE_TYPES)(
    '%s has no field that the webhook would overwrite, or that belongs to Orca or the outputs',
    (type) => {
      const names = Object.keys(stageDefinitions[type].schema.shape);

      const taken = names.filter(
        (name) =>
          RESERVED_NAMES.has(name) ||
          ENVELOPE_NAMES.has(name) ||
          OUTPUT_NAMES.has(name) ||
          /^(status|cancel|progress)/.test(name),
      );

      expect(taken).toEqual([]);
    },
  );

  it.each(STAGE_TYPES)('%s shows every section, and each section has a field with a control', (type) => {
    const sections = stageDefinitions[type].sections.map((section) => section.id);

    const used = new Set(
      fields
        .filter((field) => field.type === type && field.meta.noControl === undefined)
        .map((field) => field.meta.section),
    );

    expect([...used].sort()).toEqual([...sections].sort());
    expect(new Set(sections).size).toBe(sections.length);
  });

  it.each(STAGE_TYPES)('%s gives no two fields the same label', (type) => {
    const labels = fields
      .filter((field) => field.type === type && field.meta.noControl === undefined)
      .map((field) => `${field.meta.section ?? ''}/${field.meta.label}`);

    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
  });

  it.each(STAGE_TYPES)('%s rejects no field that it also drops', (type) => {
    const { deadFields, notSupportedYet, schema } = stageDefinitions[type];

    const known = Object.keys(schema.shape).filter((name) => deadFields.includes(name));

    expect(known).toEqual([]);
    expect(deadFields.filter((name) => name in notSupportedYet)).toEqual([]);
  });

  it.each(STAGE_TYPES)('%s rejects targets until several targets are supported', (type) => {
    const remedy = stageDefinitions[type].notSupportedYet['targets'];

    expect(remedy).toBe('oneStagePerTarget');
  });
});

describe('every field', () => {
  it.each(fields.map(({ type, name, meta }) => [type, name, meta] as const))(
    '%s %s has a control in a section, or a reason why it has none',
    (type, _name, meta) => {
      const sections = stageDefinitions[type].sections.map((section) => section.id);

      const shown = meta.noControl === undefined ? sections.includes(meta.section ?? '') : meta.noControl.length > 5;

      expect(shown).toBe(true);
      expect(meta.label).toMatch(/^[A-Z$]/);
      expect(meta.help ?? 'None.').toMatch(/\.$/);
    },
  );

  it.each(
    fields.filter(({ meta }) => meta.choices !== undefined).map(({ type, name, meta }) => [type, name, meta] as const),
  )('%s %s has words for every choice', (type, name, meta) => {
    const schema = stageDefinitions[type].schema.shape[name] as z.ZodType;

    const accepted = Object.keys(meta.choices ?? {}).filter((choice) => schema.safeParse(choice).success);

    expect(accepted).toEqual(Object.keys(meta.choices ?? {}));
  });

  it('can be shown to pipeline authors: secret values are marked', () => {
    const secret = fields.filter(({ meta }) => meta.secret === true).map(({ name }) => name);

    expect(secret).toEqual(expect.arrayContaining(['envVariables', 'invokePayload']));
  });
});

describe('isStageType', () => {
  it.each(['lambdaDelete', '', undefined, 7, 'toString'])('does not know %j', (value) => {
    const known = isStageType(value);

    expect(known).toBe(false);
  });
});
