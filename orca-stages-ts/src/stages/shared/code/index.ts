export { codeFactsSchema, type CodeFacts } from './codeFacts';
export { codeStepSchemas, expectHead, headExpectation } from './codeSteps';
export { compareAndSetHead, headChanged } from './compareAndSetHead';
export { codeSpecOf, observeCode, readWantedCode, refuseOtherCode, type ObservedCode } from './observeCode';
export { leftBehind, leftoverCode } from './leftoverCode';
export { codeOutputs, headOutputs } from './outputs';
export {
  codeDifferences,
  highestKnown,
  inactiveWarnings,
  isExisting,
  planCode,
  settleHeadStep,
  settleVersionStep,
  type ExistingCode,
} from './planCode';
export {
  applyPublish,
  candidatePins,
  candidateReport,
  unqualifiedArn,
  versionFacts,
  type HeadCheck,
} from './publishHead';
export { applyReuse, applySettleHead, applySettleVersion } from './settleSteps';
export { applyCode, headFacts } from './updateCode';
export { differingSettings } from './settingsOf';
export { versionDescriptionOf } from './versionDescription';
