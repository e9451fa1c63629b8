import type { Outcome, StageType } from 'stage-contract';
import type { JournalDatabase } from '../journal/openJournal';
import type { OperationRow } from '../journal/queries/loadOperation';
import type { EventAudience } from '../journal/queries/writeEvents';
import type { AwsPort } from '../model/awsPort';
import type { Clock } from '../model/clock';
import type { KeyedAccount } from '../model/keyedAccount';
import type { Log } from '../model/log';
import type { OrcaRecords } from '../model/orcaPort';
import type { Sealer } from '../model/sealer';
import type { AnyStage } from '../model/stage';
import type { EngineTiming } from './timing';

/** Everything that running operations needs, injected. */
export interface EngineContext {
  database: JournalDatabase;
  /** The journal's name for logs and messages, without password. */
  journalName?: string;
  aws: AwsPort;
  /** The configured accounts: operations under several names of one AWS account share its locks and its room. */
  accounts: readonly KeyedAccount[];
  sealer: Sealer;
  clock: Clock;
  timing: EngineTiming;
  log: Log;
  stages: Readonly<Record<StageType, AnyStage>>;
  /** Orca's record, if its address is configured. It then decides whether a stage is still wanted; polls do not. */
  orca?: OrcaRecords | undefined;
  /** Who is told about events, if anybody is; `onWritten` is called when there is something new. Must not throw or wait. */
  events?: (EventAudience & { onWritten(): void }) | undefined;
  /**
   * When this engine was created, in ms since 1970; earlier if time has been set back since. Polls that an earlier process
   * received say nothing.
   */
  startedAt?: number;
  /** Random number from 0 to 1, to spread retries. */
  random(): number;
  /** Called when an operation has ended. Must not throw or wait. */
  onEnded(operation: OperationRow, outcome: Outcome): void;
  /** Called at named points of an operation's life. Tests stop the process there. */
  onCheckpoint?(point: CheckpointPoint, stepId: string, operation: OperationRow): Promise<void> | void;
}

/**
 * Points where a crash has different consequences. For a step: before and after its intent is written, after its call
 * has succeeded or failed, after its result is written. For the operation (with `plan` and `end` as the step): before
 * reading, after reading, after its end is written.
 */
export type CheckpointPoint =
  'beforePlan' | 'afterObserve' | 'beforeIntent' | 'afterIntent' | 'afterCall' | 'afterResult' | 'ended';
