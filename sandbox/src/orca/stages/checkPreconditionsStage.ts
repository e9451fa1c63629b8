import { EvaluationSummary, evaluateDeep, javaText } from '../../spel';
import { evaluationContextOf } from '../executionView';
import { objectOf, type JsonObject } from '../executionModel';
import type { StageDefinition, TaskDefinition, TaskResult, TaskRun } from '../taskDefinition';

const CLASSES: ReadonlyMap<string, string> = new Map([
  ['expression', 'com.netflix.spinnaker.orca.pipeline.tasks.ExpressionPreconditionTask'],
  ['stageStatus', 'com.netflix.spinnaker.orca.pipeline.tasks.StageStatusPreconditionTask'],
]);

/** The `checkPreconditions` stage: one synthetic stage per precondition, all of them before the (empty) stage itself. */
export const checkPreconditionsStage: StageDefinition = {
  tasks: ({ stage }) =>
    stage.parentStageId === null ? [] : [checkPrecondition(String(stage.context['preconditionType']))],
  stagesBefore: ({ stage }) => {
    if (stage.parentStageId !== null) return [];
    const { preconditions, ...base } = stage.context;
    if (!Array.isArray(preconditions)) throw new Error('preconditions must be a list');
    return preconditions.map((precondition: JsonObject) => ({
      name: `Check precondition (${String(precondition['type'])})`,
      context: {
        ...base,
        ...precondition,
        preconditionType: precondition['type'],
        context: { ...objectOf(precondition['context']) },
      },
    }));
  },
};

function checkPrecondition(type: string): TaskDefinition {
  const implementingClass = CLASSES.get(type);
  if (implementingClass === undefined)
    throw new Error(
      `Preconditions of type '${type}' are not supported yet in the sandbox: only expression and stageStatus are`,
    );
  return {
    name: 'checkPrecondition',
    implementingClass,
    timeoutMs: null,
    backoffMs: () => 1_000,
    execute: type === 'expression' ? checkExpression : checkStageStatus,
  };
}

function checkExpression(run: TaskRun): TaskResult {
  const { stage, now } = run;
  const context = objectOf(stage.context['context']);
  const summary = new EvaluationSummary(() => now);
  const source = `\${${javaText(context['expression'] ?? 'false')}}`;
  const value = javaText(evaluateDeep(source, evaluationContextOf(run, stage), summary, 'expression'));
  const expressionResult = /^\$\{(.*)\}$/.exec(value)?.[1] ?? value;
  return {
    status: expressionResult.toLowerCase() === 'true' ? 'SUCCEEDED' : 'TERMINAL',
    context: {
      context: { ...context, expressionResult },
      ...(summary.failed ? { expressionEvaluationSummary: summary.faults } : {}),
    },
  };
}

function checkStageStatus({ execution, stage }: TaskRun): TaskResult {
  const { stageName, stageStatus } = objectOf(stage.context['context']);
  for (const [what, value] of [
    ['name', stageName],
    ['status', stageStatus],
  ] as const) {
    if (typeof value !== 'string') throw new Error(`Stage ${what} is required for preconditions of type stageStatus.`);
  }
  const found = execution.stages.find((candidate) => candidate.name === stageName);
  if (found === undefined)
    throw new Error(`Failed to find stage ${String(stageName)} in execution. Please specify a valid stage name`);
  if (found.status === stageStatus) return { status: 'SUCCEEDED' };
  throw new Error(
    `The status of stage ${found.name} was asserted to be ${String(stageStatus)}, but was actually ${found.status}`,
  );
}
