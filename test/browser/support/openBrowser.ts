import { execFileSync } from 'node:child_process';
import { chromium, type Browser, type Page } from 'playwright-core';

/**
 * The package with Chromium is an ES module, which jest does not load, so a separate process asks it where the browser
 * is.
 */
function chromiumPath(): string {
  const script =
    "import('@sparticuz/chromium').then(async ({ default: chromium }) => process.stdout.write(await chromium.executablePath()))";
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', cwd: __dirname });
}

/** A browser, and what its pages complained about. */
export interface TestBrowser {
  newPage(width?: number): Promise<Page>;
  /** Throws if a page has thrown, or has asked Gate for something that it does not serve, since the last call. */
  throwOnErrors(): void;
  close(): Promise<void>;
}

/** Starts Chromium without the package's own flags: with --single-process it crashes at a second page. */
export async function openBrowser(): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  let errors: string[] = [];
  return {
    async newPage(width = 1400) {
      const page = await browser.newPage({ viewport: { width, height: 1000 } });
      page.setDefaultTimeout(15_000);
      page.on('pageerror', (error) => {
        errors.push(error.message);
      });
      page.on('response', (response) => {
        if (response.status() === 404 && response.url().includes('/gate/')) errors.push(`404 of ${response.url()}`);
      });
      page.on('dialog', (dialog) => {
        dialog.accept().catch(() => undefined);
      });
      return page;
    },
    throwOnErrors() {
      const taken = errors;
      errors = [];
      if (taken.length > 0) throw new Error(`The page complained: ${taken.join('; ')}`);
    },
    close: () => browser.close(),
  };
}
