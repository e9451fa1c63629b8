import type { Page } from 'playwright-core';
import { TARGET } from './support/canaryPipeline';
import { Executions, outcomeOf, outline, type ExecutionView } from './support/executions';
import type { TestSandbox } from './support/startTestSandbox';
import { useDeck } from './support/useDeck';
import { servedBy } from '../trust/servedBy';

const ours = { ...TARGET, alias: 'preconfiguredWebhook' };
const deploy = (s3key: string): object => ({
  ...ours,
  type: 'Aws.LambdaDeploymentStage',
  name: 'Deploy',
  refId: '1',
  requisiteStageRefIds: [],
  s3bucket: 'lambda-stages-samples',
  s3key,
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  role: 'arn:aws:iam::123456789012:role/basket',
  publish: true,
  aliases: ['live'],
});
const rollOut = (steps: readonly object[], more = {}): object => ({
  ...ours,
  ...more,
  type: 'Aws.LambdaTrafficRoutingStage',
  name: 'Roll out',
  refId: '2',
  requisiteStageRefIds: ['1'],
  aliasName: 'live',
  deploymentStrategy: '$GRADUAL',
  versionNameA: '$LATEST',
  stageTimeoutMs: 7_200_000,
  steps,
});
/** What asks a rollout, as somebody else's page would send it. */
const actionOn = (rolloutExecutionId: string, rolloutStageId: string | undefined, action: string): object => ({
  ...ours,
  type: 'Aws.LambdaRolloutActionStage',
  name: 'Act',
  refId: '1',
  requisiteStageRefIds: [],
  rolloutExecutionId,
  rolloutStageId,
  action,
});
const HOLDS = [
  { weightPercent: 10, holdSeconds: 900 },
  { weightPercent: 50, holdSeconds: 300 },
];
/** Pipelines by name, in the order in which they run: each publishes a version of its own. */
const PIPELINES: Readonly<Record<string, readonly object[]>> = {
  'First version': [deploy('checkout-v1.zip')],
  Promoted: [deploy('checkout-v2.zip'), rollOut(HOLDS, { bakeSeconds: 1 })],
  Reverted: [deploy('checkout-v3.zip'), rollOut(HOLDS)],
  Continued: [
    deploy('checkout-v1.zip'),
    rollOut([{ weightPercent: 50, holdUntilContinued: true, continueWithinSeconds: 3600 }]),
  ],
  Late: [deploy('checkout-v2.zip'), rollOut(HOLDS)],
};

let sandbox: TestSandbox;
let page: Page;
let executions: Executions;

const live = (): Promise<string> => servedBy(sandbox.aws, TARGET.functionName);
const headline = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text }).first();
const dialog = () => page.getByRole('dialog');
const button = (name: string) =>
  page.getByRole('group', { name: 'Actions' }).getByRole('button', { name, exact: true });
const timeline = () => page.getByRole('region', { name: 'Timeline' });

/** Keeps a picture of the page for whoever wants to look at it. */
async function picture(name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder === undefined) return;
  await page.screenshot({ path: `${folder}/actions-${name}.png` });
  if ((await dialog().count()) === 0)
    await page.locator('.lst-details').screenshot({ path: `${folder}/actions-${name}-details.png` });
}

/** Starts a pipeline in Deck and opens its rollout. */
async function openRollout(pipeline: string, sentence: string | RegExp): Promise<string> {
  const id = await executions.start(pipeline);
  await executions.openStage(id, 'Roll out');
  await headline(sentence).waitFor();
  return id;
}

/** What only an execution that no list shows can be: the one with the stage that asked. */
async function requestOf(id: string): Promise<ExecutionView> {
  const link = page.getByRole('link', { name: 'Execution of the request' });
  const asked = (await link.getAttribute('href'))?.split('/').pop() ?? '';
  expect(asked).not.toBe(id);
  return executions.untilEnded(asked);
}

/** What stands out of Deck's pane, once its drawings know their width. */
const clipped = (): Promise<string[]> =>
  page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const pane = document.querySelector('.lst-details');
    const limit = (pane?.getBoundingClientRect().right ?? 0) + 1;
    return [...(pane?.querySelectorAll('*') ?? [])]
      .filter((element) => element.closest('dialog') === null && element.getBoundingClientRect().right > limit)
      .map((element) => element.outerHTML.slice(0, 100));
  });

