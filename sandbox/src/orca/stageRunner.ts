import { ulid } from 'ulid';
import { evaluateStage, hasFailedExpressions, includeEvaluationFaults, isDisabled } from './contextEvaluation';
import { runOf, type EngineServices, type ExecutionRecord } from './engineServices';
import { isComplete, isHalt, type StageExecution, type TaskExecution } from './executionModel';
import { downstreamOf, finalStatus, statusOfStage, topLevelStages, upstreamFailed, upstreamPassed } from './stageGraph';
import type { StageDefinition, TaskDefinition } from './taskDefinition';
import { exceptionOf } from './taskFailure';
import { TaskRunner } from './taskRunner';

/** Moves executions through their stages; the TaskRunner runs the tasks. */
export class StageRunner {
  readonly tasks: TaskRunner;
  private readonly ending = new Set<string>();

  constructor(
    private readonly services: EngineServices,
    private readonly onExecutionEnds: (record: ExecutionRecord) => void,
  ) {
    this.tasks = new TaskRunner(
      services,
      (record, stage) => this.tasksOf(record, stage),
      (record, stage) => void this.endStage(record, stage),
    );
  }

  /** Takes an execution as far as possible: starts what can start, and resumes what was running. */
  advance(record: ExecutionRecord): void {
    const { stages } = record.execution;
    for (const stage of stages.filter((candidate) => candidate.status === 'RUNNING')) this.takeUp(record, stage);
    for (const stage of topLevelStages(record.execution)) this.startStage(record, stage);
    if (stages.length === 0) this.endExecution(record);
  }

  /** Makes running tasks notice a change immediately: a PATCH, a cancel, the end of the execution. */
  wake(record: ExecutionRecord, stages: readonly StageExecution[]): void {
    for (const stage of stages) {
      for (const task of stage.tasks.filter((candidate) => candidate.status === 'RUNNING'))
        this.tasks.runSoon({ record, stage, task });
    }
  }

  /** Orca clears a stage and all stages after it; their contexts stay. */
  reset(stage: StageExecution): void {
    if (!isComplete(stage.status)) return;
    stage.status = 'NOT_STARTED';
    stage.startTime = null;
    stage.endTime = null;
    stage.tasks = [];
    this.definitionOf(stage)?.prepareForRestart?.(stage);
  }

  private takeUp(record: ExecutionRecord, stage: StageExecution): void {
    const before = record.execution.stages.filter((other) => other.parentStageId === stage.id);
    const running = stage.tasks.find((task) => task.status === 'RUNNING');
    if (stage.tasks.some((task) => isHalt(task.status))) void this.endStage(record, stage);
    else if (running !== undefined) this.tasks.resume({ record, stage, task: running });
    else if (before.some((other) => !isComplete(other.status)))
      for (const other of before) this.startStage(record, other);
    else this.tasks.startNext(record, stage);
  }

  private startStage(record: ExecutionRecord, stage: StageExecution): void {
    const { execution } = record;
    if (stage.status !== 'NOT_STARTED' || execution.status !== 'RUNNING') return;
    if (upstreamFailed(execution, stage)) this.endExecution(record);
    else if (upstreamPassed(execution, stage)) this.begin(record, stage);
  }

  private begin(record: ExecutionRecord, stage: StageExecution): void {
    const { execution } = record;
    const now = this.services.clock.now();
    if (isDisabled(runOf(this.services, execution, stage))) {
      stage.status = 'SKIPPED';
      stage.endTime = now;
      this.services.save(record);
      this.startDownstream(record, stage);
      return;
    }
    stage.startTime = now;
    stage.status = 'RUNNING';
    try {
      this.plan(record, stage);
    } catch (error) {
      stage.context['exception'] = exceptionOf(error, stage.name, now);
      stage.context['beforeStagePlanningFailed'] = true;
      this.services.save(record);
      void this.endStage(record, stage);
      return;
    }
    this.services.save(record);
    const before = execution.stages.filter((other) => other.parentStageId === stage.id);
    if (before.length === 0) this.tasks.startNext(record, stage);
    else for (const other of before) this.startStage(record, other);
  }

