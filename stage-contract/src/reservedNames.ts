/**
 * Names that a preconfigured webhook writes into the stage's context itself; it overwrites a field of the same name,
 * so no field of ours may have one. Source: recorded contexts, and Orca's WebhookStage.StageData.
 */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  'url', 'method', 'payload', 'customHeaders', 'permissions', 'parameterValues', 'parameterData', 'statusUrlResolution', 'statusUrlJsonPath',
  'statusJsonPath', 'statusEndpoint', 'progressJsonPath', 'successStatuses', 'canceledStatuses', 'terminalStatuses', 'failFastStatusCodes',
  'signalCancellation', 'cancelEndpoint', 'cancelMethod', 'cancelPayload', 'waitForCompletion', 'waitBeforeMonitor', 'retryStatusCodes',
  'monitorOnly', 'webhook', 'sensitiveHeaders', 'expectedArtifacts', 'responseStatusCodeField',
]);

/** The part of a context that belongs to Orca and Deck; no field of ours may have one of these names either. */
export const ENVELOPE_NAMES: ReadonlySet<string> = new Set([
  'alias', 'type', 'name', 'refId', 'requisiteStageRefIds', 'stageEnabled', 'failPipeline', 'continuePipeline', 'completeOtherBranchesThenFail',
  'failOnFailedExpressions', 'stageTimeoutMs', 'overrideTimeout', 'restrictExecutionDuringTimeWindow', 'restrictedExecutionWindow', 'skipWindowText',
  'sendNotifications', 'notifications', 'comments', 'isNew', 'inject', 'user', 'restartDetails', 'lastModifiedBy', 'expressionEvaluationSummary', 'exception', 'operation', 'timestamp',
  'backoffPeriodMs', 'startTime', 'lastModified', 'locked', 'group', 'startTimeExpiry', 'beforeStageDetails', 'completionDelay', 'stageDetails',
  'artifacts', 'resolvedExpectedArtifacts', 'pipelineConfigId', 'outputs', 'allowSiblingStagesToContinueOnFailure', 'ifStageFails', 'cloudProvider', 'cloudProviderType', 'credentials',
  'isRollback', 'trafficGuard', 'comment', 'respectQuietPeriod', 'rolledBack', 'kato.tasks', 'kato.last.task.id', 'deploy.server.groups', 'migratedFrom',
]);

/** Keys that we, or the native stages before us, write as outputs; an earlier attempt may have left them in the context. */
export const OUTPUT_NAMES: ReadonlySet<string> = new Set([
  'functionARN', 'resourceId', 'versionId', 'revisionId', 'originalRevisionId', 'newRevisionId', 'lambdaCreated', 'lambdaObject', 'lambdaCodeUpdated', 'lambdaConfigUpdated',
  'lambdaAliasesUpdated', 'lambdaVersionPublished', 'deployment:majorVersionDeployed', 'deployment:minorVersionDeployed', 'deployment:aliasDeployed',
  'deployment:strategyUsed', 'invokeResultsList', 'deleteTask:deleteVersion', 'deleteTask', 'status:LambdaDeleteTask', 'failureMessage', 'taskContext', 'urlList', 'createdUrl', 'updateCodeUrl', 'updateConfigUrl',
  'updateEventUrl', 'publishVersionUrl', 'lambdaPutConcurrencyUrl', 'lambdaDeleteConcurrencyUrl', 'eventConfigUrlList', 'updateAliasesUrlList',
  'LambdaPutConcurrencyTask', 'LambdaDeleteConcurrencyTask', 'functionVersion', 'aliasArn', 'resolvedPayload', 'resolvedPayloadArtifact', 'lambdaStages',
  'routing', 'versionReused', 'deletedVersions', 'protectedVersions', 'executedVersions', 'durationsMs', 'response', 'revertTimer',
]);
