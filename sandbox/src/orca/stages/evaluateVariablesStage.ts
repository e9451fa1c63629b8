import { EvaluationSummary, evaluateDeep, withinBudget } from '../../spel';
import { evaluationContextOf } from '../executionView';
import type { JsonObject } from '../executionModel';
import type { StageDefinition, TaskDefinition, TaskRun } from '../taskDefinition';

interface Variable extends JsonObject {
  key?: string;
  value?: unknown;
  sourceValue?: unknown;
}

const evaluateVariables: TaskDefinition = {
  name: 'evaluateVariables',
  implementingClass: 'com.netflix.spinnaker.orca.pipeline.tasks.EvaluateVariablesTask',
  timeoutMs: null,
  backoffMs: () => 1_000,
  execute: ({ stage }) => {
    const named = variablesOf(stage.context).filter((variable) => (variable.key ?? '') !== '');
    return {
      status: 'SUCCEEDED',
      outputs: Object.fromEntries(named.map((variable) => [variable.key, variable.value])),
    };
  },
};

/** The `evaluateVariables` stage: each variable sees the ones above it; all of them become outputs. */
export const evaluateVariablesStage: StageDefinition = {
  tasks: () => [evaluateVariables],
  evaluate: (run) => withinBudget(() => evaluateInOrder(run)),
  prepareForRestart: (stage) => {
    stage.outputs = {};
    for (const variable of variablesOf(stage.context)) {
      if (typeof variable.sourceValue !== 'string') continue;
      variable.value = variable.sourceValue.replaceAll('{', '${');
      delete variable.sourceValue;
    }
  },
};

function evaluateInOrder(run: TaskRun): void {
  const { stage, now } = run;
  const context = evaluationContextOf(run, stage);
  const root = context.root as JsonObject;
  const summary = new EvaluationSummary(() => now);
  for (const variable of variablesOf(stage.context)) {
    if (typeof variable.value === 'string' && variable.value.includes('${')) {
      variable.sourceValue ??= variable.value.replaceAll('${', '{');
      variable.value = evaluateDeep(variable.value, context, summary, 'var');
    }
    if (variable.key !== undefined) root[variable.key] = variable.value;
  }
  if (summary.failed) stage.context['expressionEvaluationSummary'] = summary.faults;
}

function variablesOf(context: JsonObject): Variable[] {
  return Array.isArray(context['variables']) ? (context['variables'] as Variable[]) : [];
}
