import { evaluateDeep, EvaluationSummary } from '../spel';
import type { EngineServices, ExecutionRecord } from './engineServices';
import {
  isComplete,
  type Authentication,
  type Execution,
  type JsonObject,
  type StageExecution,
} from './executionModel';
import { dropNulls, evaluationContextOf } from './executionView';
import { idFactory, newExecution } from './newExecution';
import type { OrcaConfiguration } from './orcaConfiguration';
import { OrcaRequestError } from './orcaRequestError';
import { allDownstreamOf } from './stageGraph';
import { StageRunner } from './stageRunner';
import type { Orca } from './orca';
import type { StateFolder } from './stateFolder';

/** The engine behind `startOrca`: stores the executions and handles requests about them. */
export class OrcaEngine implements Orca {
  private readonly records = new Map<string, ExecutionRecord>();
  private readonly stages: StageRunner;
  private readonly newId = idFactory();

  constructor(
    readonly configuration: OrcaConfiguration,
    private readonly services: EngineServices,
    private readonly folder: StateFolder<ExecutionRecord>,
    private readonly closeServices: () => Promise<void>,
  ) {
    this.stages = new StageRunner(services, (record) => this.startWaiting(record.execution.pipelineConfigId));
    for (const record of folder.load()) this.records.set(record.execution.id, record);
    for (const record of this.records.values()) if (record.execution.status === 'RUNNING') this.stages.advance(record);
  }

  orchestrate(pipeline: JsonObject, authentication: Authentication): Execution {
    const execution = newExecution(pipeline, authentication, this.services.clock.now(), this.newId);
    const record: ExecutionRecord = { execution, callsUnderWay: {} };
    this.records.set(execution.id, record);
    this.services.save(record);
    if (!this.mustWait(execution)) this.start(record);
    return execution;
  }

  execution(id: string): Execution {
    return this.record(id).execution;
  }

  /** An execution, unless it does not exist or has been deleted. */
  find(id: string): Execution | undefined {
    return this.records.get(id)?.execution;
  }

  executions(): Execution[] {
    return [...this.records.values()]
      .map((record) => record.execution)
      .sort((one, other) => other.buildTime - one.buildTime || (other.id > one.id ? 1 : -1));
  }

  updateStage(executionId: string, stageId: string, context: JsonObject, authentication: Authentication): Execution {
    const record = this.record(executionId);
    const stage = this.stage(record, stageId);
    if (context['manualSkip'] === true) throw new OrcaRequestError(400, 'Cannot manually skip stage.');
    const now = this.services.clock.now();
    stage.context = dropNulls({ ...stage.context, ...context, lastModifiedBy: authentication.user });
    stage.lastModified = { ...authentication, lastModifiedTime: now };
    this.services.save(record);
    this.stages.wake(record, [stage]);
    return record.execution;
  }

  restartStage(executionId: string, stageId: string, authentication: Authentication): Execution {
    const record = this.record(executionId);
    const { execution } = record;
    const stage = this.topLevel(record, this.stage(record, stageId));
    if (!isComplete(stage.status) && stage.status !== 'NOT_STARTED') return execution;
    const { exception: previousException, ...context } = stage.context;
    const restartDetails = {
      restartedBy: authentication.user,
      restartTime: this.services.clock.now(),
      previousException,
    };
    stage.context = dropNulls({ ...context, restartDetails });
    for (const reset of [stage, ...allDownstreamOf(execution, stage)]) this.reset(execution, reset);
    execution.canceled = false;
    execution.endTime = null;
    execution.status = 'NOT_STARTED';
    this.services.save(record);
    if (!this.mustWait(execution)) this.start(record);
    return execution;
  }

  cancel(executionId: string, user: string, reason: string | null): void {
    const record = this.record(executionId);
    const { execution } = record;
    if (isComplete(execution.status)) return;
    execution.canceled = true;
    execution.canceledBy = user;
    execution.cancellationReason = reason;
    if (execution.status === 'NOT_STARTED') {
      execution.status = 'CANCELED';
      execution.endTime = this.services.clock.now();
    }
    this.services.save(record);
    if (execution.status === 'PAUSED') this.resume(executionId, user);
    this.stages.wake(record, execution.stages);
  }

