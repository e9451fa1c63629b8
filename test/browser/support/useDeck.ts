import { openBrowser, type TestBrowser } from './openBrowser';
import { startTestSandbox, type TestSandbox } from './startTestSandbox';

/**
 * Starts a sandbox and a browser before the tests of the calling file, hands them over, and stops them after the tests. A test fails if a page
 * has complained.
 */
export function useDeck(ready: (sandbox: TestSandbox, browser: TestBrowser) => Promise<void> | void): void {
  let sandbox: TestSandbox | undefined;
  let browser: TestBrowser | undefined;
  beforeAll(async () => {
    [sandbox, browser] = await Promise.all([startTestSandbox(), openBrowser()]);
    await ready(sandbox, browser);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  });
  afterEach(() => {
    browser?.throwOnErrors();
  });
}
