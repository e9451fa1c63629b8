import { OUTCOME_FORMAT_VERSION, type OperationStatus, type Outcome } from 'stage-contract';
import type { JournalTrouble } from '../model/journalTrouble';
import type { AcceptedRequest, FoundOperation, OperationService } from '../engine/operationService';

/** A small in-memory operation service for HTTP tests: it stores operations and runs nothing. */
export class MemoryOperations implements OperationService {
  readonly accepted: AcceptedRequest[] = [];
  readonly cancelled: string[] = [];
  /** If set, every method rejects with it, as when the journal is unavailable. */
  outage: Error | undefined;
  private readonly outcomes = new Map<string, Outcome>();

  async create(accepted: AcceptedRequest): Promise<{ id: string; outcome: Outcome; created: boolean }> {
    this.check();
    const { stageId, attempt } = accepted.request;
    const id = `${stageId}-${attempt}`;
    const known = this.outcomes.get(id);
    if (known !== undefined) return { id, outcome: known, created: false };
    const outcome = outcomeOf(id, accepted);
    this.accepted.push(accepted);
    this.outcomes.set(id, outcome);
    return { id, outcome, created: true };
  }

  async poll(id: string): Promise<Outcome | undefined> {
    this.check();
    return this.outcomes.get(id);
  }

  async find(stageId: string, attempt: number | undefined): Promise<FoundOperation | undefined> {
    this.check();
    const found = this.accepted.find(
      ({ request }) => request.stageId === stageId && (attempt === undefined || request.attempt === attempt),
    );
    if (found === undefined) return undefined;
    const { request } = found;
    return { id: `${stageId}-${request.attempt}`, executionId: request.executionId, stageId, attempt: request.attempt };
  }

  async cancel(
    stageId: string,
    attempt: number | undefined,
  ): Promise<{ id: string; outcome: Outcome; wasRunning: boolean } | undefined> {
    const id = (await this.find(stageId, attempt))?.id;
    const outcome = id === undefined ? undefined : this.outcomes.get(id);
    if (id === undefined || outcome === undefined) return undefined;
    const wasRunning = outcome.status === 'RUNNING';
    if (wasRunning) this.cancelled.push(id);
    return { id, outcome, wasRunning };
  }

  async journalTrouble(): Promise<JournalTrouble | undefined> {
    return this.outage === undefined
      ? undefined
      : { reason: 'diskFull', what: 'cannot be written: its disk is full', next: 'Free space.' };
  }

  /** Ends an operation. */
  end(id: string, status: OperationStatus): void {
    const outcome = this.outcomes.get(id);
    if (outcome !== undefined) this.outcomes.set(id, { ...outcome, status, progress: 'ended' });
  }

  private check(): void {
    if (this.outage !== undefined) throw this.outage;
  }
}

function outcomeOf(id: string, { request, input, warnings }: AcceptedRequest): Outcome {
  const { account, region, functionName } = input;
  return {
    formatVersion: OUTCOME_FORMAT_VERSION,
    id,
    stageType: request.type,
    status: 'RUNNING',
    progress: 'accepted',
    target: { account, region, functionName },
    steps: [],
    timeline: [],
    differences: [],
    awsCalls: [],
    warnings: warnings.map(({ words }) => words),
    outputs: {},
  };
}
