export type { CodeFacts } from './codeFacts';
export type {
  AnyCodeStep,
  CodeStep,
  PublishStep,
  ReuseStep,
  SameStep,
  SettleHeadStep,
  SettleVersionStep,
} from './codeSteps';
export {
  codeSpecOf,
  observeCode,
  readWantedCode,
  refuseOtherCode,
  type CodeInput,
  type ObservedCode,
} from './observeCode';
export { leftoverCode } from './leftoverCode';
export { codeOutputs, headOutputs } from './outputs';
export {
  architecturesDiffer,
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
  publishAgain,
  publishedAs,
  unqualifiedArn,
  versionFacts,
  type HeadCheck,
} from './publishHead';
export { applyReuse, applySettleHead, applySettleVersion } from './settleSteps';
export { aliasesServing, keptAliases, snapshotAliases } from './snapshotAliases';
export { applyCode, headFacts } from './updateCode';
export { codeWords, listWords, sizeWords } from './words';
