import type { Page } from 'playwright-core';
import { STAGE_TYPES, stageDefinitions } from '../../stage-contract/src';
import { eventually } from '../../strict-lambda/src/testing/eventually';
import { NATIVE_STAGES } from './support/nativeStages';
import { PipelineEditor } from './support/pipelineEditor';
import type { TestSandbox } from './support/startTestSandbox';
import { useDeck } from './support/useDeck';

let sandbox: TestSandbox;
let page: Page;
let editor: PipelineEditor;

const nameOf = (type: (typeof STAGE_TYPES)[number]): string => `My ${stageDefinitions[type].key}`;

/** A pipeline as Spinnaker's own forms write it: no stage has an alias, and the Deployment names its provider. */
/** Spinnaker itself has no stage that acts on a rollout. */
const NATIVE_TYPES = STAGE_TYPES.filter((type) => type !== 'Aws.LambdaRolloutActionStage');

const nativeStages = (): Record<string, unknown>[] =>
  NATIVE_TYPES.map((type, index) => ({
    ...NATIVE_STAGES[type],
    ...(type === 'Aws.LambdaDeploymentStage' ? { cloudProvider: 'aws' } : {}),
    type,
    name: nameOf(type),
    refId: String(index + 1),
    requisiteStageRefIds: index === 0 ? [] : [String(index)],
  }));

async function savePipeline(name: string, stages: readonly object[]): Promise<string> {
  const body = {
    application: 'native',
    name,
    stages,
    triggers: [],
    keepWaitingPipelines: false,
    limitConcurrent: true,
  };
  await sandbox.gate('/pipelines', { method: 'POST', body: JSON.stringify(body) });
  const saved = (await sandbox.gate('/applications/native/pipelineConfigs')) as { id: string; name: string }[];
  return saved.find((pipeline) => pipeline.name === name)?.id ?? '';
}

const storedStages = async (id: string): Promise<Record<string, unknown>[]> =>
  (
    (await sandbox.gate('/applications/native/pipelineConfigs')) as { id: string; stages: Record<string, unknown>[] }[]
  ).find((pipeline) => pipeline.id === id)?.stages ?? [];

const notice = () => page.getByText('This stage runs on Spinnaker’s own Lambda executor', { exact: true });
/** How many stages of the graph have a warning. */
const warned = (): Promise<number> => page.locator('.pipeline-graph g.warning').count();

useDeck(async (started, browser) => {
  sandbox = started;
  page = await browser.newPage();
  editor = new PipelineEditor(page, sandbox.url);
});

describe('a pipeline of native stages', () => {
  it('is not changed by looking at its stages, each of which says that it runs natively', async () => {
    const id = await savePipeline('Looked at', nativeStages());
    const before = await storedStages(id);
    await editor.open('native', id);
    for (const type of NATIVE_TYPES) {
      await editor.select(nameOf(type));
      await page.getByRole('heading', { name: `${stageDefinitions[type].label} Configuration` }).waitFor();
      await notice().waitFor();
    }
    const unchanged = await page.getByText('In sync with server').isVisible();

    expect(unchanged).toBe(true);
    expect(await storedStages(id)).toEqual(before);
    expect(await warned()).toBe(NATIVE_TYPES.length);
  }, 60_000);

  it('has one stage converted, and then warns at the others', async () => {
    const id = await savePipeline('One converted', nativeStages());
    await editor.open('native', id);
    await editor.select(nameOf('Aws.LambdaDeploymentStage'));
    await page.getByRole('button', { name: 'Convert this stage' }).click();
    await page.getByText('This stage now runs on Lambda Stages.').waitFor();
    await editor.save();
    await editor.select(nameOf('Aws.LambdaTrafficRoutingStage'));
    await page.locator('.pipeline-graph').getByText(nameOf('Aws.LambdaTrafficRoutingStage')).hover();

    expect((await storedStages(id)).map((stage) => stage['alias'])).toEqual([
      'preconfiguredWebhook',
      ...Array.from({ length: 4 }, () => undefined),
    ]);
    await eventually('the warnings of the native stages', async () => ((await warned()) === 4 ? true : undefined));
  }, 60_000);

  it('is converted as a whole by one button, and keeps every other value', async () => {
    const id = await savePipeline('All converted', nativeStages());
    const before = await storedStages(id);
    await editor.open('native', id);
    await editor.select(nameOf('Aws.LambdaInvokeStage'));
    await page.getByRole('button', { name: 'Convert all 5 Lambda stages of this pipeline' }).click();
    await page.getByText('5 stages of this pipeline now run on Lambda Stages.').waitFor();
    await editor.save();
    await editor.select(nameOf('Aws.LambdaDeleteStage'));
    await page.getByRole('heading', { name: 'AWS Lambda Delete Configuration' }).waitFor();

    expect(await notice().count()).toBe(0);
    expect(await storedStages(id)).toEqual(before.map((stage) => ({ ...stage, alias: 'preconfiguredWebhook' })));
    await eventually('a graph without warnings', async () => ((await warned()) === 0 ? true : undefined));
  }, 60_000);
});

describe('a pipeline of ours', () => {
  const ours = { alias: 'preconfiguredWebhook', account: 'local', region: 'us-east-1', functionName: 'checkout' };

  it('says in the form what only the pipeline shows, and where the schemas are', async () => {
    const id = await savePipeline('Mistaken', [
      { ...ours, type: 'Aws.LambdaUpdateCodeStage', name: 'Deploy', refId: '1', requisiteStageRefIds: [] },
      {
        ...ours,
        type: 'Aws.LambdaTrafficRoutingStage',
        name: 'Release',
        refId: '2',
        requisiteStageRefIds: ['1'],
        aliasName: 'live',
        aliasDescription: "${#stage('Build').context.functionARN}",
        deploymentStrategy: '$SIMPLE',
        versionNameA: '$LATEST',
      },
    ]);
    await editor.open('native', id);
    await editor.select('Release');
    const note = page.getByText('In this pipeline:').locator('..');
    await note.waitFor();
    const link = await page.getByRole('link', { name: 'route.schema.json' }).getAttribute('href');
    const schema = (await (await fetch(link ?? '')).json()) as { title: string };

    expect(await note.innerText()).toMatch(/“Deploy” publishes no version/);
    expect(await note.innerText()).toMatch(/no stage with that name/);
    expect(schema.title).toBe('AWS Lambda Route');
  }, 60_000);

  it('names the schema of a stage that is added', async () => {
    const id = await savePipeline('Added to', []);
    await editor.open('native', id);
    await editor.addStage(stageDefinitions['Aws.LambdaDeleteStage'].label, 'Clean up');
    await page.getByText('delete.schema.json').waitFor();
    await editor.save();

    expect((await storedStages(id))[0]).toMatchObject({
      alias: 'preconfiguredWebhook',
      $schema: `${sandbox.url}/schemas/delete.schema.json`,
    });
  }, 60_000);
});
