import type { Page } from 'playwright-core';
import { TARGET } from './support/canaryPipeline';
import { Executions, outcomeOf, outline } from './support/executions';
import { PipelineEditor } from './support/pipelineEditor';
import { passHolds } from '../storedJournals/passTime';
import type { TestSandbox } from './support/startTestSandbox';
import { useDeck } from './support/useDeck';
import { servedBy } from '../trust/servedBy';

const DEPLOY = {
  ...TARGET,
  type: 'Aws.LambdaDeploymentStage',
  alias: 'preconfiguredWebhook',
  name: 'Deploy',
  refId: '1',
  requisiteStageRefIds: [],
  s3bucket: 'lambda-stages-samples',
  s3key: 'checkout-v1.zip',
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  role: 'arn:aws:iam::123456789012:role/basket',
  publish: true,
  aliases: ['live'],
};
let sandbox: TestSandbox;
let page: Page;
let editor: PipelineEditor;
let executions: Executions;
let pipelineId: string;

const live = (): Promise<string> => servedBy(sandbox.aws, TARGET.functionName);
const saved = async (): Promise<Record<string, unknown>[]> =>
  ((await sandbox.gate('/applications/shop/pipelineConfigs')) as { id: string; stages: Record<string, unknown>[] }[])[0]
    ?.stages ?? [];
const focused = (): Promise<string | null> =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? null,
  );

/**
 * The steps of the rollout, written using only the form: a preset replaced, a check added and moved up, a weight added.
 */
async function writeSteps(): Promise<void> {
  await editor.addStage('AWS Lambda Route', 'Step by step');
  for (const [label, value] of [
    ['Account', TARGET.account],
    ['Region', TARGET.region],
    ['Function', TARGET.functionName],
    ['Alias', 'live'],
  ] as const)
    await editor.type(label, value);
  await page.getByRole('radio', { name: 'Gradual' }).check();
  await page.getByLabel('Unit of the hold of step 1').selectOption('s');
  await editor.type('Hold of step 1', '15');
  await page.getByRole('button', { name: 'Add weight' }).click();
  await editor.type('Weight of step 2 in percent', '50');
  await page.getByLabel('Unit of the hold of step 2').selectOption('s');
  await editor.type('Hold of step 2', '2');
  await page.getByRole('button', { name: 'Add check' }).click();
  await page.keyboard.press('Alt+ArrowUp');
}

const savePipeline = (name: string, stages: readonly object[]): Promise<unknown> =>
  sandbox.gate('/pipelines', {
    method: 'POST',
    body: JSON.stringify({
      application: 'shop',
      name,
      stages,
      triggers: [],
      keepWaitingPipelines: false,
      limitConcurrent: true,
    }),
  });

useDeck(async (started, browser) => {
  sandbox = started;
  page = await browser.newPage();
  editor = new PipelineEditor(page, sandbox.url);
  executions = new Executions(page, sandbox, 'shop');
  await savePipeline('Gradual', [DEPLOY]);
  pipelineId = ((await sandbox.gate('/applications/shop/pipelineConfigs')) as { id: string }[])[0]?.id ?? '';
  await executions.untilEnded(await executions.start('Gradual'));
});

describe('a gradual rollout', () => {
  it('is written in the form, including with the keyboard, and drawn as it is written', async () => {
    await editor.open('shop', pipelineId);
    await editor.select('Deploy');
    await editor.type('S3 key', 'checkout-v2.zip');
    await writeSteps();
    const moved = await focused();
    const plan = await page.getByRole('img', { name: /^Planned weights/ }).getAttribute('aria-label');
    await editor.save();

    expect((await saved())[1]).toMatchObject({
      deploymentStrategy: '$GRADUAL',
      versionNameA: '$LATEST',
      steps: [{ weightPercent: 10, holdSeconds: 15 }, { check: {} }, { weightPercent: 50, holdSeconds: 2 }],
    });
    expect((await saved())[1]).not.toHaveProperty('preset');
    expect(moved).toBe('Edit check, step 2');
    expect(plan).toContain('10% from the beginning, 50% from 15 s, 100% from 17 s. Health check at 15 s.');
  }, 60_000);

  it('holds its weight in AWS while the details count down without taking the focus, and ends with all traffic', async () => {
    const id = await executions.start('Gradual');
    await executions.openStage(id, 'Step by step');
    await page.getByRole('status').filter({ hasText: 'Holding at 10% for 15 s' }).waitFor();
    const during = await live();
    const hold = page.getByRole('progressbar', { name: 'Hold' });
    const first = await hold.getAttribute('aria-valuetext');
    await page
      .getByRole('button', { name: 'Copy' })
      .or(page.getByText('Copy', { exact: true }))
      .first()
      .focus();
    const before = await focused();
    await page.waitForFunction(
      (text) => document.querySelector('[role=progressbar]')?.getAttribute('aria-valuetext') !== text,
      first,
    );
    const after = await focused();
    const steps = await page.getByRole('table', { name: 'Steps' }).getByRole('row').allInnerTexts();
    await passHolds(sandbox.journalFile, 15_000);
    const ended = await executions.untilEnded(id);
    await page.getByRole('status').filter({ hasText: 'Done' }).waitFor();

    expect(during).toBe('1 2:0.1');
    expect(before).toMatch(/^Copy/);
    expect(after).toBe(before);
    expect(steps.filter((row) => row.startsWith('Holding'))).toHaveLength(1);
    expect(steps.filter((row) => /^To do.*\d\d:\d\d:\d\d/s.test(row))).toHaveLength(4);
    expect(`${ended.status} ${outline(ended)}`).toMatch(/^SUCCEEDED/);
    expect(outcomeOf(ended, 'Step by step').progress).toContain('live → v2 100%');
    expect(await live()).toBe('2');
  }, 90_000);

  it('is named, with a link to it, by the Route of another execution that finds the alias held', async () => {
    const route = {
      ...TARGET,
      type: 'Aws.LambdaTrafficRoutingStage',
      alias: 'preconfiguredWebhook',
      aliasName: 'live',
    };
    await savePipeline('Long', [
      { ...DEPLOY, s3key: 'checkout-v1.zip' },
      {
        ...route,
        name: 'Hold',
        refId: '2',
        requisiteStageRefIds: ['1'],
        deploymentStrategy: '$GRADUAL',
        steps: [{ weightPercent: 10, holdSeconds: 900 }],
      },
    ]);
    await savePipeline('Other', [
      {
        ...route,
        name: 'Split',
        refId: '1',
        requisiteStageRefIds: [],
        deploymentStrategy: '$WEIGHTED',
        versionNameA: '$LATEST',
        trafficPercentA: 40,
        versionNameB: '$OLDEST',
      },
    ]);
    const long = await executions.start('Long');
    await executions.openStage(long, 'Hold');
    await page.getByRole('status').filter({ hasText: 'Holding at 10% for 15 min' }).waitFor();
    const other = await executions.start('Other');
    const ended = await executions.untilEnded(other);
    await executions.openStage(other, 'Split');

    await page.getByRole('link', { name: long }).first().click();
    await page.waitForURL((url) => url.hash.includes(`/executions/details/${long}`));
    await executions.stop(long);
    await executions.untilEnded(long);

    expect(ended.status).toBe('TERMINAL');
    expect(outcomeOf(ended, 'Split').failure).toMatchObject({ code: 'busy' });
  }, 90_000);
});
