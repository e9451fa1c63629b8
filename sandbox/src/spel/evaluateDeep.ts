import { withinBudget } from './budget';
import type { EvaluationContext } from './evaluate';
import type { EvaluationSummary } from './evaluationSummary';
import { SpelError } from './spelError';
import { isMap, type SpelMap } from './spelValue';
import { evaluateTemplate } from './template';

/** Functions to which Orca passes the execution; the keys of its summaries show that hidden argument. */
const EXECUTION_FUNCTIONS = /#(stage|stageExists|stageByRefId|currentStage|judgment|judgement)\(/g;

/**
 * Evaluates every `${…}` in a JSON value, including keys. What fails stays as literal text and is recorded in the
 * summary under its expression, as in Orca; nothing is thrown.
 */
export function evaluateDeep(
  source: unknown,
  context: EvaluationContext,
  summary: EvaluationSummary,
  key = '',
): unknown {
  return withinBudget(() => deep(source, context, summary, key));
}

/** The same for a map, such as a stage's context. */
export function evaluateMap(source: SpelMap, context: EvaluationContext, summary: EvaluationSummary): SpelMap {
  return withinBudget(() => deepMap(source, context, summary));
}

function deep(source: unknown, context: EvaluationContext, summary: EvaluationSummary, key: string): unknown {
  if (Array.isArray(source)) return source.map((item) => deep(item, context, summary, key));
  if (isMap(source)) return deepMap(source, context, summary);
  return typeof source === 'string' && source.includes('${') ? evaluateText(source, context, summary, key) : source;
}

function deepMap(source: SpelMap, context: EvaluationContext, summary: EvaluationSummary): SpelMap {
  const entries = Object.entries(source).map(([name, value]) => [
    String(deep(name, context, summary, name)),
    deep(value, context, summary, name),
  ]);
  return Object.fromEntries(entries) as SpelMap;
}

function evaluateText(source: string, context: EvaluationContext, summary: EvaluationSummary, key: string): unknown {
  const label = summaryKey(source);
  summary.attempted.add(label);
  try {
    const { value, missing } = evaluateTemplate(source, context);
    if (missing.length > 0)
      summary.add(label, 'INFO', `Failed to evaluate [${key}] : ${missing.join(', ')} not found`, null);
    return value;
  } catch (error) {
    if (!(error instanceof SpelError)) throw error;
    summary.add(label, 'ERROR', `Failed to evaluate [${key}] ${error.message}`, error.exceptionType);
    return source;
  }
}

function summaryKey(source: string): string {
  const inner = /^\$\{([\s\S]*)\}$/.exec(source)?.[1]?.trim() ?? source.replaceAll('$', '');
  return inner.replace(EXECUTION_FUNCTIONS, '#$1( #root.execution, ');
}
