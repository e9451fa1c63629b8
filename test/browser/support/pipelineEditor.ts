import type { Locator, Page } from 'playwright-core';

/** Deck's pipeline editor, as used by someone who has never seen the JSON. */
export class PipelineEditor {
  constructor(
    private readonly page: Page,
    private readonly url: string,
  ) {}

  /** Creates an empty pipeline in an application, through Deck's dialog. */
  async create(application: string, name: string): Promise<void> {
    await this.page.goto(`${this.url}/#/applications/${application}/executions`);
    await this.page
      .getByRole('button', { name: /Create/ })
      .or(this.page.getByText('Configure a new pipeline'))
      .first()
      .click();
    const dialog = this.page.locator('.modal-content');
    await dialog.locator('input.form-control').fill(name);
    await dialog.getByRole('button', { name: 'Create' }).click();
    await this.page.getByText('Add stage', { exact: true }).waitFor();
  }

  /** Opens a saved pipeline's editor. */
  async open(application: string, id: string): Promise<void> {
    await this.page.goto(`${this.url}/#/applications/${application}/executions/configure/${id}`);
    await this.page.getByText('Add stage', { exact: true }).waitFor();
  }

  /** Adds a stage after the one that is shown, and names it. */
  async addStage(typeLabel: string, name: string): Promise<void> {
    const picker = await this.openPicker(typeLabel);
    await picker.locator('.ui-select-choices-row').filter({ hasText: typeLabel }).first().click();
    const nameInput = this.page.locator('.pipeline-stage-config-heading input[ng-model="stage.name"]');
    await nameInput.waitFor();
    await nameInput.fill(name);
  }

  /** How many entries of the stage picker have this label. */
  async pickerEntries(typeLabel: string): Promise<number> {
    const picker = await this.openPicker(typeLabel);
    const count = await picker.locator('.ui-select-choices-row').filter({ hasText: typeLabel }).count();
    await this.page.keyboard.press('Escape');
    return count;
  }

  /** Adds a stage without a type and searches the list of types. */
  private async openPicker(typeLabel: string): Promise<Locator> {
    await this.page.getByText('Add stage', { exact: true }).click();
    const picker = this.page.locator('[ng-model="options.selectedStageType"]');
    const search = picker.locator('input[type=search]');
    await picker.waitFor();
    // Deck sometimes opens the list on its own, and a click would close it again.
    for (let attempt = 0; attempt < 20 && !(await search.isVisible()); attempt++) {
      await picker.locator('.ui-select-match').click();
      await this.page.waitForTimeout(100);
    }
    await search.fill(typeLabel);
    return picker;
  }

  /** Shows a stage by clicking it in the graph. */
  async select(name: string): Promise<void> {
    await this.page.locator('pipeline-graph, .pipeline-graph').getByText(name, { exact: true }).first().click();
  }

  /** Types a value into one of our form's fields and leaves it. */
  async type(label: string, value: string): Promise<void> {
    const input = this.page.getByLabel(label, { exact: true }).first();
    await input.fill(value);
    await input.press('Tab');
  }

  /** Only runs the stage when an expression is true. */
  async onlyWhen(expression: string): Promise<void> {
    await this.page.getByText('Conditional on Expression').click();
    await this.page.locator('input[ng-model*="expression"], textarea[ng-model*="expression"]').last().fill(expression);
  }

  /** Saves and waits until Deck confirms it. */
  async save(): Promise<void> {
    await this.page.getByRole('button', { name: /Save Changes/ }).click();
    await this.page.getByText('In sync with server').waitFor();
  }
}
