import { say } from '../../messages/say';
import { AFTER, BEFORE, CANARY } from './routings';
import type { SayingPartValues } from './sayingPartValues';

const live = 'live';
const failed = say('awsThrottled', { call: 'GetAlias' });
const eventSourceArn = 'arn:aws:sqs:eu-west-1:123456789012:orders';
const back = say('aliasAsBefore', { alias: live, routing: BEFORE });
const cancelled = say('executionCancelled', {});

export const progressExamples: SayingPartValues<'progress'> = {
  starting: {},
  planningAnew: {},
  waitingForEarlierAttempt: {},
  waitingForOtherOperation: { target: 'checkout · local / us-east-1' },
  waitingForRoom: { running: 128, room: 'changes' },
  pipelinePaused: {},
  orcaAway: {},
  waitingForOrca: {},
  tryingAgain: { failed, tries: 3 },
  waitingForIam: {
    failed: say('notAllowed', { call: 'Invoke', message: 'no identity-based policy' }),
    limitSeconds: 60,
    seconds: 4,
  },
  holding: { weightPercent: 10, seconds: 300 },
  timeLeft: { doing: say('holding', { weightPercent: 10, seconds: 300 }), leftSeconds: 72 },
  waitingUntilSettled: { functionName: 'checkout', version: '42', why: { state: 'pending', awsCode: 'Creating' } },
  publishingAnew: { version: '42' },
  waitingUntilProvisioned: { executions: 5, qualifier: live, ready: 2 },
  waitingUntilShifted: { alias: live, routing: CANARY },
  awsIsStillMoving: { alias: live },
  aliasIsMoving: { alias: live },
  checkingHealth: { version: '42', attempt: 1, attempts: 3, fault: { fault: 'noAnswer', withinSeconds: 8 } },
  eventSourceExists: { source: 'orders' },
  waitingForMapping: { eventSourceArn, state: 'Creating' },
  waitingUntilMappingGone: { eventSourceArn },
  draining: { versions: ['41'], seconds: 15 },
  reverted: { parts: [back] },
  notFullyRestored: { parts: [back] },
  notRestored: { parts: [say('noAnswer', { call: 'UpdateAlias', awsCode: 'ETIMEDOUT' })] },
  wasCancelled: { parts: [cancelled] },
  failed: { parts: [say('awsThrottled', { call: 'GetAlias' })] },
  wasSuperseded: { parts: [say('supersededBy', { by: 'a newer attempt' }), say('nothingWasReverted', {})] },
  restoreByHand: {},
  stageWasStopped: {},
  timerHasEnded: { parts: [back] },
};

const called = { functionName: 'checkout', qualifier: live };
const moved = [{ alias: live, routing: AFTER }];

export const headlineExamples: SayingPartValues<'headlines'> = {
  functionCreated: { functionName: 'checkout', version: '1', moved: [{ alias: live, routing: { mainVersion: '1' } }] },
  functionUnchanged: { functionName: 'checkout' },
  updatedWithoutPublishing: { functionName: 'checkout', moved: [] },
  publishedVersion: { version: '42', moved: [], kept: [{ alias: live, routing: BEFORE }] },
  versionUnchanged: { version: '42' },
  versionReused: { version: '42', moved, changed: ['Tag team'] },
  codeUpdatedWithoutPublishing: { functionName: 'checkout' },
  functionHasCode: { functionName: 'checkout' },
  versionHasCode: { version: '42' },
  aliasRoutedTo: { alias: live, routing: CANARY, back: { to: BEFORE, seconds: 3600 } },
  routingUnchanged: { alias: live, routing: AFTER, changed: ['Reserved concurrency'], checked: true },
  callsQueued: { called, count: 10 },
  callPermitted: { called },
  callAnswered: { called, durationMs: 38, errorStatus: 500 },
  callsAnswered: { called, count: 3 },
  callAsExpected: { called, durationMs: 38 },
  callsAsExpected: { called, count: 10 },
  functionDeleted: { functionName: 'checkout', parts: say('deletedWith', { versions: 3, aliases: 1, mappings: 0 }) },
  versionsDeleted: { versions: ['39', '40'], kept: ['41'] },
  versionsKept: { kept: ['41'] },
  versionsWereGone: { count: 2 },
  nothingDeleted: { warning: say('nothingWasDeleted', { nothing: { why: 'noVersions' } }) },
};
