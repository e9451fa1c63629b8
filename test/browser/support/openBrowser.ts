import { execFileSync } from 'node:child_process';
import { chromium, type Browser, type Page } from 'playwright-core';

/** The package that carries Chromium is an ES module, which jest does not load: a process of its own asks it where the browser is. */
function chromiumPath(): string {
  const script = "import('@sparticuz/chromium').then(async ({ default: chromium }) => process.stdout.write(await chromium.executablePath()))";
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', cwd: __dirname });
}

/** A browser, and what its pages complained about. */
export interface TestBrowser {
  newPage(width?: number): Promise<Page>;
  /** Errors thrown in pages since the last call. */
  takeErrors(): string[];
  close(): Promise<void>;
}

/** Starts Chromium without the package's own flags: its --single-process dies at a second page. */
export async function openBrowser(): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
  let errors: string[] = [];
  return {
    async newPage(width = 1400) {
      const page = await browser.newPage({ viewport: { width, height: 1000 } });
      page.setDefaultTimeout(15_000);
      page.on('pageerror', (error) => { errors.push(error.message); });
      page.on('dialog', (dialog) => { dialog.accept().catch(() => undefined); });
      return page;
    },
    takeErrors() {
      const taken = errors;
      errors = [];
      return taken;
    },
    close: () => browser.close(),
  };
}
