import Ajv2020 from 'ajv/dist/2020';
import { stageJsonSchema } from './jsonSchema';
import { checkStage } from './parseStage';
import { ENVELOPE_NAMES } from './reservedNames';
import { STAGE_TYPES, type StageType } from './stageDefinition';
import { stageDefinitions } from './stageRegistry';
import { nativeStages } from './testing/nativeStages';

const ajv = new Ajv2020({ strict: false, allErrors: true });
const validatorOf = (type: StageType) => ajv.compile(stageJsonSchema(type));

/** A stage's own fields, without Orca's and those without a function. */
const ownFields = (type: StageType, stage: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(stage).filter(
      ([name, value]) => name in stageDefinitions[type].schema.shape && !ENVELOPE_NAMES.has(name) && value !== '',
    ),
  );

describe('the JSON Schema', () => {
  it.each(STAGE_TYPES)('of %s is valid JSON Schema 2020-12, with title and fields', (type) => {
    const schema = stageJsonSchema(type);

    expect(ajv.validateSchema(schema)).toBe(true);
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: stageDefinitions[type].label,
      type: 'object',
      additionalProperties: false,
    });
    expect(Object.keys(schema['properties'] as object)).toEqual(Object.keys(stageDefinitions[type].schema.shape));
  });

  it.each(STAGE_TYPES)('of %s is plain JSON', (type) => {
    const schema = stageJsonSchema(type);

    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });

  it.each(
    nativeStages
      .filter(({ title }) => !/as the form leaves it|everything/.test(title))
      .map(({ title, type, stage }) => [title, type, stage] as const),
  )('takes what the parser takes: %s', (_title, type, stage) => {
    const validate = validatorOf(type);

    const valid = validate(ownFields(type, stage));

    expect(validate.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it.each<[StageType, Record<string, unknown>]>([
    ['Aws.LambdaDeleteStage', { account: 'a', region: 'us-east-1', functionName: 'f' }],
    ['Aws.LambdaDeleteStage', { account: 'a', region: 'us-east-1', functionName: 'f', version: '$NEWEST' }],
    ['Aws.LambdaDeleteStage', { account: 'a', region: 'us-east-1', functionName: 'f', version: '1', retentionDays: 0 }],
    ['Aws.LambdaDeleteStage', { account: 'a', region: 'moon', functionName: 'f', version: '1' }],
    ['Aws.LambdaInvokeStage', { account: 'a', region: 'us-east-1', functionName: 'f', expect: { status: 200 } }],
    [
      'Aws.LambdaTrafficRoutingStage',
      {
        account: 'a',
        region: 'us-east-1',
        functionName: 'f',
        aliasName: 'live',
        deploymentStrategy: '$SIMPLE',
        versionNameA: 'newest',
      },
    ],
  ])('rejects what the parser rejects: %s %j', (type, stage) => {
    const validate = validatorOf(type);

    const valid = validate(stage);

    expect(valid).toBe(false);
    expect(checkStage(type, stage).problems).not.toEqual([]);
  });
});
