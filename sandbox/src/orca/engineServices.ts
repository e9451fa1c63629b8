import type { Clock } from './clock';
import type { Execution } from './executionModel';
import type { StageDefinitions } from './stages/stageDefinitions';

/** An execution with what the engine must remember of it across a kill. */
export interface ExecutionRecord {
  execution: Execution;
  /** Stage id/task id → epoch milliseconds since when a run of it is under way. */
  callsUnderWay: Record<string, number>;
}

/** What the parts of the engine share. */
export interface EngineServices {
  clock: Clock;
  /** Multiplies every delay between two runs of a task. */
  pollScale: number;
  definitions: StageDefinitions;
  /** Writes the record down. */
  save(record: ExecutionRecord): void;
  /** True after close(): whatever still comes back is dropped, as after a kill. */
  isClosed(): boolean;
}
