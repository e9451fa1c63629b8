export { isMutating } from './calls';
export { refusedFromElsewhere } from './http/fromThisMachine';
export { DEEPEST_JSON, isNestedTooDeeply } from './http/jsonDepth';
export type { IamPolicy, IamStatement } from './iam/iamPolicy';
export { readResources } from './resourceLists';
export { awsQuotas, QuotaMeter } from './quotas';
export { startStrictLambda } from './startStrictLambda';
export type {
  BusEvent,
  CheckedPermission,
  CloudwatchSettings,
  DirectAnswer,
  DirectInvocation,
  DirectInvocationAnswer,
  DirectRequest,
  Fault,
  FaultKind,
  Idling,
  LambdaClock,
  LambdaTraffic,
  QuotaRate,
  Quotas,
  Resources,
  RecordedCall,
  StrictLambda,
  StrictLambdaOptions,
  StrictLambdaSettings,
  TopicMessage,
} from './strictLambda';
export { zipOf } from './zip/zipOf';
