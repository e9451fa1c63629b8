import type { Page } from 'playwright-core';
import type { TestSandbox } from './startTestSandbox';
import { eventually } from 'strict-lambda/src/testing/eventually';

/** A stage of an execution as Gate shows it. */
export interface StageView {
  id: string;
  name: string;
  type: string;
  status: string;
  context: {
    webhook?: {
      monitor?: {
        body?: {
          progress?: string;
          status?: string;
          failure?: { code?: string; what?: string };
          outputs?: Record<string, unknown>;
          warnings?: string[];
        };
      };
    };
  };
}
/** An execution as Gate shows it. */
export interface ExecutionView {
  id: string;
  status: string;
  stages: StageView[];
}

const POLL_MS = 100;
const PATIENCE_MS = 30_000;

/** Deck's page of executions, and Gate's view of the same. */
export class Executions {
  constructor(
    private readonly page: Page,
    private readonly sandbox: TestSandbox,
    private readonly application: string,
  ) {}

  /** Starts a pipeline with Deck's button and dialog; returns the new execution's ID. */
  async start(pipelineName: string): Promise<string> {
    const before = new Set((await this.all()).map((execution) => execution.id));
    await this.page.goto(`${this.sandbox.url}/#/applications/${this.application}/executions`);
    await this.page.locator('.execution-group', { hasText: pipelineName }).getByText('Start Manual Execution').click();
    const dialog = this.page.locator('.modal-content');
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Run' }).click();
    await dialog.waitFor({ state: 'detached' });
    return this.until(
      async () => (await this.all()).find((execution) => !before.has(execution.id))?.id,
      'a new execution',
    );
  }

  /** Waits until the execution waits for a judgment. */
  untilJudgment(id: string): Promise<ExecutionView> {
    return this.until(async () => {
      const execution = await this.one(id);
      if (execution.status !== 'RUNNING')
        throw new Error(`The execution ended as ${execution.status} before the judgment: ${outline(execution)}`);
      return execution.stages.some((stage) => stage.type === 'manualJudgment' && stage.status === 'RUNNING')
        ? execution
        : undefined;
    }, 'the judgment');
  }

  /** Waits until the execution has ended. */
  untilEnded(id: string): Promise<ExecutionView> {
    return this.until(async () => {
      const execution = await this.one(id);
      return ['RUNNING', 'NOT_STARTED'].includes(execution.status) ? undefined : execution;
    }, 'the end');
  }

  /** Opens a stage's details in Deck. */
  async openStage(id: string, name: string): Promise<void> {
    const execution = await this.one(id);
    const index = execution.stages.findIndex((stage) => stage.name === name);
    await this.page.goto(
      `${this.sandbox.url}/#/applications/${this.application}/executions/details/${id}?stage=${index}`,
    );
    await this.page.getByText(`Stage details: ${name}`, { exact: false }).first().waitFor();
  }

  /** Answers the judgment in the stage's details. */
  async answer(id: string, stageName: string, option: string): Promise<void> {
    await this.openStage(id, stageName);
    await this.page.locator('.Select').first().click();
    await this.page.locator('.Select-option').filter({ hasText: option }).click();
    await this.page.getByRole('button', { name: 'Continue' }).click();
  }

  /** Stops the execution with Deck's button. */
  async stop(id: string): Promise<void> {
    await this.page.goto(`${this.sandbox.url}/#/applications/${this.application}/executions/details/${id}`);
    await this.page
      .locator('.execution-cancel-button, [title="Cancel execution"], .fa-times-circle, .glyphicon-remove-circle')
      .first()
      .click();
    const dialog = this.page.locator('.modal-content');
    await dialog.waitFor();
    await dialog.locator('button').filter({ hasText: 'Stop running' }).click();
  }

  all(): Promise<ExecutionView[]> {
    return this.sandbox.gate(`/applications/${this.application}/pipelines?expand=true&limit=50`) as Promise<
      ExecutionView[]
    >;
  }

  one(id: string): Promise<ExecutionView> {
    return this.sandbox.gate(`/pipelines/${id}`) as Promise<ExecutionView>;
  }

  private until<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
    return eventually(what, look, { everyMs: POLL_MS, withinMs: PATIENCE_MS });
  }
}

/** Every stage with its status and sentence, for messages. */
export const outline = (execution: ExecutionView): string =>
  execution.stages
    .map((stage) => `${stage.name} ${stage.status}: ${stage.context.webhook?.monitor?.body?.progress ?? ''}`)
    .join(' | ');

/** The outcome that a stage of ours ended with. */
export function outcomeOf(
  execution: ExecutionView,
  name: string,
): NonNullable<NonNullable<NonNullable<StageView['context']['webhook']>['monitor']>['body']> {
  const body = execution.stages.find((stage) => stage.name === name)?.context.webhook?.monitor?.body;
  if (body === undefined) throw new Error(`The stage ${name} has no outcome: ${outline(execution)}`);
  return body;
}
