import { problem } from '../../messages/problem';
import { say } from '../../messages/say';
import { AFTER, BEFORE, CANARY } from './routings';
import type { SayingPartValues } from './sayingPartValues';

const live = 'live';
const functionName = 'checkout';
const called = { functionName, qualifier: live };
const call = 'UpdateAlias';
const code = { bucket: 'builds', key: 'checkout.zip' };
const refusedPayload = problem('invokePayload', 'payloadTooLarge', { bytes: 7_000_000, limitBytes: 6_291_456 });
const holder = {
  alias: live,
  stageName: 'Route',
  executionId: '01J0000000000000000000000',
  since: '2026-11-21T14:00:00.000Z',
};

export const failureExamples: SayingPartValues<'failures'> = {
  accountNotConfiguredHere: { account: 'prod', configured: ['local'] },
  accountIsAnother: { account: 'prod' },
  regionNotConfigured: { region: 'eu-west-3', account: 'local', configured: ['us-east-1'] },
  noFunctionToUpdate: { functionName },
  noVersion: { version: '42' },
  noPreviousToCall: {},
  noVersionToCall: { macro: '$LATEST' },
  goneWhileChanging: { functionName, version: '42' },
  couldNotFinish: {
    functionName,
    why: { state: 'updateFailed', awsCode: 'InvalidSubnet', awsReason: 'no such subnet' },
  },
  stillApplying: { functionName, why: { state: 'inProgress' } },
  couldNotProvision: { executions: 5, qualifier: live },
  provisionedRefused: {
    problem: problem('provisionedConcurrentExecutions', 'provisionedOnSplitAlias', { alias: live }),
  },
  eventSourcesRefused: {},
  eventSourceRemovedByOther: { eventSourceArn: 'arn:aws:sqs:eu-west-1:123456789012:orders' },
  noCodeNamed: {},
  isContainerImage: { functionName },
  otherCode: { codeSha256: '7xKdP0…', expected: 'Qm4rT1…' },
  headChangedByOther: {},
  createdByOther: { functionName },
  notPublishedBeforeWaiting: {},
  notPublishedBeforeRouting: {},
  payloadRefused: { problem: refusedPayload },
  nothingWasCalled: { problems: [refusedPayload] },
  nobodySawTheEnd: { called, count: 2, withinSeconds: 8 },
  nobodySawAllEnds: { functionName, unknown: 1, count: 10 },
  notAsExpected: { called, failed: 3, count: 10, conditions: ['Body', 'Duration'] },
  nothingToDelete: { version: '$PREVIOUS', nothing: { why: 'noPreviousOf', alias: live } },
  nothingToDeleteAtAll: { functionName },
  aliasHeld: { ...holder, candidate: '42' },
  rolloutHoldsAlias: holder,
  aliasChangedByOther: { alias: live, expected: CANARY, found: AFTER },
  canaryWasReverted: { alias: live, routing: BEFORE, revertedAt: '2026-11-21T15:00:00.000Z', seconds: 3600 },
  concurrencyIsMoving: { alias: live },
  noPreviousToReturnTo: { alias: live, existing: ['44', '43'] },
  macroNamesNoVersion: { macro: '$LATEST' },
  previousDiffers: {
    aliases: [
      { alias: live, version: '41' },
      { alias: 'beta', version: '40' },
    ],
  },
  healthChecksRefused: { problems: [problem('steps.1.check.invokePayload', 'brokenJson', {})] },
  healthCheckFailed: {
    version: '42',
    fault: 'notAsExpected',
    conditions: [
      { condition: 'Body', expected: say('wantedValue', { value: 'ok' }), got: say('gotValue', { value: 'failed' }) },
    ],
  },
  aliasForSettingsMissing: { alias: live },
  aliasesAreInUse: { functionName, aliases: [live] },
  candidateServes: { version: '42', aliases: [live] },
  noAliasForPrevious: { alias: live },
  awsThrottled: { call },
  ec2Throttled: { call: 'Invoke' },
  noCredentials: { call },
  noAnswer: { call, awsCode: 'ETIMEDOUT' },
  awsFailed: { call, httpStatus: 500, awsCode: 'ServiceException' },
  changedBefore: { call },
  conflicts: { call, message: 'An update is in progress for resource checkout' },
  credentialsRefused: { call, awsCode: 'ExpiredTokenException' },
  notAllowed: { call, message: 'no identity-based policy allows the lambda:UpdateAlias action' },
  refused: { call, message: 'Value 0.123 at weight is too precise' },
  stateIsFailed: { call: 'Invoke' },
  subjectMissing: { call: 'GetEventSourceMapping', message: 'The resource you requested does not exist' },
  functionMissing: { functionName },
  versionMissing: { version: '42', functionName },
  aliasMissing: { alias: live, functionName },
  functionNotReady: { call: 'Invoke', awsCode: 'ResourceNotReadyException', message: 'The function is idle' },
  cannotRun: { awsCode: 'InvalidRuntimeException', message: 'The runtime is not valid' },
  executionRoleNotAssumable: { role: 'arn:aws:iam::123456789012:role/checkout' },
  executionRoleLacksPermission: { call: 'CreateFunction', message: 'ec2:CreateNetworkInterface is missing' },
  roleNotAssumable: { roleArn: 'arn:aws:iam::123456789012:role/deployer', account: 'prod' },
  bucketMissing: { bucket: 'builds' },
  objectMissing: code,
  objectVersionMissing: code,
  bucketInOtherRegion: { ...code, region: 'eu-west-1' },
  objectNotReadable: code,
  objectNotGiven: { ...code, s3Code: 'SlowDown' },
  unexpected: { reason: 'the disk is full' },
  supersededBy: { by: 'a newer attempt' },
  cancelledBeforeChange: {},
  executionCancelled: {},
  givenUpByOrca: {},
  deadlinePassed: { during: say('waitingUntilSettled', { functionName }) },
  pinHasExpired: { pin: 'baseline' },
  pinNotUnderstood: { pin: 'baseline', reason: 'it is not JSON' },
  sealedTextNotOpened: { why: 'keyMissing', key: '0a1b2c3d4e5f' },
  journalNotUnderstood: {
    document: 'steps',
    reason: 'it is not JSON',
    before: say('executionCancelled', {}),
    begun: [say('moveAliasTo', { alias: live, routing: CANARY })],
  },
};
