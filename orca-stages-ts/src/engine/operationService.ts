import type { InputWarning, OperationRequest, Outcome, StageInputs, StageType } from 'stage-contract';
import type { StageRun } from '../model/orcaPort';

/** A request whose token, account and fields have been found good, with the parsed input. */
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

/** What HTTP needs of the engine. Every method rejects when the journal is out of reach (503 at the edge). */
export interface OperationService {
  /** Starts an operation, or finds the one of the same (`stageId`, `attempt`). */
  create(accepted: AcceptedRequest): Promise<{ id: string; outcome: Outcome; created: boolean }>;
  /** The outcome document as it stands; counts as Orca's heartbeat. Undefined only when the journal answered that there is none. */
  poll(id: string): Promise<Outcome | undefined>;
  /** The operation of a run of a stage, or of its newest run. Undefined if there is none. */
  find(stageId: string, attempt: number | undefined): Promise<FoundOperation | undefined>;
  /** Journals the wish to stop a run of a stage, or its newest run. Ended and unknown operations are left alone. */
  cancel(
    stageId: string,
    attempt: number | undefined,
  ): Promise<{ id: string; outcome: Outcome; wasRunning: boolean } | undefined>;
  /** Whether the journal answers. */
  reachable(): Promise<boolean>;
}