/** What a browser does that does not know `:has`. */
const withoutHas = (): Promise<void> =>
  page.evaluate(() => {
    const style = document.getElementById('lambda-stages');
    if (style?.textContent?.includes(':has(') !== true) throw new Error('The style sheet has no rule with :has.');
    style.textContent = style.textContent.replaceAll(':has(', ':unknown(');
  });
/** Undoes that. */
const reload = async (): Promise<void> => {
  await page.reload();
  await page.locator('.lst-details').waitFor();
};

useDeck(async (started, browser) => {
  sandbox = started;
  page = await browser.newPage();
  executions = new Executions(page, sandbox, 'shop');
  for (const [name, stages] of Object.entries(PIPELINES))
    await sandbox.gate('/pipelines', {
      method: 'POST',
      body: JSON.stringify({ application: 'shop', name, stages, triggers: [], limitConcurrent: true }),
    });
  await executions.untilEnded(await executions.start('First version'));
});

afterEach(() => page.setViewportSize({ width: 1400, height: 1000 }));

it('Promote now says what it does, takes a reason with the keyboard alone, and the timeline shows who and why', async () => {
  const id = await openRollout('Promoted', 'Holding at 10% for 15 min');
  await button('Promote now').focus();
  await picture('holding-1400');
  await page.keyboard.press('Enter');
  const question = await dialog().innerText();
  await page.keyboard.type('Verified the totals by hand, see ${ticket}');
  await picture('question-1400');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('was taken by the rollout').waitFor();
  const request = await requestOf(id);
  const ended = await executions.untilEnded(id);
  await headline('Done').waitFor();
  const said = await timeline().innerText();
  await picture('promoted-1400');

  expect(question).toContain('Promote v2 now?');
  expect(question).toContain('live goes from v1 90%, v2 10% to v2 100% at once.');
  expect(question).toMatch(/Leaves out 2 holds: Hold at 10% for 15 min, Hold at 50% for 5 min/);
  expect(question).toContain('Then bakes 1 s');
  expect(request).toMatchObject({ status: 'SUCCEEDED', stages: [{ type: 'Aws.LambdaRolloutActionStage' }] });
  expect(`${ended.status} ${outline(ended)}`).toMatch(/^SUCCEEDED/);
  expect(await live()).toBe('2');
  expect(said).toMatch(/Promote now: demo \(“Verified the totals by hand, see \$\u2060\{ticket\}”\)/);
  expect((await executions.all()).map((execution) => execution.id)).not.toContain(request.id);
}, 120_000);

