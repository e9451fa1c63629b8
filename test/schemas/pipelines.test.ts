import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkStage, isStageType, STAGE_TYPES } from '../../stage-contract/src';
import { nativeStages } from '../../stage-contract/src/testing/nativeStages';
import { parametersOnly } from './publishedStages';
import { refusalOf } from './validators';

const samples = join(__dirname, '../../sandbox/samples');
const wait = { type: 'wait', name: 'Wait', refId: '1', waitTime: 30 };
const pipeline = (...stages: unknown[]) => ({ application: 'shop', name: 'Deploy', stages });

describe("the pipelines' schema", () => {
  it.each(readdirSync(samples).filter((file) => file.endsWith('.json')))('accepts the sample %s', (file) => {
    const sample: unknown = JSON.parse(readFileSync(join(samples, file), 'utf8'));

    const refusal = refusalOf('pipeline', sample);

    expect(refusal).toBeUndefined();
  });

  it('accepts a pipeline whose every value is a parameter, as somebody has published it', () => {
    const refusal = refusalOf('pipeline', pipeline(parametersOnly, wait));

    expect(refusal).toBeUndefined();
    expect(checkStage('Aws.LambdaDeploymentStage', parametersOnly).problems).toEqual([]);
  });

  it.each(STAGE_TYPES)('accepts every stage that Spinnaker writes for %s, with or without our alias', (type) => {
    const stages = nativeStages.filter((native) => native.type === type).map(({ stage }) => stage);
    const withoutAlias = stages.map(({ alias: _, ...stage }) => stage);

    const refusal = refusalOf('pipeline', pipeline(...stages, ...withoutAlias));

    expect(stages.every(({ type: given }) => isStageType(given))).toBe(true);
    expect(refusal).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ["Spinnaker's other names", { ...pipeline(wait), keepWaitingPipelines: false, spelEvaluator: 'v4', index: 3 }],
    ['its own address', { ...pipeline(), $schema: './pipeline.schema.json' }],
    ['a stage of another type with our names', pipeline({ ...wait, version: '$NEWEST', functionName: 7 })],
    ['lists that Spinnaker has cleared', { ...pipeline(), triggers: null, stages: null }],
  ])('accepts %s', (_what, value) => {
    const refusal = refusalOf('pipeline', value);

    expect(refusal).toBeUndefined();
  });

  it.each<[string, unknown, RegExp]>([
    ['a stage of ours without a field', pipeline(wait, { ...parametersOnly, role: '' }), /stages\/1\/role/],
    [
      'a combination that a stage of ours does not allow',
      pipeline({ ...parametersOnly, s3key: 'a.zip', codeUri: 's3://builds/a.zip' }),
      /stages\/0/,
    ],
    ['stages by name', { ...pipeline(), stages: { deploy: parametersOnly } }, /stages must be array/],
    ['a stage that is text', pipeline('deploy'), /stages\/0 must be object/],
    ['a parameter without a name', { ...pipeline(), parameterConfig: [{ default: 'x' }] }, /parameterConfig\/0/],
  ])('refuses %s', (_what, value, words) => {
    const refusal = refusalOf('pipeline', value);

    expect(refusal).toMatch(words);
  });
});
