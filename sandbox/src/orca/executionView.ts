import { generalFunctions, SpelEnum, SpelError, SpelObject, type EvaluationContext, type SpelMap } from '../spel';
import type { Execution, JsonObject, StageExecution, TaskExecution } from './executionModel';
import { artifactFunctions } from './expressions/artifactFunctions';
import { pipelineFunctions } from './expressions/pipelineFunctions';
import { ancestorsOf } from './stageGraph';
import type { SavedPipelines } from './taskDefinition';

type Functions = EvaluationContext['functions'];

/** Where an expression is evaluated: in a stage of an execution, or in none of its stages. */
export interface EvaluationScope {
  execution: Execution;
  stage: StageExecution | null;
  savedPipelines: SavedPipelines;
}

/**
 * What a stage's expressions see: its context, the outputs of earlier stages, `execution`, `trigger`, `parameters` and
 * Orca's functions. `current` is null if Orca evaluates outside a task: then `#currentStage()` fails, and the
 * expression waits for the next evaluation.
 */
export function evaluationContextOf(scope: EvaluationScope, current: StageExecution | null): EvaluationContext {
  const { execution, stage } = scope;
  const root: SpelMap = Object.create(null) as SpelMap;
  const ancestors = stage === null ? [] : ancestorsOf(execution, stage);
  for (const ancestor of [...ancestors].reverse()) Object.assign(root, ancestor.outputs);
  if (stage !== null) Object.assign(root, stage.context);
  root['execution'] = viewOfExecution(execution);
  root['trigger'] = execution.trigger;
  root['parameters'] = execution.trigger['parameters'] ?? {};
  return { root, functions: functionsOf(scope, current), allowUnknownKeys: true };
}

function functionsOf({ execution, savedPipelines }: EvaluationScope, current: StageExecution | null): Functions {
  const named = (name: unknown): StageExecution | undefined =>
    execution.stages.find((stage) => name !== null && (stage.name === name || stage.id === name));
  const found = (stage: StageExecution | undefined, call: string): SpelObject => {
    if (stage === undefined) throw new SpelError('function', `Unable to locate ${call} in execution ${execution.id}`);
    return viewOfStage(stage);
  };
  const judgment = ([name]: readonly unknown[]): unknown => judgmentOf(execution, name);
  return new Map<string, (args: readonly unknown[]) => unknown>([
    ...generalFunctions,
    ['stage', ([name]) => found(named(name), `[${String(name)}] using #stage(${String(name)})`)],
    ['stageExists', ([name]) => named(name) !== undefined],
    [
      'stageByRefId',
      ([refId]) =>
        found(
          execution.stages.find((stage) => stage.refId === refId),
          `[${String(refId)}] using #stageByRefId(${String(refId)})`,
        ),
    ],
    ['currentStage', () => currentStage(current)],
    ['currentUser', () => execution.authentication.user],
    ...pipelineFunctions(execution, savedPipelines),
    ...artifactFunctions(execution),
    ['judgment', judgment],
    ['judgement', judgment],
  ]);
}

function currentStage(current: StageExecution | null): SpelObject {
  if (current !== null) return viewOfStage(current);
  const reason = 'An execution context is required for this function';
  throw new SpelError(
    'function',
    `${reason} - EL1023E: A problem occurred whilst attempting to invoke the function 'currentStage': '${reason}'`,
  );
}

function judgmentOf(execution: Execution, name: unknown): unknown {
  const judged = execution.stages.find(
    (stage) =>
      stage.name === name && stage.type === 'manualJudgment' && (stage.context['judgmentInput'] ?? null) !== null,
  );
  if (judged !== undefined) return judged.context['judgmentInput'];
  throw new SpelError(
    'function',
    `Unable to locate manual Judgment stage [${String(name)}] using #judgment(${String(name)}) in execution ${execution.id}. Stage doesn't exist or doesn't contain judgmentInput in its context `,
  );
}

function viewOfStage(stage: StageExecution): SpelObject {
  return view('com.netflix.spinnaker.orca.pipeline.model.StageExecutionImpl', {
    ...plainReaders(stage, [
      'id',
      'refId',
      'type',
      'name',
      'startTime',
      'endTime',
      'context',
      'outputs',
      'requisiteStageRefIds',
      'parentStageId',
      'lastModified',
    ]),
    status: () => new SpelEnum(stage.status),
    tasks: () => stage.tasks.map(viewOfTask),
    hasSucceeded: () => stage.status === 'SUCCEEDED',
    hasFailed: () => stage.status === 'TERMINAL',
  });
}

function viewOfTask(task: TaskExecution): SpelObject {
  return view('com.netflix.spinnaker.orca.pipeline.model.TaskExecutionImpl', {
    ...plainReaders(task, ['id', 'name', 'startTime', 'endTime', 'implementingClass']),
    status: () => new SpelEnum(task.status),
  });
}

function viewOfExecution(execution: Execution): SpelObject {
  return view('com.netflix.spinnaker.orca.pipeline.model.PipelineExecutionImpl', {
    ...plainReaders(execution, [
      'id',
      'application',
      'name',
      'pipelineConfigId',
      'buildTime',
      'startTime',
      'endTime',
      'canceled',
      'canceledBy',
      'cancellationReason',
      'limitConcurrent',
      'keepWaitingPipelines',
      'trigger',
      'origin',
      'notifications',
      'initialConfig',
      'description',
    ]),
    type: () => new SpelEnum(execution.type),
    status: () => new SpelEnum(execution.status),
    authentication: () => viewOfAuthentication(execution),
    stages: () => execution.stages.map(viewOfStage),
  });
}

function viewOfAuthentication(execution: Execution): SpelObject {
  const { user, allowedAccounts } = execution.authentication;
  return view('com.netflix.spinnaker.orca.api.pipeline.models.PipelineExecution$AuthenticationDetails', {
    user: () => user,
    allowedAccounts: () => allowedAccounts,
  });
}

function plainReaders<T extends object>(
  source: T,
  names: readonly (keyof T & string)[],
): Record<string, () => unknown> {
  return Object.fromEntries(names.map((name) => [name, () => source[name]]));
}

function view(typeName: string, readers: Record<string, () => unknown>): SpelObject {
  return new SpelObject(typeName, new Map(Object.entries(readers)));
}

/** The outputs of all stages, of which a later one replaces an earlier one: what a parent gets of a child pipeline. */
export function contextOfExecution({ stages }: Execution): JsonObject {
  const byStart = [...stages].sort((one, other) => (one.startTime ?? 0) - (other.startTime ?? 0));
  return Object.assign({}, ...byStart.map(({ outputs }) => outputs)) as JsonObject;
}

/** Drops nulls from maps at any depth, as Orca's JSON does whenever it stores or sends something. */
export function dropNulls(value: JsonObject): JsonObject {
  return drop(value) as JsonObject;
}

function drop(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(drop);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null && item !== undefined)
      .map(([key, item]) => [key, drop(item)]),
  );
}
