import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from './support/openBrowser';

/** The half of Deck's pane that details get in a browser without `:has`, at its narrowest; and the widths of whole ones. */
const WIDTHS = [363, 560, 720, 900] as const;

/** The page under test: the details of any stage in a box of any width, at any time. */
const PAGE = `
import React from 'react';
import ReactDOM from 'react-dom';
import { AwsCalls } from './details/AwsCalls';
import { StageOutcome } from './details/StageOutcome';
import * as acted from './details/fixtures/actedOutcomes';
import * as further from './details/fixtures/furtherOutcomes';
import * as others from './details/fixtures/otherOutcomes';
import * as routes from './details/fixtures/routeOutcomes';
import * as watched from './details/fixtures/watchedOutcomes';
import { stageOf, STARTED_AT } from './details/fixtures/stageOf';
import { NowMs } from './details/parts/NowMs';
import { readDetails } from './details/read/readDetails';
import { zonedTimes } from './details/text/zonedTimes';
import { injectStyles } from './look/injectStyles';
import { stageRegistry } from './stages/stageRegistry';

injectStyles();
const outcomes = { ...routes, ...further, ...others, ...watched, ...acted };
const typeOf = (name) =>
  name.startsWith('deployment') ? 'Aws.LambdaDeploymentStage'
  : name.startsWith('updateCode') ? 'Aws.LambdaUpdateCodeStage'
  : name.startsWith('invoke') ? 'Aws.LambdaInvokeStage'
  : name.startsWith('delete') ? 'Aws.LambdaDeleteStage'
  : 'Aws.LambdaTrafficRoutingStage';
window.outcomes = Object.keys(outcomes);
window.show = (name, { width, afterSeconds, changes }) => {
  const outcome = { ...outcomes[name], ...changes };
  const stage = stageOf(outcome.status ?? 'SUCCEEDED', outcome);
  const type = typeOf(name);
  const details = readDetails(type, stage, {
    id: 'execution-1',
    application: 'checkout',
    authentication: { user: 'a.very.long.user@example.com' },
  });
  const times = zonedTimes('UTC');
  const box = document.getElementById('box');
  box.style.width = width + 'px';
  ReactDOM.unmountComponentAtNode(box);
  ReactDOM.render(
    <NowMs.Provider value={STARTED_AT + afterSeconds * 1000}>
      <StageOutcome details={details} times={times} Own={stageRegistry[type].Details} />
      <AwsCalls details={details} times={times} />
    </NowMs.Provider>,
    box,
  );
};
`;

/** Names as long as AWS allows them. */
const LONG = {
  target: {
    account: 'production-of-the-shop',
    region: 'ap-southeast-2',
    functionName: 'f'.repeat(64),
    aliasName: 'a'.repeat(128),
  },
};

type Shown = { width: number; afterSeconds: number; changes?: object };
declare global {
  interface Window {
    outcomes: string[];
    show(name: string, shown: Shown): void;
  }
}

let browser: TestBrowser;
let page: Page;

