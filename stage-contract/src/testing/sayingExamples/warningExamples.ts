import { say } from '../../messages/say';
import { AFTER, BEFORE, CANARY } from './routings';
import type { SayingPartValues } from './sayingPartValues';

const live = 'live';
const reason = say('usedByAliases', { uses: [{ alias: live, sharePercent: 90 }] });
const change = { alias: live, expected: CANARY, found: AFTER };
const canary = { alias: live, routing: BEFORE, revertedAt: '2026-11-21T15:00:00.000Z', seconds: 3600 };

export const warningExamples: SayingPartValues<'warnings'> = {
  versionIsKept: { version: '41', reason },
  versionsAreKept: {
    versions: [
      { version: '41', reason },
      { version: '40', reason: say('hasProvisionedConcurrency', { executions: 5 }) },
    ],
    count: 2,
  },
  nothingWasDeleted: { nothing: { why: 'ruleKeepsAll', count: 5 } },
  headWasCalled: {},
  callersBypassAlias: {
    callers: [{ kind: 'eventSource', name: 'orders' }, { kind: 'functionUrl' }],
  },
  headCallersNotRead: {
    why: say('notAllowed', { call: 'GetPolicy', message: 'no identity-based policy allows lambda:GetPolicy' }),
  },
  headStillCalled: { callers: [{ kind: 'eventSource', name: 'orders' }], functionName: 'checkout', version: '42' },
  answerNotJudged: { called: { functionName: 'checkout', qualifier: '42' }, errorStatus: 500 },
  checkNotRun: { strategy: '$SIMPLE' },
  onlyVersionGetsAll: { version: '42', missing: '$PREVIOUS' },
  nothingNewPublished: { version: '42', alias: live, routing: AFTER },
  lowerWeightsLeftOut: { version: '42', sharePercent: 25 },
  proceededOverChange: change,
  proceededOverChangeInHold: change,
  proceededAfterTimedRevert: canary,
  couldNotRevertInTime: { seconds: 3600, note: say('noAnswer', { call: 'UpdateAlias', awsCode: 'ETIMEDOUT' }) },
  aliasesAtHead: { aliases: [live] },
  eventSourcesBypassAliases: { sources: ['orders'] },
  eventSourcesShared: { sources: [{ source: 'orders' }, { source: 'carts', alias: 'staging' }] },
  eventSourcePaused: { source: 'orders' },
  fieldsWithoutEffect: { fields: ['batchsize'], because: 'noSources' },
  functionIsStopped: {},
  versionKeepsDescription: { version: '42', description: 'release 6' },
  publishesOtherSettings: { settings: ['Memory', 'Environment LEVEL'], version: '41' },
  functionIsInactive: { functionName: 'checkout' },
  functionIsLeft: { functionName: 'checkout' },
  versionIsLeft: { version: '42' },
  headKeeps: { settings: ['Code', 'Memory'] },
  stableIsInferred: { alias: live, version: '41', other: '42' },
  previousWasLastSeen: { alias: live, version: '41', release: '42', seenAt: '2026-11-21T14:00:00.000Z' },
  previousIsGuessed: { alias: live, version: '41', release: '42' },
  previousIsGone: { alias: live, gone: '41', version: '40', isServed: true },
  previousIsNewer: { alias: live, served: '40', version: '41', release: '42' },
  previousIsServed: { alias: live, version: '41', release: '42' },
  versionBIsNotUsed: { strategy: '$SIMPLE' },
  notTakenBack: { steps: [say('updateTags', {})] },
  expressionTakenLiterally: { field: 'aliasDescription' },
  moreFieldsIgnored: { count: 3 },
  unknownFieldIgnored: { field: 'cloudProviderType' },
};

export const evidenceExamples: SayingPartValues<'evidence'> = {
  healthCheckOf: { version: '42' },
  invocationsOf: { called: { functionName: 'checkout', qualifier: live } },
};

export const adviceExamples: SayingPartValues<'advice'> = {
  waitOrKeepRouting: {},
  beginCanaryAgain: {},
  runPipelineAgainAfterChange: {},
  moveBackByHand: {},
  restoreSettingByHand: {},
  startPipelineAfterHeadChange: {},
  pointCallersAtAlias: { functionName: 'checkout', alias: live },
  nothingToReturnTo: {},
  publishFirst: {},
  nameTheAlias: {},
  giveNameBack: { account: 'prod' },
  giveCode: {},
  deployZipsOnly: {},
  routeToVersion: {},
  routeToOneVersionFirst: {},
  addAlias: { alias: live },
  startPipelineInstead: {},
  runStageAgainToUpdate: {},
  runStageAgainToMakeAnew: {},
  nothingBroughtBack: { next: say('usualAdvice', { failure: 'journalNotUnderstood' }) },
  usualAdvice: { failure: 'throttled' },
  addEarlierKey: {},
  giveCredentials: {},
  renewCredentials: {},
  checkTrustOfSidecar: {},
  checkTrustOfLambda: {},
  addRolePermission: {},
  lookAtStateReason: {},
  waitUntilReady: {},
  correctConfiguration: {},
  uploadToRegion: {},
  allowGetObject: { action: 's3:GetObjectVersion' },
  allowAction: {
    action: 'lambda:UpdateAlias',
    resource: 'arn:aws:lambda:us-east-1:123456789012:function:checkout',
  },
  findDeny: { action: 'lambda:UpdateAlias' },
  moveWithOtherAccount: { account: 'prod-revert' },
};

export const assertionExamples: SayingPartValues<'assertions'> = {
  wantedValue: { value: '200' },
  wantedMatch: { pattern: '^ok' },
  wantedLessThan: { limit: 5 },
  wantedGreaterThan: { limit: 0 },
  wantedWithin: { limitMs: 500 },
  wantedError: {},
  wantedNoError: {},
  wantedSomething: {},
  wantedAnswer: {},
  gotValue: { value: '500' },
  gotNothing: {},
  gotHidden: {},
  gotError: { functionError: 'Unhandled', message: 'no such table' },
  gotNoError: {},
  gotNoMatchInTime: { limitMs: 100 },
  gotNoResult: { limitMs: 1000 },
  gotAfter: { durationMs: 912 },
  gotNoAnswer: { withinSeconds: 8 },
  gotUnseenEnd: {},
  gotFailedCall: {},
};
