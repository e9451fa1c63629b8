export { codeFactsSchema, type CodeFacts } from './codeFacts';
export { codeStepSchemas, type AnyCodeStep } from './codeSteps';
export { codeSpecOf, observeCode, readWantedCode, refuseOtherCode, type ObservedCode } from './observeCode';
export { leftBehind, leftoverCode } from './leftoverCode';
export { codeOutputs, headOutputs } from './outputs';
export {
  codeDifferences,
  isExisting,
  planCode,
  publishesApart,
  settleHeadStep,
  settleVersionStep,
  type ExistingCode,
} from './planCode';
export {
  applyPublish,
  candidatePins,
  candidateReport,
  headChanged,
  unqualifiedArn,
  versionFacts,
  type HeadCheck,
} from './publishHead';
export { applyReuse, applySettleHead, applySettleVersion } from './settleSteps';
export { applyCode, headFacts } from './updateCode';
