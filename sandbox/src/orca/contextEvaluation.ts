import { evaluateDeep, evaluateMap, EvaluationSummary, type EvaluationFault } from '../spel';
import { dropNulls, evaluationContextOf } from './executionView';
import type { JsonObject, StageExecution } from './executionModel';
import type { StageDefinitions } from './stages/stageDefinitions';
import type { StageDefinition, TaskRun } from './taskDefinition';

const SUMMARY = 'expressionEvaluationSummary';
type Faults = Record<string, EvaluationFault[]>;

/** Evaluates a stage's context in the way of its type; unknown types are evaluated like most types. */
export function evaluateStage(definitions: StageDefinitions, run: TaskRun, withinTask: boolean): void {
  const evaluateOwn = ownEvaluation(definitions, run.stage);
  if (evaluateOwn === undefined) evaluateStageContext(run, withinTask);
  else evaluateOwn(run);
}

function ownEvaluation(definitions: StageDefinitions, stage: StageExecution): StageDefinition['evaluate'] {
  try {
    return definitions(stage).evaluate;
  } catch {
    return undefined;
  }
}

/**
 * Evaluates a stage's context in place, key by key. Orca does this before the stage, before each run of a task and
 * after it. There is a current stage only within a task. That is why an expression with `#currentStage()` fails first
 * and is removed from the summary later.
 */
function evaluateStageContext(run: TaskRun, withinTask: boolean): void {
  const { stage, now } = run;
  const earlier = faultsOf(stage);
  const { [SUMMARY]: _, ...source } = stage.context;
  const summary = new EvaluationSummary(() => now);
  const evaluated = evaluateMap(source, evaluationContextOf(run, withinTask ? stage : null), summary);
  stage.context = dropNulls(evaluated);
  if (earlier === undefined && !summary.failed) return;
  const stale = (expression: string): boolean =>
    summary.attempted.has(expression) && !Object.hasOwn(summary.faults, expression);
  const kept = Object.entries(earlier ?? {}).filter(([expression]) => !stale(expression));
  stage.context[SUMMARY] = { ...Object.fromEntries(kept), ...summary.faults };
}

/** True if an expression of this stage failed and has not succeeded since. */
export function hasFailedExpressions(stage: StageExecution): boolean {
  return Object.keys(faultsOf(stage) ?? {}).length > 0;
}

/** Copies failures into `context.exception`, where Deck shows them, even if the stage succeeded. */
export function includeEvaluationFaults(stage: StageExecution): void {
  if (!hasFailedExpressions(stage)) return;
  const errors = Object.values(faultsOf(stage) ?? {})
    .flat()
    .map((fault) => fault.description);
  const exception = stage.context['exception'] as { details?: { errors?: unknown[] } } | undefined;
  stage.context['exception'] =
    exception === undefined
      ? { details: { error: 'Failed Expression Evaluation', errors } }
      : { details: { errors: [...(exception.details?.errors ?? []), ...errors] } };
}

/** True if `stageEnabled` says to skip the stage: its expression is not true, or can't be evaluated. */
export function isDisabled(run: TaskRun): boolean {
  const { stage, now } = run;
  const stageEnabled = stage.context['stageEnabled'] as JsonObject | undefined;
  const expression = stageEnabled?.['expression'];
  if (
    String(stageEnabled?.['type'] ?? '').toLowerCase() !== 'expression' ||
    typeof expression !== 'string' ||
    expression.trim() === ''
  )
    return false;
  const context = evaluationContextOf(run, null);
  const summary = new EvaluationSummary(() => now);
  const inner = String(evaluateDeep(expression, context, summary, 'expression'));
  const value = evaluateDeep(`\${${inner}}`, context, summary, 'expression');
  return String(value).toLowerCase() !== 'true';
}

function faultsOf(stage: StageExecution): Faults | undefined {
  return stage.context[SUMMARY] as Faults | undefined;
}
