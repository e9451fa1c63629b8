import { say } from '../../messages/say';
import type { SayingPartValues } from './sayingPartValues';

const by = { user: 'jane', reason: 'figures look good' };
const rollout = { stageName: 'Route', executionId: '01ABC' };

export const rolloutExamples: SayingPartValues<'rollouts'> = {
  rolloutHasEnded: {},
  onlyWatched: {},
  rolloutGoesBack: {},
  rolloutHasNoPlan: {},
  alreadyPromoted: {},
  noPromotionPlanned: {},
  checkWasRejected: {},
  continueEndsHold: {},
  continueEndsWait: {},
  notInHold: {},
  bakeIsKept: {},
  guardNeedsCalls: { missing: 342 },
  alreadyHeld: {},
  alreadyWaits: {},
  nothingToContinue: {},
  nothingChangedYet: {},
  askRollout: { action: 'promote' },
  rolloutIsAsked: { action: 'promote', ...rollout },
  rolloutHasTaken: { action: 'promote', ...rollout },
  withdrawAction: { action: 'promote' },
  actionWithdrawn: {},
  actionStands: {},
  actionRefused: { action: 'skipHold', because: say('guardNeedsCalls', { missing: 342 }) },
  actionFailed: { reason: 'its steps cannot be read' },
  actionNotTaken: { action: 'promote', seconds: 30 },
  noRolloutFound: { functionName: 'checkout', wanted: 'on live', others: [{ ...rollout, alias: 'beta' }] },
  leftOutBy: { action: 'promote', by },
  continuedBy: { by },
  askedBy: { action: 'promote', by },
  heldBy: { by },
  revertAskedBy: { by },
  holdForPerson: { weightPercent: 10 },
  waitingForPerson: { weightPercent: 10 },
  notContinued: { weightPercent: 10, seconds: 86_400 },
};
