import type { Outcome, StageType } from 'stage-contract';
import type { JournalDatabase } from '../journal/openJournal';
import type { OperationRow } from '../journal/queries/loadOperation';
import type { AwsPort } from '../model/awsPort';
import type { Clock } from '../model/clock';
import type { Log } from '../model/log';
import type { OrcaPort } from '../model/orcaPort';
import type { Sealer } from '../model/sealer';
import type { AnyStage } from '../model/stage';
import type { EngineTiming } from './timing';

/** Everything that running operations needs, given from outside. */
export interface EngineContext {
  database: JournalDatabase;
  aws: AwsPort;
  sealer: Sealer;
  clock: Clock;
  timing: EngineTiming;
  log: Log;
  stages: Readonly<Record<StageType, AnyStage>>;
  /** Orca's record, where its address is configured: then it decides whether a stage is still wanted, and polls do not. */
  orca?: OrcaPort | undefined;
  /** When this engine was made, in ms since 1970: polls that another process has seen before say nothing. */
  startedAt?: number;
  /** 0 to 1, for spreading retries. */
  random(): number;
  /** Told when an operation has ended; must not throw, and must not wait. */
  onEnded(operation: OperationRow, outcome: Outcome): void;
  /** Called at named points of an operation's life; tests stop the process there. */
  onCheckpoint?(point: CheckpointPoint, stepId: string, operation: OperationRow): Promise<void> | void;
}

/**
 * Where a process can die with another consequence. Of a step: before and after its intent is written, after its call has answered or failed,
 * after what came of it is written. Of the operation (with `plan` and `end` for the step): before reading, after reading, after its end is written.
 */
export type CheckpointPoint =
  'beforePlan' | 'afterObserve' | 'beforeIntent' | 'afterIntent' | 'afterCall' | 'afterResult' | 'ended';
