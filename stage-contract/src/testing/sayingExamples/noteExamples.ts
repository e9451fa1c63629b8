import { say } from '../../messages/say';
import { AFTER, BEFORE, CANARY } from './routings';
import type { SayingPartValues } from './sayingPartValues';

const live = 'live';
const revertStep = say('revertAlias', { alias: live, routing: BEFORE });
const used = { alias: live, sharePercent: 90 };

export const noteExamples: SayingPartValues<'notes'> = {
  settledAtOnce: {},
  versionActiveAtOnce: { version: '42' },
  versionActive: { version: '42' },
  versionIsInactive: { version: '42' },
  published: { version: '42' },
  reused: { version: '42' },
  environmentsReady: { count: 5 },
  eventSourceState: { state: 'Enabled' },
  eventSourceGone: {},
  eventSourceRemoved: {},
  nothingWasReverted: {},
  cameOfRestoring: { parts: [say('aliasAsBefore', { alias: live, routing: BEFORE })] },
  nothingLeftBehind: {},
  leftBehind: { parts: [say('versionIsLeft', { version: '42' })] },
  aliasServes: { alias: live, routing: AFTER },
  aliasServesStill: { alias: live, routing: BEFORE },
  aliasIsBack: { alias: live, routing: BEFORE },
  aliasCreated: {},
  aliasMovedToVersion: {},
  aliasServedAlready: {},
  aliasKeptRouting: {},
  aliasNotListed: {},
  aliasRouted: { alias: live, routing: CANARY },
  aliasStays: { alias: live, routing: BEFORE },
  aliasStaysAsAsked: { alias: live },
  aliasAsBefore: { alias: live, routing: BEFORE },
  aliasRevertedByTimer: { alias: live, routing: BEFORE, seconds: 3600 },
  aliasWasNotCreated: { alias: live },
  createdAliasStays: { alias: live, routing: AFTER },
  answeredAsExpected: { version: '42' },
  candidateKept: { version: '42', aliases: [live] },
  candidateDeleted: { version: '42' },
  versionKept: { reason: say('usedByAliases', { uses: [used], meanwhile: true }) },
  alreadyGone: {},
  mappingDeleted: {},
  noneThrottled: {},
  callsWithoutAnswer: { count: 1, of: 4 },
  allAsExpected: { count: 10 },
  stillToBeDone: {
    failed: say('noAnswer', { call: 'UpdateAlias', awsCode: 'ETIMEDOUT' }),
    next: say('usualAdvice', { failure: 'awsUnavailable' }),
    step: revertStep,
  },
  stillToBeDoneNotUnderstood: { document: 'steps', reason: 'it is not JSON', step: revertStep },
  timerCleared: { stageName: 'Promote' },
};

export const reasonExamples: SayingPartValues<'reasons'> = {
  found: {},
  routedBy: { stageName: 'Route' },
  aliasWasCreated: { alias: live },
  aliasWasMoved: { alias: live },
  aliasWasReverted: { alias: live, version: '42' },
  broughtBack: {},
  revertedUnpromoted: { seconds: 3600 },
  candidateOfFailedRoute: { target: 'checkout · local / us-east-1' },
  usedByAliases: { uses: [used] },
  hasProvisionedConcurrency: { executions: 5 },
  isBaseline: { alias: live, candidate: '42' },
  amongNewest: { count: 5 },
  youngerThan: { days: 30 },
  deletedWith: { versions: 3, aliases: 1, mappings: 0 },
};
