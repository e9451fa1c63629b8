import type { InputWarning, OperationRequest, Outcome, StageInputs, StageType } from 'stage-contract';

/** A request whose token, account and fields have been found good, with the parsed input. */
export interface AcceptedRequest<T extends StageType = StageType> {
  request: OperationRequest;
  input: StageInputs[T];
  warnings: readonly InputWarning[];
}

/** What HTTP needs of the engine. Every method rejects when the journal is out of reach (503 at the edge). */
export interface OperationService {
  /** Starts an operation, or finds the one of the same (`stageId`, `attempt`). */
  create(accepted: AcceptedRequest): Promise<{ id: string; outcome: Outcome; created: boolean }>;
  /** The outcome document as it stands; counts as Orca's heartbeat. Undefined only when the journal answered that there is none. */
  poll(id: string): Promise<Outcome | undefined>;
  /** Journals the wish to stop. Ended and unknown operations are left alone. */
  cancel(
    stageId: string,
    attempt: number | undefined,
  ): Promise<{ id: string; outcome: Outcome; wasRunning: boolean } | undefined>;
  /** Whether the journal answers. */
  reachable(): Promise<boolean>;
}
