import { durationText } from './durationText';
import type { Execution, JsonObject, StageExecution, TaskExecution } from './executionModel';
import type { TaskDefinition } from './taskDefinition';

/** A stage or task that took too long. */
export class TimeoutException extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TimeoutException';
  }
}

/** `context.exception`, as Orca writes it for a task that threw. */
export function exceptionOf(error: unknown, operation: string, now: number): JsonObject {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return {
    exceptionType: name === 'Error' ? 'IllegalStateException' : name,
    shouldRetry: false,
    details: { error: 'Unexpected Task Failure', errors: [message], stackTrace: `${name}: ${message}` },
    operation,
    timestamp: now,
  };
}

/**
 * Throws `TimeoutException` once a stage's `stageTimeoutMs`, or its task's own limit, has passed. Checked before each
 * run of a task, as in Orca.
 */
export function checkTimeouts(
  execution: Execution,
  stage: StageExecution,
  task: TaskExecution,
  definition: TaskDefinition,
  now: number,
): void {
  const timed = stageWithTimeout(execution, stage);
  if (timed !== undefined) {
    const elapsedMs = now - (timed.stage.startTime ?? now);
    if (elapsedMs > timed.timeoutMs)
      throw new TimeoutException(`Stage ${stage.name} timed out after ${durationText(elapsedMs)}`);
  }
  if (definition.timeoutMs === null) return;
  const elapsedMs = now - (task.startTime ?? now);
  const limitMs = timed?.timeoutMs ?? definition.timeoutMs;
  if (elapsedMs <= limitMs) return;
  const className = definition.implementingClass.split('.').pop() ?? definition.name;
  throw new TimeoutException(
    `${className} of stage ${stage.name} timed out after ${durationText(elapsedMs)}. pausedDuration: 0 seconds, elapsedTime: ${durationText(elapsedMs)}, timeoutValue: ${durationText(limitMs)}`,
  );
}

function stageWithTimeout(
  execution: Execution,
  stage: StageExecution,
): { stage: StageExecution; timeoutMs: number } | undefined {
  const timeoutMs = Number(stage.context['stageTimeoutMs'] ?? Number.NaN);
  if (!Number.isNaN(timeoutMs)) return { stage, timeoutMs };
  const parent = execution.stages.find((candidate) => candidate.id === stage.parentStageId);
  return parent === undefined ? undefined : stageWithTimeout(execution, parent);
}