it('Escape leaves the rollout as it is and gives the focus back; Revert brings the alias back', async () => {
  const id = await openRollout('Reverted', 'Holding at 10% for 15 min');
  await button('Revert').click();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  const focused = await page.evaluate(() => document.activeElement?.textContent);
  const left = await live();
  await button('Revert').click();
  await dialog().getByRole('textbox').fill('Customers report errors: '.padEnd(280, 'long '));
  await dialog().getByRole('button', { name: 'Revert' }).click();
  const ended = await executions.untilEnded(id);
  await headline('Reverted').waitFor();
  await page.getByText('Nothing to act on: this rollout has ended').waitFor();
  await picture('reverted-1400');
  await page.setViewportSize({ width: 1100, height: 1000 });

  expect(focused).toBe('Revert');
  expect(left).toBe('2 3:0.1');
  expect(ended.status).toBe('TERMINAL');
  expect(outcomeOf(ended, 'Roll out').failure?.code).toBe('revertAsked');
  expect(await live()).toBe('2');
  expect(await timeline().innerText()).toMatch(/Revert: demo \(“Customers report errors: long/);
  expect(await clipped()).toEqual([]);
  await withoutHas();
  expect(await clipped()).toEqual([]);
  await picture('reverted-1100-without-has');
  await reload();
}, 120_000);

describe('a rollout that waits for a person', () => {
  let id: string;

  it.each([
    [1400, 'with :has'],
    [1100, 'with :has'],
    [1400, 'without :has'],
    [1100, 'without :has'],
  ])(
    'fits with its buttons and its question in a window of %d px, %s',
    async (width, has) => {
      id ??= await openRollout('Continued', 'Waiting at 50%');
      await page.setViewportSize({ width, height: 1000 });
      if (has === 'without :has') await withoutHas();
      const outside = await clipped();
      await picture(`waiting-${width}-${has.replace(/\W+/g, '-')}`);
      await button('Promote now').click();
      const box = await dialog().boundingBox();
      await picture(`waiting-question-${width}-${has.replace(/\W+/g, '-')}`);
      await dialog().getByRole('button', { name: 'Cancel' }).click();
      if (has === 'without :has') await reload();

      expect(outside).toEqual([]);
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    },
    60_000,
  );

  it('says why a button does not work, next to it', async () => {
    await headline('Waiting at 50%').waitFor();
    const skip = button('Skip hold');
    const why = await skip.getAttribute('aria-describedby');

    expect(await skip.getAttribute('aria-disabled')).toBe('true');
    expect(await page.locator(`[id="${why ?? ''}"]`).innerText()).toBe(
      'Skip hold not now: this step waits for a person: Continue ends that.',
    );
  });

  it('stays as it is if Gate does not let somebody act, and says what else can be done', async () => {
    await page.route('**/gate/pipelines/start', (route) =>
      route.fulfill({ status: 403, json: { message: 'Access denied to application shop' } }),
    );
    await button('Revert').click();
    await dialog().getByRole('button', { name: 'Revert' }).click();
    await page.getByText('Gate does not let you start pipelines (403)').waitFor();
    const line = await headline('was not sent').innerText();
    await picture('forbidden-1400');
    await page.unroute('**/gate/pipelines/start');

    expect(line).toContain('Gate says: Access denied to application shop.');
    expect(line).toContain('To revert, cancel the execution.');
    expect(await live()).toMatch(/^2 .*:0.5$/);
  });

  it('goes on when somebody continues it', async () => {
    await button('Continue').click();
    const question = await dialog().innerText();
    await dialog().getByRole('textbox').fill('The totals are right');
    await dialog().getByRole('button', { name: 'Continue' }).click();
    const ended = await executions.untilEnded(id);
    await headline('Done').waitFor();

    expect(question).toContain('live goes from v4 50%, v2 50% to v4 100% at once.');
    expect(question).toContain('The wait ends now. Next: Promote: v4 100%.');
    expect(ended.status).toBe('SUCCEEDED');
    expect(await live()).toBe('4');
    expect(await timeline().innerText()).toContain('Continue: demo (“The totals are right”)');
  }, 60_000);
});

it('an action that comes too late is refused with the reason, and the rollout can still be reverted', async () => {
  const id = await openRollout('Late', 'Holding at 10% for 15 min');
  // Somebody else holds it while this page shows what was there before.
  await page.route('**/gate/**', (route) =>
    route.request().method() === 'GET' && route.request().url().includes(id) ? route.abort() : route.continue(),
  );
  const { stages } = await executions.one(id);
  const rollout = stages.find(({ name }) => name === 'Roll out');
  const { ref } = (await sandbox.gate('/pipelines/start', {
    method: 'POST',
    body: JSON.stringify({
      id: '6f9a1f64-5f6b-4d0e-8f0c-0d2f6a0f6f11',
      application: 'shop',
      name: 'Hold it',
      trigger: { type: 'manual' },
      stages: [actionOn(id, rollout?.id, 'hold')],
    }),
  })) as { ref: string };
  const held = await executions.untilEnded(ref.split('/').pop() ?? '');
  await button('Skip hold').click();
  await dialog().getByRole('button', { name: 'Skip hold' }).click();
  await page.getByText('Skip hold was refused').waitFor();
  const failure = await page.getByRole('group', { name: 'Failure' }).innerText();
  await picture('refused-1400');
  await page.unroute('**/gate/**');
  await button('Continue').waitFor();
  await picture('held-1400');
  await button('Revert').click();
  await dialog().getByRole('button', { name: 'Revert' }).click();
  await executions.untilEnded(id);

  expect(held.status).toBe('SUCCEEDED');
  expect(failure).toContain('Skip hold is not possible: somebody has put the rollout on hold: Continue ends that.');
  expect(await live()).toBe('4');
}, 120_000);
