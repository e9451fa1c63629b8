import { monotonicFactory } from 'ulid';
import { dropNulls } from './executionView';
import {
  isObject,
  objectOf,
  type Authentication,
  type Execution,
  type JsonObject,
  type StageExecution,
} from './executionModel';
import { OrcaRequestError } from './orcaRequestError';
import { resolveArtifacts } from './resolveArtifacts';

/** Makes IDs. Those from the same millisecond still sort by creation, which is how older and newer executions are told apart. */
export type IdFactory = (now?: number) => string;

/** IDs of one engine: what other engines of this process make does not change them. */
export const idFactory = (): IdFactory => monotonicFactory();

/** Fields of a pipeline's stage that are not part of its context. */
const STAGE_FIELDS = ['refId', 'requisiteStageRefIds', 'type', 'name', 'isNew'];

/**
 * An execution for a pipeline's JSON, not started yet. Throws a 400 for a pipeline that can never run, or that has no id:
 * Orca looks it up in Front50 by its id, and also starts a pipeline that Front50 does not know.
 */
export function newExecution(
  pipeline: JsonObject,
  authentication: Authentication,
  now: number,
  newId: IdFactory,
): Execution {
  const stages = listOf(pipeline, 'stages');
  if (typeof pipeline['application'] !== 'string' || pipeline['application'] === '')
    throw new OrcaRequestError(400, 'The pipeline has no application');
  if (typeof pipeline['id'] !== 'string' || pipeline['id'] === '')
    throw new OrcaRequestError(400, 'The pipeline has no id; a pipeline that is not saved needs a new UUID');
  if (pipeline['disabled'] === true) throw new OrcaRequestError(400, 'Pipeline is disabled and cannot be started.');
  const trigger = resolveArtifacts(triggerOf(pipeline, authentication), listOf(pipeline, 'expectedArtifacts'));
  const execution: Execution = {
    id: newId(now),
    type: 'PIPELINE',
    application: pipeline['application'].toLowerCase(),
    name: String(pipeline['name'] ?? ''),
    pipelineConfigId: pipeline['id'],
    status: 'NOT_STARTED',
    buildTime: now,
    startTime: null,
    endTime: null,
    canceled: false,
    canceledBy: null,
    cancellationReason: null,
    limitConcurrent: pipeline['limitConcurrent'] === true,
    keepWaitingPipelines: pipeline['keepWaitingPipelines'] === true,
    authentication,
    paused: null,
    origin: 'api',
    trigger,
    notifications: listOf(pipeline, 'notifications'),
    initialConfig: {},
    description: typeof pipeline['description'] === 'string' ? pipeline['description'] : null,
    spelEvaluator: typeof pipeline['spelEvaluator'] === 'string' ? pipeline['spelEvaluator'] : null,
    stages: stages.map((stage, index) =>
      newStage(
        stage,
        index,
        stages.some((other) => other['refId'] !== undefined),
        () => newId(now),
      ),
    ),
  };
  checkGraph(execution.stages);
  return execution;
}

function newStage(stage: JsonObject, index: number, hasGraph: boolean, newId: IdFactory): StageExecution {
  if (typeof stage['type'] !== 'string')
    throw new OrcaRequestError(400, `Stage ${index + 1} of the pipeline has no type`);
  const context = Object.fromEntries(Object.entries(stage).filter(([key]) => !STAGE_FIELDS.includes(key)));
  const requisites = Array.isArray(stage['requisiteStageRefIds']) ? stage['requisiteStageRefIds'].map(String) : [];
  return {
    id: newId(),
    refId: hasGraph ? String(stage['refId'] ?? '') : String(index),
    type: stage['type'],
    name: typeof stage['name'] === 'string' ? stage['name'] : stage['type'],
    status: 'NOT_STARTED',
    startTime: null,
    endTime: null,
    startTimeExpiry: null,
    scheduledTime: null,
    context: dropNulls(context),
    outputs: {},
    tasks: [],
    requisiteStageRefIds: hasGraph || index === 0 ? requisites : [String(index - 1)],
    parentStageId: null,
    syntheticStageOwner: null,
    lastModified: null,
  };
}

/**
 * Orca would wait forever for a stage that does not exist, and would start nothing in a cycle. Here, both are
 * reported immediately.
 */
function checkGraph(stages: readonly StageExecution[]): void {
  const byRefId = new Map(stages.map((stage) => [stage.refId, stage]));
  if (byRefId.size < stages.length)
    throw new OrcaRequestError(400, 'Two stages of the pipeline have the same refId, or none');
  const done = new Set<string>();
  for (const { refId } of stages) checkPathsFrom(refId, byRefId, done);
}

/** Follows the stages before this one, without recursion: a pipeline may be longer than the stack is deep. */
function checkPathsFrom(refId: string, byRefId: ReadonlyMap<string, StageExecution>, done: Set<string>): void {
  const path = [refId];
  const onPath = new Set(path);
  for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
    const before = byRefId.get(at)?.requisiteStageRefIds.find((other) => !done.has(other));
    if (before === undefined) {
      done.add(at);
      onPath.delete(at);
      path.pop();
      continue;
    }
    if (onPath.has(before))
      throw new OrcaRequestError(
        400,
        `The stages of the pipeline depend on each other in a circle: ${[...path, before].join(' → ')}`,
      );
    if (!byRefId.has(before))
      throw new OrcaRequestError(400, `Stage ${at} depends on stage ${before}, which the pipeline does not have`);
    path.push(before);
    onPath.add(before);
  }
}

function triggerOf(pipeline: JsonObject, authentication: Authentication): JsonObject {
  const given = objectOf(pipeline['trigger']);
  const parameters: JsonObject = { ...objectOf(given['parameters']) };
  for (const parameter of listOf(pipeline, 'parameterConfig')) {
    const name = String(parameter['name']);
    if (Object.hasOwn(parameters, name)) continue;
    const fallback = parameter['default'] ?? null;
    if (fallback === null && parameter['required'] === true)
      throw new OrcaRequestError(400, `Required parameter ${name} is missing`);
    if (fallback !== null) parameters[name] = fallback;
  }
  return {
    type: 'manual',
    user: authentication.user,
    rebake: false,
    dryRun: false,
    strategy: false,
    artifacts: [],
    resolvedExpectedArtifacts: [],
    ...given,
    parameters,
  };
}

function listOf(pipeline: JsonObject, field: string): JsonObject[] {
  const value = pipeline[field] ?? [];
  if (Array.isArray(value) && value.every(isObject)) return value;
  throw new OrcaRequestError(400, `${field} of the pipeline must be a list of objects`);
}
