import type { Authentication, Execution, JsonObject } from './executionModel';
import type { OrcaConfiguration } from './orcaConfiguration';

/** A running engine. Methods throw an `OrcaRequestError` with status 404 for an unknown execution or stage. */
export interface Orca {
  readonly configuration: OrcaConfiguration;
  /** Starts a pipeline; returns the execution, whose ref is `/pipelines/<id>`. */
  orchestrate(pipeline: JsonObject, authentication: Authentication): Execution;
  execution(id: string): Execution;
  /** All executions, newest first. */
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
  /** Stops all timers without touching any execution, so that the disk looks as it does after a kill. */
  close(): Promise<void>;
}
