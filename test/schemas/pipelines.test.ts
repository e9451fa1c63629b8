import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkStage, isStageType, STAGE_TYPES } from '../../stage-contract/src';
import { nativeStages } from '../../stage-contract/src/testing/nativeStages';
import { parametersOnly } from './publishedStages';
import { refusalOf } from './validators';

const root = join(__dirname, '../..');
/** Pipelines of the sandbox, of the documentation, and as Spinnaker's own form has written them. */
const samples = ['sandbox/samples', 'docs/examples', 'test/cases/nativePipelines'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, file)),
);
const wait = { type: 'wait', name: 'Wait', refId: '1', waitTime: 30 };
const pipeline = (...stages: unknown[]) => ({ application: 'shop', name: 'Deploy', stages });

describe("the pipelines' schema", () => {
  it.each(samples)('accepts %s if the sidecar accepts each of its stages', (file) => {
    const sample = z
      .object({ stages: z.array(z.looseObject({ type: z.string() })) })
      .parse(JSON.parse(readFileSync(join(root, file), 'utf8')));

    const refusal = refusalOf('pipeline', sample);

    const problems = sample.stages.flatMap(({ type, ...stage }) =>
      isStageType(type) ? checkStage(type, stage).problems : [],
    );
    expect({ file, isAccepted: refusal === undefined }).toEqual({ file, isAccepted: problems.length === 0 });
    // The payload of Spinnaker's own Invoke is overwritten in ours: `migrate` moves it.
    expect(problems.filter(({ code }) => code !== 'overwrittenByOrca')).toEqual([]);
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
