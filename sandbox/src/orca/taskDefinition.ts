import type { Execution, ExecutionStatus, JsonObject, StageExecution } from './executionModel';

/** The result of one run of a task; after RUNNING, it runs again after the task's backoff. */
export interface TaskResult {
  status: ExecutionStatus;
  context?: JsonObject;
  outputs?: JsonObject;
}

/** The saved pipelines of an application, as Front50 has them. */
export type SavedPipelines = (application: string) => readonly JsonObject[];

/** What a task works with. */
export interface TaskRun {
  execution: Execution;
  stage: StageExecution;
  /** Epoch milliseconds by the engine's clock. */
  now: number;
  savedPipelines: SavedPipelines;
}

/** One step of a stage type. If it throws, the task ends TERMINAL with the message in `context.exception`. */
export interface TaskDefinition {
  name: string;
  implementingClass: string;
  /** Null means never. A stage's `stageTimeoutMs` replaces it, as in Orca for all of these tasks. */
  timeoutMs: number | null;
  /** How long to wait before the next run of a task that returned RUNNING. */
  backoffMs(run: TaskRun, elapsedMs: number): number;
  execute(run: TaskRun): TaskResult | Promise<TaskResult>;
  /** True if the backoff is a time that people asked for, and not a polling interval that tests may shorten. */
  backoffIsFixed?: boolean;
  /** Called when the execution is cancelled while the task runs. */
  onCancel?(run: TaskRun): Promise<void>;
  /** How late Orca's queue repeats a call that a kill interrupted; 0 if it simply runs again. */
  redeliveryMs?: number;
}

/** A stage that a stage of this type inserts before its own tasks. */
interface SyntheticStage {
  name: string;
  context: JsonObject;
}

/** What a stage of one type consists of. */
export interface StageDefinition {
  /** Its tasks in order; may complete the context first. If it throws, the stage ends TERMINAL with the message. */
  tasks(run: TaskRun): TaskDefinition[];
  stagesBefore?(run: TaskRun): SyntheticStage[];
  /** Called once if the stage ends TERMINAL or STOPPED. */
  onFailure?(run: TaskRun): Promise<void>;
  prepareForRestart?(stage: StageExecution): void;
  /** Evaluates the context in its own way; other types are evaluated key by key. */
  evaluate?(run: TaskRun): void;
}
