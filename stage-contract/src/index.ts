export * from './arns';
export * from './errorCodes';
export * from './durationWords';
export * from './expressions';
export * from './fieldMeta';
export * from './fields/artifact';
export { readFunctionReference } from './functionReference';
export { codeLocation } from './fields/code';
export { NO_RESERVED_LIMIT } from './fields/concurrency';
export * from './fields/drain';
export * from './fields/eventSource';
export * from './fields/expectation';
export * from './fields/target';
export * from './glossary';
export * from './looseValues';
export { pipelineJsonSchema } from './schemas/pipelineJsonSchema';
export { PUBLISHED_SCHEMAS } from './schemas/publishedSchemas';
export * from './schemas/schemaFileNames';
export { stageJsonSchema } from './schemas/stageJsonSchema';
export * from './macros';
export * from './messages/catalogue';
export * from './messages/clipped';
export { NATIVE_DIFFERENCE_WORDS, type NativeDifferenceCode } from './messages/nativeDifferenceWords';
export * from './messages/expectedForms';
export * from './messages/formVoice';
export type { InputWarning } from './messages/inputWarning';
export * from './messages/counted';
export * from './messages/joined';
export { firstProblems, MOST_TOLD } from './firstProblems';
export * from './messages/problem';
export * from './messages/problems/admissionProblems';
export * from './messages/problems/callProblems';
export * from './messages/remedies';
export * from './messages/say';
export type { ChangedAlias } from './messages/sayings/aliasChanges';
export type { HealthFault, UnmetCondition } from './messages/sayings/aliasFailureSayings';
export { calledWords, type Called, type CallType } from './messages/sayings/callStepSayings';
export type { UnchangedPart } from './messages/sayings/codeStepSayings';
export type { SealFault } from './messages/sayings/engineFailureSayings';
export type { HookFault } from './messages/sayings/hookSayings';
export type { AliasAt } from './messages/sayings/headlineSayings';
export type { RoomOfOperations } from './messages/sayings/progressSayings';
export type { AliasNeed, AliasUse } from './messages/sayings/reasonSayings';
export type { Settling } from './messages/sayings/settling';
export type { Caller, NoEffectReason, NothingThere } from './messages/sayings/warningSayings';
export { reportedProblemWords, sayingWords } from './messages/valuesFit';
export * from './messages/voice';
export * from './messages/worded';
export * from './nearestName';
export * from './operation';
export * from './ownEntry';
export * from './outcome/actions';
export * from './outcome/calls';
export * from './outcome/changes';
export * from './outcome/evidence';
export * from './outcome/failure';
export * from './outcome/listWords';
export * from './outcome/moments';
export * from './outcome/outcome';
export * from './outcome/routing';
export * from './outcome/steps';
export * from './outcome/told';
export * from './outcome/watch';
export * from './parseStage';
export * from './pipeline/checkPipeline';
export * from './pipeline/pipelineFinding';
export {
  conversionChanges,
  conversionNews,
  type ConversionNews,
  type RenamedField,
  renamedField,
} from './pipeline/conversion';
export * from './pipeline/conversionNotes';
export {
  nativeDifference,
  nativeDifferencesOf,
  nativeDifferencesOfType,
  type NativeDifference,
} from './pipeline/nativeDifferences';
export * from './pipeline/lambdaStages';
export { migrationGap, type MigrationGap } from './pipeline/migrationGap';
export {
  referencesToNative,
  referencesToOurs,
  type LeftReference,
  type MovedReference,
  type ReferredStage,
  type StagesNamed,
} from './pipeline/moveReferences';
export { reversalOf, type Reversal } from './pipeline/reversal';
export * from './present';
export * from './reservedNames';
export * from './rollout/allowedActions';
export {
  LONGEST_ASKER,
  LONGEST_REASON,
  ROLLOUT_ACTION_WORDS,
  ROLLOUT_ACTIONS,
  type Asker,
  type RolloutAction,
} from './rollout/rolloutAction';
export * from './routingWords';
export * from './schemaAt';
export * from './schemaForm';
export * from './stageDeadline';
export * from './stageDefinition';
export * from './stageError';
export * from './stageRegistry';
export * from './stages/evidence';
export * from './stages/hook';
export * from './stages/evidenceTimes';
export { gradualTimeShortage } from './stages/gradualRules';
export * from './stages/gradualSteps';
export * from './stages/healthCheck';
export { deleteDefinition, type DeleteInput } from './stages/delete';
export { deploymentDefinition, RUNTIMES, type DeploymentInput } from './stages/deployment';
export { kmsKeyOf, startingPositionFor } from './stages/deploymentRules';
export { invokeDefinition, type InvokeInput } from './stages/invoke';
export { rolloutActionDefinition, type RolloutActionInput } from './stages/rolloutAction';
export * from './stages/route';
export { updateCodeDefinition, type UpdateCodeInput } from './stages/updateCode';