  private plan(record: ExecutionRecord, stage: StageExecution): void {
    const { execution } = record;
    const definition = this.services.definitions(stage);
    const run = runOf(this.services, execution, stage);
    if (stage.context['restrictExecutionDuringTimeWindow'] === true)
      throw new Error('restrictExecutionDuringTimeWindow is not supported yet in the sandbox');
    const evaluate = (): void => evaluateStage(this.services.definitions, run, false);
    evaluate();
    const planned = definition.tasks(run);
    stage.tasks = planned.map((task, index) => newTask(task, index, planned.length));
    for (const { name, context } of definition.stagesBefore?.(run) ?? []) {
      execution.stages.push(
        newSyntheticStage(
          stage,
          name,
          context,
          execution.stages.filter((other) => other.parentStageId === stage.id).length,
        ),
      );
    }
    evaluate();
  }

  private async endStage(record: ExecutionRecord, stage: StageExecution): Promise<void> {
    if (stage.status !== 'RUNNING' || this.ending.has(stage.id)) return;
    this.ending.add(stage.id);
    const { execution } = record;
    const failedExpressions = hasFailedExpressions(stage) && stage.context['failOnFailedExpressions'] === true;
    const status = failedExpressions ? 'TERMINAL' : statusOfStage(execution, stage);
    if (status === 'TERMINAL' || status === 'STOPPED')
      await this.definitionOf(stage)?.onFailure?.(runOf(this.services, execution, stage));
    this.ending.delete(stage.id);
    if (this.services.isClosed()) return;
    stage.status = status;
    stage.endTime = this.services.clock.now();
    includeEvaluationFaults(stage);
    this.services.save(record);
    if (stage.parentStageId !== null) this.endSynthetic(record, stage, stage.parentStageId);
    else if (isHalt(status)) this.endExecution(record);
    else this.startDownstream(record, stage);
  }

  private endSynthetic(record: ExecutionRecord, stage: StageExecution, parentId: string): void {
    const { stages } = record.execution;
    const parent = stages.find((other) => other.id === parentId);
    if (parent === undefined) return;
    const siblings = stages.filter((other) => other.parentStageId === parentId);
    if (isHalt(stage.status) || stage.status === 'FAILED_CONTINUE') void this.endStage(record, parent);
    else if (siblings.every((other) => isComplete(other.status))) this.tasks.startNext(record, parent);
  }

  private startDownstream(record: ExecutionRecord, stage: StageExecution): void {
    const next = downstreamOf(record.execution, stage);
    if (next.length === 0) this.endExecution(record);
    for (const other of next) this.startStage(record, other);
  }

  private endExecution(record: ExecutionRecord): void {
    const { execution } = record;
    if (isComplete(execution.status)) return;
    const status = finalStatus(execution);
    if (status === undefined) return;
    execution.status = status;
    execution.endTime = this.services.clock.now();
    this.services.save(record);
    this.wake(record, execution.stages);
    this.onExecutionEnds(record);
  }

  /**
   * The stage's tasks according to its type, without changing the stage: planning completes contexts, but changes nothing
   * in them. None if its type is no longer in the YAML.
   */
  private tasksOf({ execution }: ExecutionRecord, stage: StageExecution): TaskDefinition[] {
    try {
      const planned = { ...stage, context: { ...stage.context } };
      return this.services.definitions(stage).tasks(runOf(this.services, execution, planned));
    } catch {
      return [];
    }
  }

  private definitionOf(stage: StageExecution): StageDefinition | undefined {
    try {
      return this.services.definitions(stage);
    } catch {
      return undefined;
    }
  }
}

function newTask(definition: TaskDefinition, index: number, count: number): TaskExecution {
  return {
    id: String(index + 1),
    name: definition.name,
    implementingClass: definition.implementingClass,
    status: 'NOT_STARTED',
    startTime: null,
    endTime: null,
    stageStart: index === 0,
    stageEnd: index === count - 1,
    loopStart: false,
    loopEnd: false,
    taskExceptionDetails: {},
  };
}

function newSyntheticStage(
  parent: StageExecution,
  name: string,
  context: StageExecution['context'],
  index: number,
): StageExecution {
  return {
    id: ulid(),
    refId: `${parent.refId}<${index + 1}`,
    type: parent.type,
    name,
    status: 'NOT_STARTED',
    startTime: null,
    endTime: null,
    startTimeExpiry: null,
    scheduledTime: null,
    context,
    outputs: {},
    tasks: [],
    requisiteStageRefIds: [],
    parentStageId: parent.id,
    syntheticStageOwner: 'STAGE_BEFORE',
    lastModified: null,
  };
}
