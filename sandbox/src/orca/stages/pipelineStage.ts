import {
  isComplete,
  isHalt,
  isObject,
  objectOf,
  type Execution,
  type JsonObject,
  type StageExecution,
} from '../executionModel';
import { contextOfExecution } from '../executionView';
import type { SavedPipelines, StageDefinition, TaskDefinition, TaskRun } from '../taskDefinition';

/** What the stage needs of the engine and of Front50. */
export interface ChildPipelines {
  ofApplication: SavedPipelines;
  /** Starts a pipeline on behalf of a stage, for the parent's user. */
  start(pipeline: JsonObject, trigger: JsonObject, parent: Execution): Execution;
  /** An execution, which may have been deleted meanwhile. */
  find(executionId: string): Execution | undefined;
  cancel(executionId: string, user: string, reason: string | null): void;
}

const POLL_MS = 15_000;
const TWELVE_HOURS_MS = 12 * 60 * 60 * 1_000;
/** Each execution stores its parent: a pipeline that starts itself would fill the disk. */
const MOST_PARENTS = 20;

/** The `pipeline` stage: starts another pipeline, and waits for its end unless `waitForCompletion` is false. */
export function pipelineStage(children: ChildPipelines): StageDefinition {
  return {
    tasks: ({ stage }) =>
      String(stage.context['waitForCompletion'] ?? true).toLowerCase() === 'false'
        ? [startPipeline(children)]
        : [startPipeline(children), monitorPipeline(children)],
    prepareForRestart: ({ context }) => {
      for (const key of ['status', 'executionName', 'executionId']) delete context[key];
    },
  };
}

const startPipeline = (children: ChildPipelines): TaskDefinition => ({
  name: 'startPipeline',
  implementingClass: 'com.netflix.spinnaker.orca.front50.tasks.StartPipelineTask',
  timeoutMs: null,
  backoffMs: () => 1_000,
  execute: ({ execution, stage }) => {
    const { context } = stage;
    const application = String(context['pipelineApplication'] ?? context['application'] ?? execution.application);
    const pipeline = children.ofApplication(application).find(({ id }) => id === context['pipeline']);
    if (pipeline === undefined)
      throw new Error(`The referenced pipeline cannot be located (${String(context['pipeline'])})`);
    if (pipeline['disabled'] === true) throw new Error('The referenced pipeline is disabled');
    if (parentsOf(execution) >= MOST_PARENTS)
      throw new Error(
        `The sandbox starts no more than ${MOST_PARENTS} pipelines within each other. Does a pipeline start itself?`,
      );
    const child = children.start(pipeline, triggerOf(pipeline, execution, stage), execution);
    return { status: 'SUCCEEDED', context: { executionId: child.id, executionName: pipeline['name'] } };
  },
});

const monitorPipeline = (children: ChildPipelines): TaskDefinition => ({
  name: 'monitorPipeline',
  implementingClass: 'com.netflix.spinnaker.orca.front50.tasks.MonitorPipelineTask',
  timeoutMs: TWELVE_HOURS_MS,
  backoffMs: () => POLL_MS,
  execute: ({ stage }) => {
    const id = String(stage.context['executionId']);
    const child = children.find(id);
    if (child === undefined) throw new Error(`No PIPELINE found for ${id}`);
    const context: JsonObject = { status: child.status };
    if (!isComplete(child.status)) return { status: 'RUNNING', context };
    const outputs = contextOfExecution(child);
    if (!isHalt(child.status)) return { status: 'SUCCEEDED', context, outputs };
    const isCancelled = child.status === 'CANCELED';
    const message = isCancelled
      ? 'At least one monitored pipeline was cancelled'
      : 'At least one monitored pipeline failed, look for errors in failed pipelines';
    const exception = { details: { errors: [...errorsOf(child), message] }, ...sourceOf(child) };
    return { status: isCancelled ? 'CANCELED' : 'TERMINAL', context: { ...context, exception }, outputs };
  },
  onCancel: ({ execution, stage }: TaskRun) => {
    const child = children.find(String(stage.context['executionId']));
    if (child !== undefined && !isComplete(child.status))
      children.cancel(child.id, execution.canceledBy ?? execution.authentication.user, execution.cancellationReason);
    return Promise.resolve();
  },
});

/** Parameters that the child declares get their defaults when it starts; others are passed as they are. */
function triggerOf(pipeline: JsonObject, parent: Execution, stage: StageExecution): JsonObject {
  return {
    type: 'pipeline',
    user: parent.authentication.user,
    parentExecution: structuredClone(parent),
    parentPipelineId: parent.id,
    parentPipelineStageId: stage.id,
    parameters: { ...objectOf(stage.context['pipelineParameters']) },
    correlationId: [parent.id, stage.id, pipeline['id'], parent.startTime].join('_'),
    ...(parent.trigger['dryRun'] === true ? { dryRun: true } : {}),
  };
}

function parentsOf({ trigger }: { trigger: JsonObject }): number {
  const parent = trigger['parentExecution'];
  return isObject(parent) && isObject(parent['trigger']) ? 1 + parentsOf({ trigger: parent['trigger'] }) : 0;
}

/** What failed in the child, as Deck shows it in the parent. */
function errorsOf(child: Execution): string[] {
  return child.stages
    .filter(({ status }) => status === 'TERMINAL')
    .flatMap(({ name, context }) => {
      const details = (context['exception'] as { details?: { errors?: unknown[]; error?: unknown } } | undefined)
        ?.details;
      const errors = details?.errors ?? (details?.error === undefined ? [] : [details.error]);
      return errors.map((error) => `Exception in child pipeline stage (${child.name}: ${name}): ${String(error)}`);
    });
}

function sourceOf(child: Execution): JsonObject {
  const index = child.stages.findIndex(({ status }) => status === 'TERMINAL');
  const stage = child.stages[index];
  if (stage === undefined) return {};
  return { source: { executionId: child.id, stageId: stage.id, stageName: stage.name, stageIndex: index } };
}