function bundle(): string {
  const { outputFiles } = buildSync({
    stdin: { contents: PAGE, resolveDir: join(__dirname, '../../deck-plugin/src'), loader: 'tsx' },
    bundle: true,
    write: false,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
    // Deck itself is only used by forms, and to send what somebody has confirmed.
    alias: { '@spinnaker/core': join(__dirname, '../../deck-plugin/jest/nothing.js') },
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/** Shows an outcome, and waits until its drawings know their width. */
async function show(name: string, shown: Shown): Promise<void> {
  await page.evaluate(([one, how]) => window.show(one, how), [name, shown] as const);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** What is wider than the box, and what would have to be scrolled sideways. */
const overflowing = (): Promise<string[]> =>
  page.evaluate(() => {
    const box = document.getElementById('box')?.getBoundingClientRect();
    const limit = (box?.right ?? 0) + 1;
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}: ${element.textContent?.slice(0, 60) ?? ''}`;
    return [...document.querySelectorAll('#box *')]
      .filter(
        (element) =>
          element.getBoundingClientRect().right > limit ||
          (element.matches('.lst-scroll, td, th, dd, p') && element.scrollWidth > element.clientWidth + 1),
      )
      .map(name);
  });

/** What stands out of the dialog, or the dialog out of the window. */
const beyondTheDialog = (): Promise<string[]> =>
  page.evaluate(() => {
    const dialog = document.querySelector('dialog');
    const box = dialog?.getBoundingClientRect();
    if (dialog === null || box === undefined) return ['no dialog'];
    return [
      ...(box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight
        ? ['out of the window']
        : []),
      ...[...dialog.querySelectorAll('*')]
        .filter((element) => element.getBoundingClientRect().right > box.right)
        .map((element) => element.outerHTML.slice(0, 80)),
    ];
  });

/** Labels of the drawing that lie on each other, or on the line of the plan. */
const overlapping = (): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    for (const plot of document.querySelectorAll<SVGSVGElement>('#box .lst-plot')) {
      const labels = [...plot.querySelectorAll<SVGTextElement>('.lst-plot-text, .lst-plot-end')].map((text) => ({
        text: text.textContent ?? '',
        box: text.getBoundingClientRect(),
        isLabel: text.classList.contains('lst-plot-end'),
      }));
      labels.forEach((one, index) =>
        labels.slice(index + 1).forEach((other) => {
          const [a, b] = [one.box, other.box];
          if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4)
            found.push(`${one.text} on ${other.text}`);
        }),
      );
      const planned = plot.querySelector<SVGPathElement>('.lst-plot-planned');
      if (planned === null) continue;
      const origin = plot.getBoundingClientRect();
      for (let at = 0; at <= planned.getTotalLength(); at += 1) {
        const point = planned.getPointAtLength(at);
        const [x, y] = [origin.left + point.x, origin.top + point.y];
        for (const { text, box, isLabel } of labels)
          if (isLabel && x > box.left + 1 && x < box.right - 1 && y > box.top + 3 && y < box.bottom - 4)
            found.push(`${text} on the plan`);
      }
    }
    return [...new Set(found)];
  });

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage(1100);
  await page.setContent(
    '<!doctype html><html lang="en"><head><style>*{box-sizing:border-box}body{margin:0;font:14px/1.43 "Source Sans Pro",sans-serif}</style></head><body><div id="box"></div></body></html>',
  );
  await page.addScriptTag({ content: bundle() });
}, 60_000);

afterAll(async () => {
  await browser?.close();
});

afterEach(() => {
  browser.throwOnErrors();
});

describe.each(WIDTHS)('details that are %d px wide', (width) => {
  it('fit, in every state of every stage', async () => {
    const found: Record<string, string[]> = {};
    const names = await page.evaluate(() => window.outcomes);
    for (const name of names) {
      await show(name, { width, afterSeconds: 5 });
      const closed = page.locator('#box button', { hasText: /^Show / });
      while ((await closed.count()) > 0) await closed.first().click();
      const wide = await overflowing();
      if (wide.length > 0) found[name] = wide;
      if (process.env['SCREENSHOTS'] !== undefined)
        await page.locator('#box').screenshot({ path: `${process.env['SCREENSHOTS']}/details-${name}-${width}.png` });
    }

    expect(found).toEqual({});
    expect(names.length).toBeGreaterThan(15);
  }, 60_000);

  it('have no label on another one or on the plan, at any time of a rollout', async () => {
    const found: Record<number, string[]> = {};
    for (let afterSeconds = 1; afterSeconds < 1500; afterSeconds += 60) {
      await show('routeHolding', { width, afterSeconds });
      const labels = await overlapping();
      if (labels.length > 0) found[afterSeconds] = labels;
      if (process.env['SCREENSHOTS'] !== undefined && afterSeconds % 300 === 1)
        await page
          .locator('#box .lst-timeline')
          .screenshot({ path: `${process.env['SCREENSHOTS']}/plot-${afterSeconds}-${width}.png` });
    }

    expect(found).toEqual({});
    expect(await page.locator('.lst-plot-planned').count()).toBe(1);
  }, 60_000);

  it('ask about each action in a dialog that fits, in every state of a rollout', async () => {
    const found: Record<string, string[]> = {};
    const names = (await page.evaluate(() => window.outcomes)).filter((name) => name.startsWith('rollout'));
    let asked = 0;
    await page.setViewportSize({ width, height: 700 });
    for (const name of names) {
      await show(name, { width, afterSeconds: 5, changes: LONG });
      const buttons = page.getByRole('group', { name: 'Actions' }).locator('[aria-disabled=false]');
      for (let index = 0; index < (await buttons.count()); index += 1) {
        await buttons.nth(index).click();
        asked += 1;
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('textbox').fill('word '.repeat(30) + 'x'.repeat(150));
        const wide = [...(await overflowing()), ...(await beyondTheDialog())];
        if (wide.length > 0) found[`${name} ${index}`] = wide;
        if (process.env['SCREENSHOTS'] !== undefined)
          await page.screenshot({ path: `${process.env['SCREENSHOTS']}/ask-${name}-${index}-${width}.png` });
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
      }
    }
    await page.setViewportSize({ width: 1100, height: 1000 });

    expect(found).toEqual({});
    expect(asked).toBeGreaterThan(10);
  }, 60_000);
});
