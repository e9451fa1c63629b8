import {
  CreateAliasCommand,
  CreateFunctionCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  waitUntilFunctionUpdatedV2,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import type { Page } from 'playwright-core';
import { zipOf } from 'strict-lambda';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import type { TestBrowser } from './support/openBrowser';
import type { TestSandbox } from './support/startTestSandbox';
import { useDeck } from './support/useDeck';

let sandbox: TestSandbox, browser: TestBrowser;
useDeck((startedSandbox, startedBrowser) => {
  [sandbox, browser] = [startedSandbox, startedBrowser];
});

/** Two versions behind `live` with half of the calls each: the first one answers, the second one fails. */
async function makeHalfBroken(aws: LambdaClient, FunctionName: string): Promise<void> {
  const zip = (code: string): Uint8Array => zipOf({ 'index.js': `exports.handler = async () => { ${code} };` });
  const settled = (): Promise<unknown> =>
    waitUntilFunctionUpdatedV2({ client: aws, maxWaitTime: 10, minDelay: 0.1, maxDelay: 0.2 }, { FunctionName });
  await aws.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::123456789012:role/checkout',
      Code: { ZipFile: zip('return 1;') },
      Publish: true,
    }),
  );
  await settled();
  await aws.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zip("throw new Error('broken');") }));
  await settled();
  await aws.send(new PublishVersionCommand({ FunctionName }));
  const RoutingConfig = { AdditionalVersionWeights: { '2': 0.5 } };
  await aws.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1', RoutingConfig }));
}

/** Waits until an element of the page shows something. */
const untilShown = (page: Page, selector: string, pattern: RegExp): Promise<string> =>
  eventually(`${selector} with ${pattern.source}`, async () => {
    const text = await page.locator(selector).innerText();
    return pattern.test(text) ? text : new NotYet(text);
  });

it('one button starts and stops the calls, and the page shows the rate and the errors of each version', async () => {
  await makeHalfBroken(sandbox.aws, 'orders');
  const page = await browser.newPage();
  await page.goto(`${sandbox.url}/traffic?functionName=orders&callsPerSecond=20`);
  const off = await page.locator('#rate').innerText();

  await page.getByRole('button', { name: 'Start traffic' }).click();
  await untilShown(page, '#rate', /^[1-9][0-9.]* calls per second/);
  const versions = await untilShown(page, '#versions', /v2 candidate\s.*\d+ \(100%\)/s);
  const second = await browser.newPage();
  await second.goto(`${sandbox.url}/traffic`);
  await untilShown(second, '#headline', /^v2 served/);
  await second.getByRole('button', { name: 'Stop traffic' }).click();

  expect(off).toContain('Traffic is off');
  expect(versions).toMatch(/v1 baseline\s+50%\s+\d+\s+[\d.]+%\s+0\s/);
  await untilShown(page, '#toggle', /^Start traffic$/);
  expect(await page.locator('#rate').innerText()).toContain('Traffic is off');
});
