import type { Page } from 'playwright-core';
import type { PipelineEditor } from './pipelineEditor';

/** The target of the pipeline that is written in Deck. */
export const TARGET = { account: 'local', region: 'us-east-1', functionName: 'basket' } as const;

async function typeTarget(editor: PipelineEditor): Promise<void> {
  await editor.type('Account', TARGET.account);
  await editor.type('Region', TARGET.region);
  await editor.type('Function', TARGET.functionName);
}

async function addRoute(
  page: Page,
  editor: PipelineEditor,
  name: string,
  strategy: 'Simple' | 'Weighted',
  version?: string,
): Promise<void> {
  await editor.addStage('AWS Lambda Route', name);
  await typeTarget(editor);
  await editor.type('Alias', 'live');
  await page.getByRole('radio', { name: strategy }).check();
  if (version !== undefined)
    await page
      .locator('select:visible')
      .filter({ has: page.locator(`option[value="${version}"]`) })
      .first()
      .selectOption(version);
}

async function addDelete(page: Page, editor: PipelineEditor, name: string, plainWords: RegExp): Promise<void> {
  await editor.addStage('AWS Lambda Delete', name);
  await typeTarget(editor);
  await page.getByRole('radio', { name: plainWords }).check();
}

/** Writes the canary pipeline from an empty pipeline, using only Deck's controls and our forms. */
export async function writeCanaryPipeline(page: Page, editor: PipelineEditor, codeKey: string): Promise<void> {
  await editor.addStage('AWS Lambda Deployment', 'Deploy');
  await typeTarget(editor);
  const code = [
    ['S3 bucket', 'lambda-stages-samples'],
    ['S3 key', codeKey],
    ['Runtime', 'nodejs22.x'],
    ['Handler', 'index.handler'],
    ['Role', 'arn:aws:iam::123456789012:role/basket'],
  ] as const;
  for (const [label, value] of code) await editor.type(label, value);
  await page.getByLabel('Publish', { exact: true }).check();
  await page.getByLabel('Aliases', { exact: true }).fill('live');
  await page.getByLabel('Aliases', { exact: true }).press('Enter');
  await addRoute(page, editor, 'Canary', 'Weighted');
  await editor.addStage('Manual Judgment', 'Judge');
  for (const [index, option] of ['Promote', 'Roll back'].entries()) {
    await page.getByText('Add judgment input').click();
    await page.locator('input[ng-model="judgmentInput.value"]').nth(index).fill(option);
  }
  await addRoute(page, editor, 'Promote', 'Simple', '$LATEST');
  await editor.onlyWhen("#judgment('Judge') == 'Promote'");
  await addDelete(page, editor, 'Delete old', /^The version to go back to/);
  await editor.onlyWhen("#judgment('Judge') == 'Promote'");
  await editor.select('Judge');
  await addRoute(page, editor, 'Roll back', 'Simple', '$PREVIOUS');
  await editor.onlyWhen("#judgment('Judge') == 'Roll back'");
  await addDelete(page, editor, 'Delete new', /^The candidate/);
  await editor.onlyWhen("#judgment('Judge') == 'Roll back'");
}
