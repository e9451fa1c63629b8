import type { Transaction } from 'kysely';
import { isStageType, OUTCOME_LIMITS, type AwsCall, type Outcome } from 'stage-contract';
import { inputDocuments } from '../journal/documents/inputDocument';
import { awsCallsDocument, reportDocument } from '../journal/documents/operationDocuments';
import { loadOperation, type CheckpointRow, type OperationRow } from '../journal/queries/loadOperation';
import { writeEvents } from '../journal/queries/writeEvents';
import { LostLease, writeOperation } from '../journal/queries/writeOperation';
import type { JournalTables } from '../journal/tables';
import type { OperationFacts } from '../model/operationFacts';
import type { AnyStage } from '../model/stage';
import type { ObserveContext } from '../model/stageContext';
import type { PinReader } from '../model/pins';
import type { Target } from '../model/target';
import type { OutcomeReport } from '../model/report';
import type { StageEvent } from '../model/stageEvents';
import type { StageStep } from '../model/step';
import { buildOutcome } from './buildOutcome';
import type { EngineContext } from './engineContext';
import { journalAsks } from '../journal/journalAsks';
import { journalPins } from '../journal/journalPins';
import { sealAnswers } from '../journal/sealedAnswers';
import { readDocument, readOrNothing } from './notUnderstood';
import { refuseOtherAccount } from './refuseOtherAccount';
import { pinsForgottenBefore } from './sweepJournal';
import { undoStepDocument } from './undoStep';

/** One operation that this replica works on: what the journal knows about it, and the fence that allows writing. */
export class OperationRun {
  private calls: AwsCall[] = [];
  private opened: { sealed: string; input: unknown } | undefined;

  private constructor(
    readonly engine: EngineContext,
    readonly fence: number,
    public operation: OperationRow,
    public checkpoints: CheckpointRow[],
  ) {}

  /** Loads an operation under the fence of its lease. Throws LostLease if another replica has it. */
  static async load(engine: EngineContext, id: string, fence: number): Promise<OperationRun> {
    const found = await loadOperation(engine, id);
    if (found === undefined || found.operation.fence !== fence) throw new LostLease(id);
    return new OperationRun(engine, fence, found.operation, found.checkpoints);
  }

  /** Reads the operation again: other replicas record cancels, polls and newer attempts. */
  async reload(): Promise<void> {
    const found = await loadOperation(this.engine, this.operation.id);
    if (found === undefined || found.operation.fence !== this.fence) throw new LostLease(this.operation.id);
    this.operation = found.operation;
    this.checkpoints = found.checkpoints;
  }

  get stage(): AnyStage {
    const type = this.operation.stage_type;
    if (!isStageType(type)) throw new Error(`The journal holds an operation of the unknown type ${type}.`);
    return this.engine.stages[type];
  }

  get now(): number {
    return this.engine.clock.now();
  }

  get target(): Target {
    return {
      account: this.operation.account,
      region: this.operation.region,
      functionName: this.operation.function_name,
    };
  }

  /** The accepted input. It is sealed in the journal, because it may contain secrets. Throws NotUnderstood. */
  input(): unknown {
    const { sealed_input: sealed, stage_type: type } = this.operation;
    if (sealed === null) throw new Error('The input of this operation has been erased.');
    const document = inputDocuments.get(type);
    if (document === undefined) throw new Error(`The journal holds an operation of the unknown type ${type}.`);
    if (this.opened?.sealed !== sealed)
      this.opened = { sealed, input: readDocument(document, this.engine.sealer.open(sealed)) };
    return this.opened.input;
  }

  /** The input, if it still exists and can be read. */
  inputOrNothing(): unknown {
    try {
      return this.input();
    } catch {
      return undefined;
    }
  }

  /** A planned step: the stage's, or during a failure policy the engine's own. Throws NotUnderstood. */
  step(row: Pick<CheckpointRow, 'step' | 'recovery'>): StageStep {
    const own = row.recovery === 1 ? readOrNothing(undoStepDocument, row.step) : undefined;
    return own ?? readDocument(this.stage.documents.step, row.step);
  }

  /** The facts that the steps have collected. Throws NotUnderstood. */
  learnt(): Readonly<object> {
    return readDocument(this.stage.documents.facts, this.operation.facts);
  }

  /** The report so far. Throws NotUnderstood. */
  report(): OutcomeReport {
    return readDocument(reportDocument, this.operation.report);
  }

