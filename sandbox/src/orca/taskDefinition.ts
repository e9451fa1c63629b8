import type { Execution, ExecutionStatus, JsonObject, StageExecution } from './executionModel';

/** What one run of a task found: RUNNING asks to be run again after the task's backoff. */
export interface TaskResult {
  status: ExecutionStatus;
  context?: JsonObject;
  outputs?: JsonObject;
}

/** What a task works on. */
export interface TaskRun {
  execution: Execution;
  stage: StageExecution;
  /** Epoch milliseconds by the engine's clock. */
  now: number;
}

/** One step of a stage type. Throwing ends the task TERMINAL with the message in `context.exception`. */
export interface TaskDefinition {
  name: string;
  implementingClass: string;
  /** Null: never. A stage's `stageTimeoutMs` replaces it, as Orca does for all of these tasks. */
  timeoutMs: number | null;
  /** How long to wait before the next run of a task that answered RUNNING. */
  backoffMs(run: TaskRun, elapsedMs: number): number;
  execute(run: TaskRun): TaskResult | Promise<TaskResult>;
  /** True where the backoff is a time that people asked for, not a polling cadence that tests may quicken. */
  backoffIsFixed?: boolean;
  /** Called when the execution is cancelled while the task runs. */
  onCancel?(run: TaskRun): Promise<void>;
  /** How late Orca's queue repeats a call that a kill interrupted; 0 where it just runs again. */
  redeliveryMs?: number;
}

/** A stage that a stage of this type puts before its own tasks. */
interface SyntheticStage {
  name: string;
  context: JsonObject;
}

/** What a stage of one type is made of. */
export interface StageDefinition {
  /** Its tasks in order; may complete the context first. Throwing ends the stage TERMINAL with the message. */
  tasks(run: TaskRun): TaskDefinition[];
  stagesBefore?(run: TaskRun): SyntheticStage[];
  /** Called once when the stage ends TERMINAL or STOPPED. */
  onFailure?(run: TaskRun): Promise<void>;
  prepareForRestart?(stage: StageExecution): void;
  /** Evaluates the context in a way of its own; others are evaluated key by key. */
  evaluate?(run: TaskRun): void;
}
