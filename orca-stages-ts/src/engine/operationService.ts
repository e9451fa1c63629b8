import type { InputWarning, OperationRequest, Outcome, StageInputs, StageType } from 'stage-contract';
import type { JournalTrouble } from '../model/journalTrouble';
import type { StageRun } from '../model/orcaPort';

/** A request whose token, account and fields have been checked, with the parsed input. */
export interface AcceptedRequest<T extends StageType = StageType> {
  request: OperationRequest;
  input: StageInputs[T];
  warnings: readonly InputWarning[];
}

/** An operation and the run of a stage that it belongs to. */
export interface FoundOperation extends StageRun {
  id: string;
  executionId: string;
}

/** What the HTTP layer needs of the engine. Every method rejects if the journal cannot be reached (503 at the edge). */
export interface OperationService {
  /** Starts an operation, or finds the one with the same (`stageId`, `attempt`). */
  create(accepted: AcceptedRequest): Promise<{ id: string; outcome: Outcome; created: boolean }>;
  /**
   * The current outcome document; counts as Orca's heartbeat. Undefined only if the journal said that there is none.
   */
  poll(id: string): Promise<Outcome | undefined>;
  /** The operation of a run of a stage, or of its newest run. Undefined if there is none. */
  find(stageId: string, attempt: number | undefined): Promise<FoundOperation | undefined>;
  /** Journals a request to stop a run of a stage, or its newest run. Ended and unknown operations are not changed. */
  cancel(
    stageId: string,
    attempt: number | undefined,
  ): Promise<{ id: string; outcome: Outcome; wasRunning: boolean } | undefined>;
  /** Why the journal cannot be written; undefined if it can. */
  journalTrouble(): Promise<JournalTrouble | undefined>;
}
