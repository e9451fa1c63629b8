import type { Clock } from './clock';
import type { Execution, StageExecution } from './executionModel';
import type { StageDefinitions } from './stages/stageDefinitions';
import type { SavedPipelines, TaskRun } from './taskDefinition';

/** An execution plus what the engine must remember about it across a kill. */
export interface ExecutionRecord {
  execution: Execution;
  /** Stage ID/task ID → since when a run of it has been in progress, in epoch milliseconds. */
  callsUnderWay: Record<string, number>;
}

/** What the parts of the engine share. */
export interface EngineServices {
  clock: Clock;
  /** Multiplies every delay between two runs of a task. */
  pollScale: number;
  definitions: StageDefinitions;
  savedPipelines: SavedPipelines;
  /** Writes the record to disk. */
  save(record: ExecutionRecord): void;
  /** True after close(): anything that still arrives is dropped, as after a kill. */
  isClosed(): boolean;
}

/** What a stage and its tasks work with now. */
export function runOf(services: EngineServices, execution: Execution, stage: StageExecution): TaskRun {
  return { execution, stage, now: services.clock.now(), savedPipelines: services.savedPipelines };
}