  pause(executionId: string, user: string): void {
    const record = this.record(executionId);
    const { execution } = record;
    if (execution.status !== 'RUNNING')
      throw new OrcaRequestError(
        409,
        `Unable to pause pipeline (executionId: ${executionId}, executionStatus: ${execution.status})`,
      );
    execution.status = 'PAUSED';
    execution.paused = { pausedBy: user, pauseTime: this.services.clock.now() };
    this.services.save(record);
    this.stages.wake(record, execution.stages);
  }

  resume(executionId: string, user: string): void {
    const record = this.record(executionId);
    const { execution } = record;
    if (execution.status !== 'PAUSED')
      throw new OrcaRequestError(
        409,
        `Unable to resume pipeline (executionId: ${executionId}, executionStatus: ${execution.status})`,
      );
    const now = this.services.clock.now();
    execution.status = 'RUNNING';
    if (execution.paused !== null) execution.paused = { ...execution.paused, resumedBy: user, resumeTime: now };
    for (const stage of execution.stages) {
      if (stage.status === 'PAUSED') stage.status = 'RUNNING';
      for (const task of stage.tasks) if (task.status === 'PAUSED') task.status = 'RUNNING';
    }
    this.services.save(record);
    this.stages.advance(record);
  }

  deleteExecution(executionId: string): void {
    const { execution } = this.record(executionId);
    if (!isComplete(execution.status))
      throw new OrcaRequestError(400, `Cannot delete a running PIPELINE, please cancel it first.`);
    this.records.delete(executionId);
    this.folder.remove(executionId);
  }

  evaluate(
    executionId: string,
    stageId: string | undefined,
    expression: string,
  ): { result: unknown; detail: JsonObject } {
    const record = this.record(executionId);
    const stage = stageId === undefined ? null : this.stage(record, stageId);
    const summary = new EvaluationSummary(() => this.services.clock.now());
    const scope = {
      execution: record.execution,
      stage,
      savedPipelines: this.services.savedPipelines,
    };
    const result = evaluateDeep(expression, evaluationContextOf(scope, stage), summary, 'expression');
    return { result, detail: summary.faults };
  }

  async close(): Promise<void> {
    this.stages.tasks.close();
    await this.closeServices();
  }

  private start(record: ExecutionRecord): void {
    record.execution.status = 'RUNNING';
    record.execution.startTime ??= this.services.clock.now();
    this.services.save(record);
    this.stages.advance(record);
  }

  private reset(execution: Execution, stage: StageExecution): void {
    this.stages.reset(stage);
    execution.stages = execution.stages.filter((other) => other.parentStageId !== stage.id);
  }

  private mustWait(execution: Execution): boolean {
    const sameRunning = (other: Execution): boolean =>
      other.pipelineConfigId === execution.pipelineConfigId &&
      (other.status === 'RUNNING' || other.status === 'PAUSED');
    return (
      execution.limitConcurrent &&
      execution.pipelineConfigId !== null &&
      [...this.records.values()].some((other) => sameRunning(other.execution))
    );
  }

  /**
   * Starts what was waiting for its pipeline's turn: the oldest execution if the pipeline keeps waiting executions,
   * otherwise the newest, and the others are cancelled.
   */
  private startWaiting(pipelineConfigId: string | null): void {
    if (pipelineConfigId === null) return;
    const waiting = this.executions().filter(
      (execution) => execution.pipelineConfigId === pipelineConfigId && execution.status === 'NOT_STARTED',
    );
    const [newest] = waiting;
    if (newest === undefined) return;
    const chosen = newest.keepWaitingPipelines ? (waiting[waiting.length - 1] ?? newest) : newest;
    if (!newest.keepWaitingPipelines) {
      for (const other of waiting.slice(1))
        this.cancel(other.id, 'spinnaker', 'Cancelled because a newer execution of the pipeline was waiting');
    }
    if (!this.mustWait(chosen)) this.start(this.record(chosen.id));
  }

  private record(id: string): ExecutionRecord {
    const record = this.records.get(id);
    if (record === undefined) throw new OrcaRequestError(404, `No PIPELINE found for ${id}`);
    return record;
  }

  private stage({ execution }: ExecutionRecord, stageId: string): StageExecution {
    const stage = execution.stages.find((candidate) => candidate.id === stageId);
    if (stage === undefined) throw new OrcaRequestError(404, `No stage ${stageId} in PIPELINE ${execution.id}`);
    return stage;
  }

  private topLevel(record: ExecutionRecord, stage: StageExecution): StageExecution {
    return stage.parentStageId === null ? stage : this.topLevel(record, this.stage(record, stage.parentStageId));
  }
}
