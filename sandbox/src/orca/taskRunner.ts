import { evaluateStage } from './contextEvaluation';
import { runOf, type EngineServices, type ExecutionRecord } from './engineServices';
import { isComplete, isHalt, type ExecutionStatus, type StageExecution, type TaskExecution } from './executionModel';
import { dropNulls } from './executionView';
import { failureStatus } from './stageGraph';
import type { TaskDefinition, TaskResult } from './taskDefinition';
import { checkTimeouts, exceptionOf, TimeoutException } from './taskFailure';

/** How long Orca's queue takes from one message to the next. */
const QUEUE_DELAY_MS = 50;

/** A task with its stage and execution. */
export interface TaskPlace {
  record: ExecutionRecord;
  stage: StageExecution;
  task: TaskExecution;
}

/** Runs tasks repeatedly until they end, then reports that through `onStageEnds`. */
export class TaskRunner {
  /** Key of a task → cancels its next run. A task that is running right now has no entry. */
  private readonly waiting = new Map<string, () => void>();
  private readonly underWay = new Set<string>();

  constructor(
    private readonly services: EngineServices,
    private readonly tasksOf: (record: ExecutionRecord, stage: StageExecution) => TaskDefinition[],
    private readonly onStageEnds: (record: ExecutionRecord, stage: StageExecution) => void,
  ) {}

  /** Starts the first task that has not started yet, or ends the stage if there is none. */
  startNext(record: ExecutionRecord, stage: StageExecution): void {
    const task = stage.tasks.find((candidate) => candidate.status === 'NOT_STARTED');
    if (task === undefined) {
      this.onStageEnds(record, stage);
      return;
    }
    task.status = 'RUNNING';
    task.startTime = this.services.clock.now();
    this.services.save(record);
    this.schedule({ record, stage, task }, QUEUE_DELAY_MS * this.services.pollScale);
  }

  /** Runs a waiting task immediately. A task that is running right now simply continues, as in Orca's queue. */
  runSoon(place: TaskPlace): void {
    if (!this.waiting.has(keyOf(place))) return;
    this.schedule(place, 0);
  }

  /**
   * Resumes a task after a start. If a kill interrupted a call that must not be repeated, it resumes late enough to
   * time out.
   */
  resume(place: TaskPlace): void {
    if (this.underWay.has(keyOf(place))) return;
    const since = place.record.callsUnderWay[keyOf(place)];
    delete place.record.callsUnderWay[keyOf(place)];
    const redeliveryMs = this.definitionOf(place)?.redeliveryMs ?? 0;
    const delayMs = since === undefined ? 0 : Math.max(0, since + redeliveryMs - this.services.clock.now());
    this.schedule(place, delayMs);
  }

  close(): void {
    for (const cancel of this.waiting.values()) cancel();
    this.waiting.clear();
  }

  private schedule(place: TaskPlace, delayMs: number): void {
    const key = keyOf(place);
    this.waiting.get(key)?.();
    this.waiting.set(
      key,
      this.services.clock.schedule(delayMs, () => {
        this.waiting.delete(key);
        this.underWay.add(key);
        void this.run(place).finally(() => this.underWay.delete(key));
      }),
    );
  }

  private async run(place: TaskPlace): Promise<void> {
    const { record, stage, task } = place;
    if (this.services.isClosed() || task.status !== 'RUNNING') return;
    const { execution } = record;
    const definition = this.definitionOf(place);
    if (execution.canceled) {
      await definition?.onCancel?.(runOf(this.services, execution, stage));
      this.complete(place, 'CANCELED');
    } else if (isComplete(execution.status)) this.complete(place, 'CANCELED');
    else if (execution.status === 'PAUSED') this.pause(place);
    else await this.execute(place, definition);
  }

  private async execute(place: TaskPlace, definition: TaskDefinition | undefined): Promise<void> {
    const outcome = await this.outcomeOf(place, definition).then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    );
    if (this.services.isClosed()) return;
    delete place.record.callsUnderWay[keyOf(place)];
    if ('result' in outcome) this.apply(place, outcome.result, definition);
    else this.fail(place, outcome.error);
  }

  private async outcomeOf(
    { record, stage, task }: TaskPlace,
    definition: TaskDefinition | undefined,
  ): Promise<TaskResult> {
    if (definition === undefined)
      throw new Error(`Stage ${stage.name} has no task ${task.name} any more: its type was changed in orca-local.yml`);
    const now = this.services.clock.now();
    checkTimeouts(record.execution, stage, task, definition, now);
    if (definition.redeliveryMs !== undefined) this.rememberCall({ record, stage, task }, now);
    const run = runOf(this.services, record.execution, stage);
    evaluateStage(this.services.definitions, run, true);
    return definition.execute(run);
  }

  /**
   * Before the evaluation, because Orca only stores the evaluated context after the call: after a kill in between, its
   * cancel body is the raw expression.
   */
  private rememberCall(place: TaskPlace, now: number): void {
    place.record.callsUnderWay[keyOf(place)] = now;
    this.services.save(place.record);
  }

  private apply(place: TaskPlace, result: TaskResult, definition: TaskDefinition | undefined): void {
    const { record, stage, task } = place;
    Object.assign(stage.context, dropNulls(result.context ?? {}));
    Object.assign(stage.outputs, dropNulls(result.outputs ?? {}));
    this.services.save(record);
    if (result.status === 'RUNNING') {
      const run = runOf(this.services, record.execution, stage);
      const backoffMs = definition?.backoffMs(run, run.now - (task.startTime ?? run.now)) ?? 0;
      const wantedMs = Math.max(backoffMs, Number(stage.context['backoffPeriodMs'] ?? 0));
      this.schedule(place, definition?.backoffIsFixed === true ? wantedMs : wantedMs * this.services.pollScale);
    } else if (result.status === 'TERMINAL' || result.status === 'CANCELED') {
      this.complete(place, failureStatus(stage, result.status));
    } else this.complete(place, result.status);
  }

  private fail(place: TaskPlace, error: unknown): void {
    const { stage, task } = place;
    if (error instanceof TimeoutException && stage.context['markSuccessfulOnTimeout'] === true) {
      this.complete(place, 'SUCCEEDED');
      return;
    }
    const exception = exceptionOf(error, task.name, this.services.clock.now());
    stage.context['exception'] = exception;
    task.taskExceptionDetails = { exception };
    this.complete(place, failureStatus(stage));
  }

  private complete(place: TaskPlace, status: ExecutionStatus): void {
    const { record, stage, task } = place;
    if (this.services.isClosed()) return;
    const now = this.services.clock.now();
    task.status = status;
    task.endTime = now;
    evaluateStage(this.services.definitions, runOf(this.services, record.execution, stage), false);
    this.services.save(record);
    if (isHalt(status)) this.onStageEnds(record, stage);
    else this.startNext(record, stage);
  }

  private pause({ record, stage, task }: TaskPlace): void {
    task.status = 'PAUSED';
    stage.status = 'PAUSED';
    this.services.save(record);
  }

  private definitionOf({ record, stage, task }: TaskPlace): TaskDefinition | undefined {
    return this.tasksOf(record, stage).find((candidate) => candidate.name === task.name);
  }
}

/** Task IDs start at 1 in each stage, so they aren't unique on their own. */
function keyOf({ stage, task }: TaskPlace): string {
  return `${stage.id}/${task.id}`;
}