  /**
   * Until when a step is retried or may wait: until the deadline, and each step of a failure policy for at least
   * `recoveryLimitMs` of its own, because those before it may have used up the rest.
   */
  stepDeadlineMs(begunAtMs: number): number {
    const { phase, deadline_at: deadlineMs } = this.operation;
    return phase === 'recovering' ? Math.max(deadlineMs, begunAtMs + this.engine.timing.recoveryLimitMs) : deadlineMs;
  }

  /** Who runs the operation, and where. */
  facts(): OperationFacts {
    const { operation } = this;
    const only = this.engine.accounts.find(({ name }) => name === operation.account)?.only;
    return {
      operationId: operation.id,
      executionId: operation.execution_id,
      stageId: operation.stage_id,
      stageName: operation.stage_name,
      attempt: operation.attempt,
      target: this.target,
      deadlineMs: operation.deadline_at,
      ...(only === undefined ? {} : { only }),
      ...(operation.user_name === null ? {} : { user: operation.user_name }),
      ...(operation.pipeline_name === null ? {} : { pipelineName: operation.pipeline_name }),
      ...(operation.triggered_by === null ? {} : { triggeredBy: operation.triggered_by }),
    };
  }

  /** What the journal remembers for the operation. */
  pins(): PinReader {
    return journalPins(this.engine.database, this.operation, pinsForgottenBefore(this.engine.timing, this.now));
  }

  /** What observing and applying may use. Every AWS call is recorded. Throws StageError accountNotConfigured. */
  observeContext(): ObserveContext {
    refuseOtherAccount(this.operation, this.engine.accounts);
    const ports = this.engine.aws.portsFor({
      account: this.operation.account,
      region: this.operation.region,
      executionId: this.operation.execution_id,
      onCall: (call) => {
        this.calls.push(call);
      },
    });
    return {
      ...ports,
      operation: this.facts(),
      pins: this.pins(),
      asks: journalAsks(this.engine.database, this.operation, this.now),
      now: new Date(this.now).toISOString(),
    };
  }

  /**
   * Writes a change of the operation under its fence, with the AWS calls made since the last write, and what others must
   * know about the change.
   */
  async write(
    change: Partial<OperationRow>,
    more?: (transaction: Transaction<JournalTables>) => Promise<void>,
    events: readonly StageEvent[] = [],
  ): Promise<void> {
    const calls = this.callColumns(this.calls.splice(0));
    const { database, sealer, events: audience } = this.engine;
    const sealed = sealAnswers(change, sealer);
    const told =
      events.length === 0
        ? undefined
        : { operation: this.operation, outcome: this.outcomeWith(change), events, now: this.now };
    await writeOperation(database, this.operation.id, this.fence, { ...calls, ...sealed }, async (transaction) => {
      await more?.(transaction);
      if (audience !== undefined && told !== undefined) await writeEvents(transaction, audience, told);
    });
    this.replace({ ...calls, ...change });
    if (told !== undefined) audience?.onWritten();
  }

  /** What a look has found is written every minute: documents that it has replaced would only take memory. */
  private replace(change: Partial<OperationRow>): void {
    const { report, facts, aws_calls: calls } = this.operation;
    if (change.report !== undefined && change.report !== report) reportDocument.forget(report);
    if (change.facts !== undefined && change.facts !== facts) this.stage.documents.facts.forget(facts);
    if (change.aws_calls !== undefined && change.aws_calls !== calls) awsCallsDocument.forget(calls);
    Object.assign(this.operation, change);
  }

  /** The outcome as it would be written now, with these changes. */
  outcomeWith(change: Partial<OperationRow>): Outcome {
    const operation = { ...this.operation, ...this.callColumns(this.calls), ...change };
    return buildOutcome({ operation, checkpoints: this.checkpoints }, this.now, this.stage);
  }

  /**
   * The columns of the AWS calls, with more calls added. They are informational only: a list that can't be read starts
   * over.
   */
  private callColumns(more: readonly AwsCall[]): Pick<OperationRow, 'aws_calls' | 'aws_calls_omitted'> {
    const { aws_calls: text, aws_calls_omitted: omitted } = this.operation;
    if (more.length === 0) return { aws_calls: text, aws_calls_omitted: omitted };
    const all = [...(readOrNothing(awsCallsDocument, text) ?? []), ...more];
    const kept = all.slice(0, OUTCOME_LIMITS.awsCalls);
    return { aws_calls: awsCallsDocument.write(kept), aws_calls_omitted: omitted + all.length - kept.length };
  }
}
