import path from 'node:path';
import { systemClock, type Clock } from './clock';
import type { EngineServices, ExecutionRecord } from './engineServices';
import type { Authentication, Execution, JsonObject } from './executionModel';
import { OrcaEngine } from './orcaEngine';
import type { OrcaConfiguration } from './orcaConfiguration';
import { stageDefinitions } from './stages/stageDefinitions';
import { stateFolder } from './stateFolder';
import { OkHttpClient } from './webhook/okHttpClient';

/** What the engine is started with. */
export interface OrcaOptions {
  configuration: OrcaConfiguration;
  /** Folder for the executions; without it they live in memory only. */
  stateDir?: string;
  clock?: Clock;
  /** Multiplies the polling delays; 1 is Orca's own cadence. */
  pollScale?: number;
}

/** A running engine. Methods on an unknown execution or stage throw an `OrcaRequestError` of status 404. */
export interface Orca {
  readonly configuration: OrcaConfiguration;
  /** Starts a pipeline; answers the execution, whose ref is `/pipelines/<id>`. */
  orchestrate(pipeline: JsonObject, authentication: Authentication): Execution;
  execution(id: string): Execution;
  /** All executions, the newest first. */
  executions(): Execution[];
  updateStage(executionId: string, stageId: string, context: JsonObject, authentication: Authentication): Execution;
  restartStage(executionId: string, stageId: string, authentication: Authentication): Execution;
  cancel(executionId: string, user: string, reason: string | null): void;
  pause(executionId: string, user: string): void;
  resume(executionId: string, user: string): void;
  deleteExecution(executionId: string): void;
  /** Evaluates one expression or template against an execution, as Gate's evaluateExpression does. */
  evaluate(
    executionId: string,
    stageId: string | undefined,
    expression: string,
  ): { result: unknown; detail: JsonObject };
  /** Stops all timers without touching any execution: what a kill would leave on disk. */
  close(): Promise<void>;
}

/** Starts the engine and takes up the executions that `stateDir` says were running. */
export function startOrca(options: OrcaOptions): Orca {
  const clock = options.clock ?? systemClock;
  const client = new OkHttpClient(clock);
  const folder = stateFolder<ExecutionRecord>(
    options.stateDir === undefined ? undefined : path.join(options.stateDir, 'executions'),
  );
  let closed = false;
  const services: EngineServices = {
    clock,
    pollScale: options.pollScale ?? 1,
    definitions: stageDefinitions({ configuration: options.configuration, client }),
    save: (record) => {
      if (!closed) folder.save(record.execution.id, record);
    },
    isClosed: () => closed,
  };
  const close = (): Promise<void> => {
    closed = true;
    client.close();
    return Promise.resolve();
  };
  return new OrcaEngine(options.configuration, services, folder, close);
}
