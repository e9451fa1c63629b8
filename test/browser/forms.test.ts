import type { Page } from 'playwright-core';
import { stageDefinitions, type StageType } from '../../stage-contract/src';
import { GRADUAL_STAGES, NATIVE_STAGES, nonsenseStage } from './support/nativeStages';
import type { TestBrowser } from './support/openBrowser';
import { PipelineEditor } from './support/pipelineEditor';
import type { TestSandbox } from './support/startTestSandbox';
import { useDeck } from './support/useDeck';

const TYPES = Object.keys(NATIVE_STAGES).filter((type): type is StageType => type in stageDefinitions);
const inputs = (type: StageType): Record<string, Record<string, unknown>> => ({
  native: NATIVE_STAGES[type],
  empty: {},
  nonsense: nonsenseStage(Object.keys(stageDefinitions[type].schema.shape)),
  ...(type === 'Aws.LambdaTrafficRoutingStage' ? GRADUAL_STAGES : {}),
});
let sandbox: TestSandbox;
let browser: TestBrowser;

/** A pipeline with one stage for each kind of input. */
async function savePipeline(type: StageType, width: number): Promise<string> {
  const name = `Forms of ${stageDefinitions[type].key} at ${width}`;
  const stages = Object.entries(inputs(type)).map(([kind, fields], index) => ({
    ...fields,
    type,
    alias: 'preconfiguredWebhook',
    name: kind,
    refId: String(index + 1),
    requisiteStageRefIds: [],
  }));
  await sandbox.gate('/pipelines', {
    method: 'POST',
    body: JSON.stringify({
      application: 'forms',
      name,
      stages,
      triggers: [],
      keepWaitingPipelines: false,
      limitConcurrent: true,
    }),
  });
  const saved = (await sandbox.gate('/applications/forms/pipelineConfigs')) as { id: string; name: string }[];
  return saved.find((pipeline) => pipeline.name === name)?.id ?? '';
}

const storedStages = async (id: string): Promise<unknown> =>
  ((await sandbox.gate('/applications/forms/pipelineConfigs')) as { id: string; stages: unknown[] }[]).find(
    (pipeline) => pipeline.id === id,
  )?.stages;

/** Controls of ours that a screen reader could not name. */
const unlabelled = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        '.stage-details input, .stage-details select, .stage-details textarea, [class*=lst-] input, [class*=lst-] select, [class*=lst-] textarea',
      ),
    ]
      .filter((control) => control.offsetParent !== null && control.closest('[class*=lst-]') !== null)
      .filter((control) => !(control instanceof HTMLInputElement && control.type === 'hidden'))
      .filter(
        (control) =>
          control.getAttribute('aria-label') === null &&
          control.getAttribute('aria-labelledby') === null &&
          !(
            'labels' in control &&
            (control as HTMLInputElement).labels !== null &&
            ((control as HTMLInputElement).labels?.length ?? 0) > 0
          ),
      )
      .map((control) => control.outerHTML.slice(0, 160)),
  );

/** How many of our controls the form shows; without any, every other check would be empty. */
const shownControls = (page: Page): Promise<number> =>
  page.locator('[class*=lst-] input:visible, [class*=lst-] select:visible, [class*=lst-] textarea:visible').count();

/** By how much our form is wider than the window, in px. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Math.max(
      0,
      ...[...document.querySelectorAll<HTMLElement>('[class*=lst-]')].map((element) =>
        Math.round(element.getBoundingClientRect().right - window.innerWidth),
      ),
    ),
  );

useDeck((startedSandbox, startedBrowser) => {
  [sandbox, browser] = [startedSandbox, startedBrowser];
});

describe.each([1400, 1100])('in a window of %d px', (width) => {
  it.each(TYPES)(
    'the form of %s opens on native JSON, empty and on nonsense, keeps all of it, and names every control',
    async (type) => {
      const id = await savePipeline(type, width);
      const before = await storedStages(id);
      const page = await browser.newPage(width);
      const editor = new PipelineEditor(page, sandbox.url);
      await editor.open('forms', id);
      const found: Record<string, unknown> = {};
      for (const kind of Object.keys(inputs(type))) {
        await editor.select(kind);
        const first = stageDefinitions[type].sections[0]?.title ?? '';
        await page
          .getByRole('heading', { name: first })
          .or(page.getByText(first, { exact: true }))
          .first()
          .waitFor();
        const openAll = page.getByText('Open all', { exact: true });
        if ((await openAll.count()) > 0) await openAll.first().click();
        found[kind] = {
          unlabelled: await unlabelled(page),
          overflow: await overflow(page),
          hasControls: (await shownControls(page)) > 1,
        };
        if (process.env['SCREENSHOTS'] !== undefined)
          await page
            .locator('[class*=lst-form], .stage-details')
            .first()
            .screenshot({ path: `${process.env['SCREENSHOTS']}/${stageDefinitions[type].key}-${kind}-${width}.png` })
            .catch(() => undefined);
      }
      const unchanged = await page.getByText('In sync with server').isVisible();
      await page.close();

      expect(found).toEqual(
        Object.fromEntries(
          Object.keys(inputs(type)).map((kind) => [kind, { unlabelled: [], overflow: 0, hasControls: true }]),
        ),
      );
      expect(unchanged).toBe(true);
      expect(await storedStages(id)).toEqual(before);
    },
    60_000,
  );
});
