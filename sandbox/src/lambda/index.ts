export { startStrictLambda } from './startStrictLambda';
export type { Fault, FaultKind, Quotas, RecordedCall, StrictLambda, StrictLambdaOptions, StrictLambdaSettings } from './strictLambda';
export { zipOf } from './zipOf';
