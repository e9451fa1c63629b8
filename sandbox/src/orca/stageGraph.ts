import { isHalt, type Execution, type ExecutionStatus, type StageExecution } from './executionModel';

const PASSED: readonly ExecutionStatus[] = ['SUCCEEDED', 'FAILED_CONTINUE', 'SKIPPED'];

/** The stages that pipelines draw; the others belong to one of them. */
export function topLevelStages(execution: Execution): StageExecution[] {
  return execution.stages.filter((stage) => stage.parentStageId === null);
}

/** The stages directly before this one. */
function upstreamOf(execution: Execution, stage: StageExecution): StageExecution[] {
  return execution.stages.filter(
    (other) => other.parentStageId === stage.parentStageId && stage.requisiteStageRefIds.includes(other.refId),
  );
}

/** The stages directly after this one. */
export function downstreamOf(execution: Execution, stage: StageExecution): StageExecution[] {
  return execution.stages.filter(
    (other) => other.parentStageId === stage.parentStageId && other.requisiteStageRefIds.includes(stage.refId),
  );
}

/** Every stage that depends on this one, directly or indirectly. */
export function allDownstreamOf(execution: Execution, stage: StageExecution): StageExecution[] {
  const found = new Set<StageExecution>();
  const visit = (current: StageExecution): void => {
    for (const next of downstreamOf(execution, current)) {
      if (found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(stage);
  return [...found];
}

/** The stage itself, then the stages before it, nearest first: the order in which outputs are looked up. */
export function ancestorsOf(execution: Execution, stage: StageExecution): StageExecution[] {
  const found = [stage];
  for (let at = 0; at < found.length; at += 1) {
    const current = found[at];
    if (current === undefined) break;
    const parent = execution.stages.filter((other) => other.id === current.parentStageId);
    for (const next of [...upstreamOf(execution, current), ...parent]) if (!found.includes(next)) found.push(next);
  }
  return found;
}

/** True if every stage directly before this one has ended in a way that lets this one start. */
export function upstreamPassed(execution: Execution, stage: StageExecution): boolean {
  return upstreamOf(execution, stage).every((other) => PASSED.includes(other.status));
}

/** True if some stage before this one, directly or indirectly, has failed, so that this one can never start. */
export function upstreamFailed(execution: Execution, stage: StageExecution): boolean {
  return upstreamOf(execution, stage).some(
    (other) => isHalt(other.status) || (other.status === 'NOT_STARTED' && upstreamFailed(execution, other)),
  );
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
