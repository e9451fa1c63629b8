import {
  InvokeCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import type { Page } from 'playwright-core';
import { TARGET, writeCanaryPipeline } from './support/canaryPipeline';
import { Executions, outcomeOf, outline } from './support/executions';
import { PipelineEditor } from './support/pipelineEditor';
import type { TestSandbox } from './support/startTestSandbox';
import { useDeck } from './support/useDeck';
import { versionNumbers } from '../trust/functionReads';
import { servedBy } from '../trust/servedBy';

const FUNCTION = { FunctionName: TARGET.functionName };
let sandbox: TestSandbox;
let page: Page;
let editor: PipelineEditor;
let executions: Executions;
let pipelineId: string;

const versions = (): Promise<string[]> => versionNumbers(sandbox.aws, TARGET.functionName);
const live = (): Promise<string> => servedBy(sandbox.aws, TARGET.functionName);
/** Which version answered each of this many calls of the alias. */
async function answers(count: number): Promise<string[]> {
  const seen: string[] = [];
  for (let call = 0; call < count; call++) {
    const answer = await sandbox.aws.send(
      new InvokeCommand({ ...FUNCTION, Qualifier: 'live', Payload: Buffer.from('{}') }),
    );
    seen.push(answer.ExecutedVersion ?? '');
  }
  return seen;
}
async function chooseCode(codeKey: string): Promise<void> {
  await editor.open('shop', pipelineId);
  await editor.select('Deploy');
  await editor.type('S3 key', codeKey);
  await editor.save();
}
async function runToJudgment(): Promise<string> {
  const id = await executions.start('Canary');
  await executions.untilJudgment(id);
  return id;
}
async function judge(id: string, option: 'Promote' | 'Roll back'): ReturnType<Executions['untilEnded']> {
  await executions.answer(id, 'Judge', option);
  return executions.untilEnded(id);
}

useDeck(async (started, browser) => {
  sandbox = started;
  page = await browser.newPage();
  editor = new PipelineEditor(page, sandbox.url);
  executions = new Executions(page, sandbox, 'shop');
});

describe('the canary pipeline, written in Deck in an empty application before any function exists', () => {
  it('is saved as typed, and the picker offers each of our stages once', async () => {
    await editor.create('shop', 'Canary');
    await writeCanaryPipeline(page, editor, 'checkout-v1.zip');
    await editor.save();
    const [saved] = (await sandbox.gate('/applications/shop/pipelineConfigs')) as {
      id: string;
      stages: Record<string, unknown>[];
    }[];
    pipelineId = saved?.id ?? '';

    expect(
      saved?.stages.map((stage) => [stage['name'], stage['type'], stage['alias'] ?? '', stage['requisiteStageRefIds']]),
    ).toEqual([
      ['Deploy', 'Aws.LambdaDeploymentStage', 'preconfiguredWebhook', []],
      ['Canary', 'Aws.LambdaTrafficRoutingStage', 'preconfiguredWebhook', ['1']],
      ['Judge', 'manualJudgment', '', ['2']],
      ['Promote', 'Aws.LambdaTrafficRoutingStage', 'preconfiguredWebhook', ['3']],
      ['Delete old', 'Aws.LambdaDeleteStage', 'preconfiguredWebhook', ['4']],
      ['Roll back', 'Aws.LambdaTrafficRoutingStage', 'preconfiguredWebhook', ['3']],
      ['Delete new', 'Aws.LambdaDeleteStage', 'preconfiguredWebhook', ['6']],
    ]);
    expect(saved?.stages[1]).toMatchObject({
      ...TARGET,
      aliasName: 'live',
      deploymentStrategy: '$WEIGHTED',
      versionNameA: '$LATEST',
      versionNameB: '$PREVIOUS',
      trafficPercentA: 10,
    });
    await editor.open('shop', pipelineId);
    expect(await editor.pickerEntries('AWS Lambda Route')).toBe(1);
  }, 120_000);

  it('gives 100% immediately on the very first run', async () => {
    const id = await runToJudgment();
    const ended = await judge(id, 'Promote');

    expect(`${ended.status} ${outline(ended)}`).toMatch(/^SUCCEEDED/);
    expect(outcomeOf(ended, 'Canary').warnings).toContain('No previous version: v1 gets 100% immediately.');
    expect(await live()).toBe('1');
  }, 120_000);

  it('splits real invocations 10 to 90 at random during the judgment, then promotes and deletes the old version', async () => {
    await chooseCode('checkout-v2.zip');
    const id = await runToJudgment();
    const routed = await live();
    const seen = await answers(400);
    const places = seen.flatMap((version, index) => (version === '2' ? [index] : []));
    const gaps = new Set(places.slice(1).map((place, index) => place - (places[index] ?? 0)));
    const mainRuns = new Set(
      seen
        .join('')
        .split('2')
        .map((run) => run.length),
    );
    const ended = await judge(id, 'Promote');

    expect(routed).toBe('1 2:0.1');
    expect(places.length).toBeGreaterThanOrEqual(20);
    expect(places.length).toBeLessThanOrEqual(60);
    expect(gaps.size).toBeGreaterThan(3);
    expect(mainRuns.size).toBeGreaterThan(3);
    expect(`${ended.status} ${outline(ended)}`).toMatch(/^SUCCEEDED/);
    expect(await live()).toBe('2');
    expect(await versions()).toEqual(['2']);
    expect(new Set(await answers(20))).toEqual(new Set(['2']));
  }, 120_000);

  it('publishes nothing new for unchanged code, and its Delete removes no serving version', async () => {
    const id = await runToJudgment();
    const ended = await judge(id, 'Roll back');

    expect(outcomeOf(ended, 'Deploy').outputs).toMatchObject({ functionVersion: '2', versionReused: true });
    expect(await live()).toBe('2');
    expect(await versions()).toEqual(['2']);
  }, 120_000);

  it('returns to the old version and deletes the new one if Roll back is selected', async () => {
    await chooseCode('checkout-v1.zip');
    const id = await runToJudgment();
    const during = await live();
    const ended = await judge(id, 'Roll back');

    expect(during).toBe('2 3:0.1');
    expect(`${ended.status} ${outline(ended)}`).toMatch(/^SUCCEEDED/);
    expect(await live()).toBe('2');
    expect(await versions()).toEqual(['2']);
  }, 120_000);

  it('shows in Deck what a stage did: sentence, traffic, steps and AWS calls', async () => {
    const [latest] = await executions.all();
    await executions.openStage(latest?.id ?? '', 'Canary');

    await page.getByText('live → v3 10%, v2 90%').first().waitFor();
    await page.getByText('AWS calls', { exact: true }).first().click();

    await expect(page.getByText('UpdateAlias').first().textContent()).resolves.toContain('UpdateAlias');
  }, 60_000);

  it('gives no traffic to a version that someone publishes mid-pipeline', async () => {
    const id = await runToJudgment();
    await sandbox.aws.send(
      new UpdateFunctionCodeCommand({ ...FUNCTION, S3Bucket: 'lambda-stages-samples', S3Key: 'checkout-v2.zip' }),
    );
    await waitUntilFunctionUpdatedV2({ client: sandbox.aws, maxWaitTime: 20, minDelay: 1 }, FUNCTION);
    const foreign = await sandbox.aws.send(new PublishVersionCommand(FUNCTION));
    const candidate = outcomeOf(await executions.one(id), 'Deploy').outputs?.['functionVersion'];
    const ended = await judge(id, 'Promote');

    expect(`${ended.status} ${outline(ended)}`).toMatch(/^SUCCEEDED/);
    expect(await live()).toBe(String(candidate));
    expect(foreign.Version).not.toBe(candidate);
  }, 120_000);

  it('fails the next Route, showing both routings, if someone moves the alias during the judgment', async () => {
    await chooseCode('checkout-v2.zip');
    const before = await live();
    const id = await runToJudgment();
    await sandbox.aws.send(
      new UpdateAliasCommand({ ...FUNCTION, Name: 'live', RoutingConfig: { AdditionalVersionWeights: {} } }),
    );
    const ended = await judge(id, 'Promote');

    expect(ended.status).toBe('TERMINAL');
    expect(outcomeOf(ended, 'Promote').failure).toMatchObject({
      code: 'foreignChange',
      what: expect.stringMatching(/expected v\d+ 10%, v\d+ 90%, found v\d+ 100%/),
    });
    expect(await live()).toBe(before);
    await executions.openStage(id, 'Promote');
    await page
      .getByText(/Someone else changed live/)
      .first()
      .waitFor();
  }, 120_000);

  it('stops as Spinnaker does, and leaves the routing unchanged', async () => {
    await chooseCode('checkout-v1.zip');
    const id = await runToJudgment();
    const during = await live();
    await executions.stop(id);
    const ended = await executions.untilEnded(id);

    expect(ended.status).toBe('CANCELED');
    expect(await live()).toBe(during);
  }, 120_000);
});
