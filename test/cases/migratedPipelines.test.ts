import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrateSource, type SourceMigration } from '../../orca-stages-ts/src/cli/migrate/migrateSource';
import { readJsonSource } from '../../orca-stages-ts/src/cli/pipelines/jsonSource';
import type { Direction } from '../../orca-stages-ts/src/cli/migrate/migration';
import type { Execution, JsonObject } from '../../sandbox/src/orca';
import { stageOf } from '../../sandbox/src/orca/testing/engineFixture';
import { checkStage, lambdaStagesOf, STAGE_TYPES } from '../../stage-contract/src';
import { CARRIED_OUTPUTS } from '../../stage-contract/src/pipeline/nativeOutputs';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';
import { polledAt } from '../trust/orcaWorld';
import { servedBy } from '../trust/servedBy';
import { startDeploymentWorld, stagesOf, type DeploymentWorld } from './deploymentWorld';

const FOLDER = join(__dirname, 'nativePipelines');
const textOf = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');
const migrated = (text: string, direction: Direction): SourceMigration =>
  migrateSource(readJsonSource('pipeline.json', text), direction);

describe.each(readdirSync(FOLDER))('the native pipeline %s', (file) => {
  it('is converted to stages without problems, and back byte for byte', () => {
    const { after, pipelines } = migrated(textOf(file), 'toOurs');

    const stages = lambdaStagesOf(after.value);
    expect(stages.every(({ isConverted }) => isConverted)).toBe(true);
    expect(stages.flatMap(({ type, stage }) => checkStage(type, stage).problems)).toEqual([]);
    expect(pipelines.flatMap(({ open, stages: all }) => [...open, ...all.flatMap((stage) => stage.open)])).toEqual([]);
    expect(migrated(after.text, 'toOurs').isChanged).toBe(false);
    expect(migrated(after.text, 'toNative').after.text).toBe(textOf(file));
  });
});

describe('a converted pipeline with a canary', () => {
  let world: DeploymentWorld;
  beforeAll(async () => {
    world = await startDeploymentWorld();
  });
  afterAll(() => world.close());

  const release = async (s3_key: string): Promise<Execution> => {
    const pipeline = migrated(textOf('canary.json'), 'toOurs').after.value as JsonObject;
    const parameters = {
      account: 'local',
      lambda_function_name: 'checkout',
      lambda_handler: 'index.handler',
      aws_region: 'us-east-1',
      role_arn: `arn:aws:iam::${ACCOUNT_ID}:role/checkout`,
      lambda_runtime: 'nodejs20.x',
      s3_bucket: 'builds',
      s3_key,
    };
    const { id } = world.orca.orchestrate(
      { ...pipeline, trigger: { type: 'manual', parameters } },
      { user: 'jane', allowedAccounts: ['local'] },
    );
    return world.ended(id);
  };

  it('does with Lambda what the native one was written for, and its expressions read what they read before', async () => {
    const first = await release('v1.zip');
    const second = await release('v2.zip');

    expect([stagesOf(first), stagesOf(second)]).toEqual(Array.from({ length: 2 }, () => 'SUCCEEDED '.repeat(6).trim()));
    expect(await servedBy(world.aws, 'demo-checkout')).toBe('2');
    expect(await world.reserved('demo-checkout')).toBe(10);
    expect((await world.versions('demo-checkout')).map(({ version }) => version)).toEqual(['2']);
    expect(stageOf(second, '6').outputs).toEqual({
      deployed: `arn:aws:lambda:us-east-1:${ACCOUNT_ID}:function:demo-checkout:2`,
      split: '2 and 1',
      answer: { body: '', errors: [], response: '{"label":"two","event":{"version":"2"}}' },
      strategy: 'SimpleDeploymentStrategy of live',
      deleted: '1',
    });
  });

  it('leaves every output that expressions are moved to', async () => {
    await release('v1.zip');
    const released = await release('v2.zip');
    const updated = await world.run(world.updateCode('demo-checkout', {}, 'v1.zip'));

    const missing = STAGE_TYPES.flatMap((type) => {
      const stages = [...released.stages, ...updated.stages].filter((stage) => stage.type === type);
      const left = stages.flatMap((stage) => Object.keys(Object(polledAt(stage, 'outputs'))));
      return CARRIED_OUTPUTS[type].filter((name) => !left.includes(name));
    });
    expect(missing).toEqual([]);
  });
});
