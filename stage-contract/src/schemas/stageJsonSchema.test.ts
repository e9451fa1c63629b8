import Ajv2020 from 'ajv/dist/2020';
import { checkStage } from '../parseStage';
import { STAGE_TYPES, type StageType } from '../stageDefinition';
import { stageDefinitions } from '../stageRegistry';
import { stageJsonSchema } from './stageJsonSchema';

/** Ajv as it is by default, but for advice about style; every keyword must be one that it knows. */
const ajv = new Ajv2020({ allErrors: true, strictTuples: false, strictTypes: false });
const validators = new Map(STAGE_TYPES.map((type) => [type, ajv.compile(stageJsonSchema(type))]));
const accepts = (type: StageType, stage: Readonly<Record<string, unknown>>) => validators.get(type)?.(stage);

const where = { account: 'a', region: 'us-east-1', functionName: 'f' };
const route = { ...where, aliasName: 'live' };
const gradual = (...steps: unknown[]) => ({ ...route, deploymentStrategy: '$GRADUAL', steps });

describe('the JSON Schema', () => {
  it.each(STAGE_TYPES)('of %s is valid JSON Schema 2020-12, with title and every field', (type) => {
    const schema = stageJsonSchema(type);

    expect(ajv.validateSchema(schema)).toBe(true);
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: stageDefinitions[type].label,
      type: 'object',
    });
    expect(Object.keys(schema['properties'] as object)).toEqual(
      expect.arrayContaining(Object.keys(stageDefinitions[type].schema.shape)),
    );
  });

  it.each(STAGE_TYPES)('of %s is plain JSON', (type) => {
    const schema = stageJsonSchema(type);

    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });

  it('refers only to its own definitions, wherever it is placed', () => {
    const place = '#/components/schemas/routeContext';

    const text = JSON.stringify(stageJsonSchema('Aws.LambdaTrafficRoutingStage', place));

    expect(text).toContain(`"$ref":"${place}/$defs/expression"`);
    expect(text).not.toContain('"$ref":"#/$defs');
  });

  it('shows editors the words of the form, the default, and suggestions', () => {
    const properties = stageJsonSchema('Aws.LambdaDeploymentStage')['properties'] as Record<string, unknown>;

    expect(properties['aliasRouting']).toMatchObject({ title: 'Existing aliases', default: 'keep' });
    expect(properties['memorySize']).toMatchObject({ description: expect.stringContaining('Unit: MB.') as string });
    expect(properties['tagsMode']).toMatchObject({
      description: expect.stringContaining('`own` (Replace all).') as string,
    });
    expect(properties['runtime']).toMatchObject({ examples: expect.arrayContaining(['nodejs22.x']) as string[] });
    expect(properties['stackName']).toMatchObject({ deprecated: true });
    expect(properties['imageUri']).toMatchObject({ description: 'Not supported yet: deploy a zip from S3.' });
  });

  it.each<[string, StageType, Record<string, unknown>]>([
    [
      "Orca's part of a stage",
      'Aws.LambdaDeleteStage',
      { ...where, version: '1', alias: 'preconfiguredWebhook', refId: '1' },
    ],
    ['the address of the schema', 'Aws.LambdaDeleteStage', { ...where, version: '1', $schema: './delete.schema.json' }],
    [
      'an expression',
      'Aws.LambdaDeleteStage',
      { ...where, region: '${parameters.region}', version: '$MOVING', retentionNumber: '${1 + 1}' },
    ],
    [
      'numbers and flags as text',
      'Aws.LambdaDeleteStage',
      { ...where, version: '$MOVING', retentionNumber: ' 5 ', failIfNothingToDelete: 'TRUE' },
    ],
    ['a version as a number', 'Aws.LambdaDeleteStage', { ...where, version: 42 }],
    ['cleared fields', 'Aws.LambdaDeleteStage', { ...where, version: '1', retentionDays: '', aliasName: null }],
    [
      'a list as a single value or as JSON text',
      'Aws.LambdaTrafficRoutingStage',
      { ...gradual(), steps: { weightPercent: 10 }, triggerArns: '["arn:aws:sqs:us-east-1:123456789012:orders"]' },
    ],
    [
      'rising weights with checks between them',
      'Aws.LambdaTrafficRoutingStage',
      gradual({ weightPercent: '10' }, { check: {} }, { weightPercent: 20 }, { weightPercent: 100 }),
    ],
    [
      'a watched split with guards',
      'Aws.LambdaTrafficRoutingStage',
      {
        ...route,
        deploymentStrategy: '$WEIGHTED',
        versionNameA: '$LATEST',
        versionNameB: '$PREVIOUS',
        trafficPercentA: 10,
        guards: [{ metric: 'errorRate' }],
        watchSeconds: '${parameters.watch}',
      },
    ],
    [
      'a step with an expression',
      'Aws.LambdaTrafficRoutingStage',
      gradual({ weightPercent: 20 }, { weightPercent: '${parameters.weight}' }),
    ],
  ])('accepts %s', (_what, type, stage) => {
    const accepted = accepts(type, stage);

    expect(accepted).toBe(true);
    expect(checkStage(type, stage)).toEqual({ problems: [], warnings: [] });
  });

  it.each<[string, StageType, Record<string, unknown>]>([
    ['a missing field', 'Aws.LambdaDeleteStage', where],
    ['a cleared field that is required', 'Aws.LambdaDeleteStage', { ...where, version: '' }],
    ['a macro that does not exist', 'Aws.LambdaDeleteStage', { ...where, version: '$NEWEST' }],
    ['a number beyond the limit', 'Aws.LambdaDeleteStage', { ...where, version: '1', retentionDays: '3651' }],
    ['an unknown name inside a field', 'Aws.LambdaInvokeStage', { ...where, expect: { status: 200 } }],
    ['what is not supported yet', 'Aws.LambdaDeleteStage', { ...where, version: '1', targets: [{}] }],
    [
      'a split without a share',
      'Aws.LambdaTrafficRoutingStage',
      { ...route, deploymentStrategy: '$WEIGHTED', versionNameA: '$LATEST', versionNameB: '$PREVIOUS' },
    ],
    [
      'shares that do not add up',
      'Aws.LambdaTrafficRoutingStage',
      {
        ...route,
        deploymentStrategy: '$WEIGHTED',
        versionNameA: '$LATEST',
        versionNameB: '$PREVIOUS',
        trafficPercentA: '10',
        trafficPercentB: 80,
      },
    ],
    [
      'a watch without anything to look at',
      'Aws.LambdaTrafficRoutingStage',
      { ...route, deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST', watchSeconds: '600' },
    ],
    [
      'guards of a split that is not watched',
      'Aws.LambdaTrafficRoutingStage',
      {
        ...route,
        deploymentStrategy: '$WEIGHTED',
        versionNameA: '$LATEST',
        versionNameB: '$PREVIOUS',
        trafficPercentA: 10,
        guards: [{ metric: 'errorRate' }],
      },
    ],
    [
      'falling weights',
      'Aws.LambdaTrafficRoutingStage',
      gradual({ weightPercent: 50 }, { check: {} }, { weightPercent: '10' }),
    ],
    ['a promotion before the end', 'Aws.LambdaTrafficRoutingStage', gradual({ weightPercent: 100 }, { check: {} })],
    [
      'a payload given twice',
      'Aws.LambdaTrafficRoutingStage',
      gradual({
        check: { invokePayload: 1, payloadArtifact: { artifact: { type: 'embedded/base64', reference: 'e30=' } } },
      }),
    ],
    ['a payload that Orca would overwrite', 'Aws.LambdaInvokeStage', { ...where, payload: '${parameters.payload}' }],
  ])('refuses %s', (_what, type, stage) => {
    const accepted = accepts(type, stage);

    expect(accepted).toBe(false);
    expect(checkStage(type, stage).problems).not.toEqual([]);
  });
});
