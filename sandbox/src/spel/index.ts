export { evaluate, type EvaluationContext } from './evaluate';
export { evaluateDeep, evaluateMap } from './evaluateDeep';
export { EvaluationSummary, type EvaluationFault } from './evaluationSummary';
export { generalFunctions } from './generalFunctions';
export { SpelError } from './spelError';
export { isMap, javaText, SpelEnum, SpelObject, toPlain, type SpelMap } from './spelValue';
export { evaluateTemplate, parseTemplate } from './template';
