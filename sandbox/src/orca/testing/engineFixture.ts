import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import {
  isComplete,
  type Authentication,
  type Execution,
  type JsonObject,
  type StageExecution,
} from '../executionModel';
import { parseOrcaConfiguration } from '../orcaConfiguration';
import type { Orca } from '../orca';
import { startOrca } from '../startOrca';
import type { SavedPipelines } from '../taskDefinition';
import { VirtualClock } from './virtualClock';
import { WebhookTestServer } from './webhookTestServer';

/** The user and accounts of tests. */
export const demo: Authentication = { user: 'demo', allowedAccounts: ['local'] };

const ALLOWED =
  'user-configured-url-restrictions: { rejectLocalhost: false, rejectVerbatimIps: false, excludedDomains: [] }';

/** An engine with a virtual clock, and a webhook that stages of type `hook` call. */
export class EngineFixture {
  clock = new VirtualClock();
  readonly webhook = new WebhookTestServer(() => this.clock);
  readonly stateDir = mkdtempSync(path.join(tmpdir(), 'orca-'));
  private engine: Orca | undefined;

  /** With the pipelines that are saved, by application. */
  constructor(private readonly savedPipelines: SavedPipelines = () => []) {}

  get orca(): Orca {
    if (this.engine === undefined) throw new Error('the engine has not been started');
    return this.engine;
  }

  async start(restrictions = ALLOWED, extra = ''): Promise<void> {
    await this.webhook.listen();
    this.restart(restrictions, extra);
  }

  /** Starts the engine with what is on disk; after `orca.close()`, this is like a start after a kill. */
  restart(restrictions = ALLOWED, extra = ''): void {
    const { origin } = this.webhook;
    const yaml = `
${restrictions}
webhook:
  preconfigured:
  - type: hook
    url: ${origin}/ops
    method: POST
    sensitiveHeaders: {Authorization: [Bearer secret-token]}
    payload: '\\\${ {"attempt": #currentStage().startTime} }'
    waitForCompletion: true
    statusUrlResolution: webhookResponse
    statusUrlJsonPath: $.statusUrl
    statusJsonPath: $.status
    progressJsonPath: $.progress
    successStatuses: SUCCEEDED
    canceledStatuses: CANCELED
    terminalStatuses: TERMINAL
    cancelEndpoint: ${origin}/cancel
    cancelMethod: POST
${extra}`;
    this.engine = startOrca({
      configuration: parseOrcaConfiguration(yaml, {}),
      clock: this.clock,
      stateDir: this.stateDir,
      savedPipelines: this.savedPipelines,
    });
  }

  async stop(): Promise<void> {
    this.clock.stop();
    await this.orca.close();
    await this.webhook.close();
    rmSync(this.stateDir, { recursive: true });
  }

  begin(stages: JsonObject[], pipeline: JsonObject = {}): Execution {
    return this.orca.orchestrate({ id: randomUUID(), application: 'demo', name: 'Test', ...pipeline, stages }, demo);
  }

  /** Runs a pipeline to its end. */
  async run(stages: JsonObject[], pipeline: JsonObject = {}): Promise<Execution> {
    return this.ended(this.begin(stages, pipeline).id);
  }

  async ended(id: string): Promise<Execution> {
    return this.until(id, 'the end', ({ status }) => isComplete(status));
  }

  /** Looks at an execution until it is what is waited for. */
  async until(id: string, awaited: string, condition: (execution: Execution) => boolean): Promise<Execution> {
    return eventually(
      `${awaited} of ${id}`,
      () => {
        const execution = this.orca.execution(id);
        return condition(execution) ? execution : new NotYet(statuses(execution));
      },
      { everyMs: 1 },
    );
  }
}

/** A stage of a test pipeline that follows the given stages. */
export function stage(refId: string, type: string, fields: JsonObject = {}, after: string[] = []): JsonObject {
  return {
    refId,
    requisiteStageRefIds: after,
    type,
    name: `S${refId}`,
    ...(type === 'hook' ? { alias: 'preconfiguredWebhook' } : {}),
    ...fields,
  };
}

/** The stage with that refId in an execution. */
export function stageOf(execution: Execution, refId: string): StageExecution {
  const found = execution.stages.find((candidate) => candidate.refId === refId);
  if (found === undefined) throw new Error(`no stage ${refId}`);
  return found;
}

/** Statuses by refId, such as `1:SUCCEEDED 2:SKIPPED`. */
export function statuses(execution: Execution): string {
  return execution.stages
    .filter((each) => each.parentStageId === null)
    .map((each) => `${each.refId}:${each.status}`)
    .join(' ');
}

/** The errors that Deck shows for a stage. */
export function errorsOf({ context }: StageExecution): string[] {
  return (context['exception'] as { details: { errors: string[] } } | undefined)?.details.errors ?? [];
}
