import { isHalt, type Execution, type ExecutionStatus, type StageExecution } from './executionModel';

const PASSED: readonly ExecutionStatus[] = ['SUCCEEDED', 'FAILED_CONTINUE', 'SKIPPED'];

/** The stages that pipelines draw; the others belong to one of them. */
export function topLevelStages(execution: Execution): StageExecution[] {
  return execution.stages.filter((stage) => stage.parentStageId === null);
}

/** Finds the stages directly before a stage, in the order of the execution; make it once to look at many. */
function upstreamIn({ stages }: Execution): (stage: StageExecution) => StageExecution[] {
  const placeOf = (parentStageId: string | null, refId: string): string => `${parentStageId ?? ''}/${refId}`;
  const byPlace = new Map(stages.map((stage, at) => [placeOf(stage.parentStageId, stage.refId), { stage, at }]));
  return ({ parentStageId, requisiteStageRefIds }) =>
    [...new Set(requisiteStageRefIds)]
      .flatMap((refId) => byPlace.get(placeOf(parentStageId, refId)) ?? [])
      .sort((one, other) => one.at - other.at)
      .map(({ stage }) => stage);
}

/** The stages directly after this one. */
export function downstreamOf(execution: Execution, stage: StageExecution): StageExecution[] {
  return execution.stages.filter(
    (other) => other.parentStageId === stage.parentStageId && other.requisiteStageRefIds.includes(stage.refId),
  );
}

/** Every stage that depends on this one, directly or indirectly. */
export function allDownstreamOf(execution: Execution, stage: StageExecution): StageExecution[] {
  const found = new Set([stage]);
  for (const current of found) for (const next of downstreamOf(execution, current)) found.add(next);
  found.delete(stage);
  return [...found];
}

/** The stage itself, then the stages before it, nearest first: the order in which outputs are looked up. */
export function ancestorsOf(execution: Execution, stage: StageExecution): StageExecution[] {
  const upstream = upstreamIn(execution);
  const found = new Set([stage]);
  for (const current of found) {
    for (const next of upstream(current)) found.add(next);
    const { parentStageId } = current;
    const parent = parentStageId === null ? undefined : execution.stages.find(({ id }) => id === parentStageId);
    if (parent !== undefined) found.add(parent);
  }
  return [...found];
}

/** True if every stage directly before this one has ended in a way that lets this one start. */
export function upstreamPassed(execution: Execution, stage: StageExecution): boolean {
  return upstreamIn(execution)(stage).every((other) => PASSED.includes(other.status));
}

/**
 * True if some stage before this one, directly or indirectly, has failed, so that this one can never start. Looks at
 * each stage once, however many ways lead to it.
 */
export function upstreamFailed(execution: Execution, stage: StageExecution): boolean {
  if (!execution.stages.some((other) => isHalt(other.status))) return false;
  const upstream = upstreamIn(execution);
  const waiting = new Set([stage]);
  for (const current of waiting) {
    for (const other of upstream(current)) {
      if (isHalt(other.status)) return true;
      if (other.status === 'NOT_STARTED') waiting.add(other);
    }
  }
  return false;
}

/** The status of a failed stage according to its "If stage fails" options. */
export function failureStatus(stage: StageExecution, otherwise: ExecutionStatus = 'TERMINAL'): ExecutionStatus {
  if (stage.context['continuePipeline'] === true) return 'FAILED_CONTINUE';
  return stage.context['failPipeline'] === false ? 'STOPPED' : otherwise;
}

/** A stage's status, derived from its tasks and its synthetic stages. */
export function statusOfStage(execution: Execution, stage: StageExecution): ExecutionStatus {
  const statuses = [
    ...execution.stages.filter((other) => other.parentStageId === stage.id).map((other) => other.status),
    ...stage.tasks.map((task) => task.status),
  ];
  if (stage.context['beforeStagePlanningFailed'] === true || statuses.includes('TERMINAL')) return failureStatus(stage);
  for (const decisive of ['STOPPED', 'CANCELED', 'FAILED_CONTINUE'] as const)
    if (statuses.includes(decisive)) return decisive;
  if (statuses.length === 0) return 'SKIPPED';
  return statuses.every((status) => status === 'SUCCEEDED' || status === 'SKIPPED') ? 'SUCCEEDED' : 'TERMINAL';
}

/** The final status of an execution, or undefined while it has to continue. */
export function finalStatus(execution: Execution): ExecutionStatus | undefined {
  const stages = topLevelStages(execution);
  const has = (status: ExecutionStatus): boolean => stages.some((stage) => stage.status === status);
  if (stages.every((stage) => PASSED.includes(stage.status))) return 'SUCCEEDED';
  if (has('TERMINAL')) return 'TERMINAL';
  if (has('CANCELED')) return 'CANCELED';
  const othersGoOn =
    has('RUNNING') ||
    has('PAUSED') ||
    stages.some((stage) => stage.status === 'NOT_STARTED' && upstreamPassed(execution, stage));
  if (!has('STOPPED') || othersGoOn) return undefined;
  const failsThen = stages.some(
    (stage) => stage.status === 'STOPPED' && stage.context['completeOtherBranchesThenFail'] === true,
  );
  return failsThen ? 'TERMINAL' : 'SUCCEEDED';
}
