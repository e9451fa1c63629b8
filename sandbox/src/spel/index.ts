export { withinBudget } from './budget';
export type { EvaluationContext } from './evaluate';
export { evaluateDeep, evaluateMap } from './evaluateDeep';
export { EvaluationSummary, type EvaluationFault } from './evaluationSummary';
export { generalFunctions, type SpelFunction } from './generalFunctions';
export { matchesPattern } from './runPattern';
export { SpelError } from './spelError';
export { javaText, SpelEnum, SpelObject, type SpelMap } from './spelValue';
