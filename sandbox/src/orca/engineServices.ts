import type { Clock } from './clock';
import type { Execution } from './executionModel';
import type { StageDefinitions } from './stages/stageDefinitions';

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
  /** Writes the record to disk. */
  save(record: ExecutionRecord): void;
  /** True after close(): anything that still arrives is dropped, as after a kill. */
  isClosed(): boolean;
}
