import { durationWords } from '../../durationWords';
import { actionWords, askerWords, type Asker } from '../../rollout/rolloutAction';
import type { Catalogue } from '../catalogue';
import { joined } from '../joined';
import type { Worded } from '../worded';

/** An action, and who asked for it. */
interface Asked {
  action: string;
  by: Asker;
}

/** Another operation that works on the same function. */
interface OtherOperation {
  stageName: string;
  executionId: string;
  alias?: string;
}

const otherWords = ({ stageName, executionId, alias }: OtherOperation): string =>
  `${stageName}${alias === undefined ? '' : ` on ${alias}`} (execution ${executionId})`;

/** Why an action on a rollout is not possible now: the reason beside a disabled button, without a period. */
const REFUSAL_SAYINGS = {
  rolloutHasEnded: () => 'this rollout has ended',
  onlyWatched: () => 'this rollout has ended and is only watched',
  rolloutGoesBack: () => 'this rollout is already going back',
  rolloutHasNoPlan: () => 'this rollout has not planned its steps yet',
  alreadyPromoted: () => 'the last move has been made: there is no further promotion',
  noPromotionPlanned: () => 'this rollout does not end with a promotion to 100%',
  checkWasRejected: () => 'a check has rejected the candidate',
  continueEndsHold: () => 'somebody has put the rollout on hold: Continue ends that',
  continueEndsWait: () => 'this step waits for a person: Continue ends that',
  notInHold: () => 'the rollout is not in a hold',
  bakeIsKept: () => 'the time after the promotion is never skipped, because a revert is still possible in it',
  guardNeedsCalls: ({ missing }: { missing: number }) =>
    `the guard needs ${missing.toLocaleString('en-US')} more ${missing === 1 ? 'invocation' : 'invocations'}`,
  alreadyHeld: () => 'the rollout is already on hold',
  alreadyWaits: () => 'this step already waits for a person',
  nothingToContinue: () => 'the rollout is not waiting for anybody',
  nothingChangedYet: () => 'nothing has been changed yet: to stop the rollout, cancel its execution',
} as const satisfies Catalogue;

/** What people do to a rollout that is under way, and what comes of it. */
export const ROLLOUT_SAYINGS = {
  ...REFUSAL_SAYINGS,
  askRollout: ({ action }: { action: string }) => `Ask the rollout: ${actionWords(action)}`,
  rolloutIsAsked: ({ action, stageName, executionId }: { action: string } & OtherOperation) =>
    `Waiting for ${otherWords({ stageName, executionId })} to take: ${actionWords(action)}`,
  rolloutHasTaken: ({ action, stageName, executionId }: { action: string } & OtherOperation) =>
    `${otherWords({ stageName, executionId })} has taken: ${actionWords(action)}.`,
  withdrawAction: ({ action }: { action: string }) => `Withdraw: ${actionWords(action)}`,
  actionWithdrawn: () => 'withdrawn: the rollout had not taken it',
  actionStands: () => 'the rollout had taken it already: it stands',
  actionRefused: ({ action, because }: { action: string; because: Worded }) =>
    `${actionWords(action)} is not possible: ${because.words}.`,
  actionFailed: ({ reason }: { reason: string }) => `the rollout could not take it: ${reason}`,
  actionNotTaken: ({ action, seconds }: { action: string; seconds: number }) =>
    `The rollout did not take ${actionWords(action)} within ${durationWords(seconds)}, because it was in the middle of a step. It has been withdrawn: nothing has changed.`,
  noRolloutFound: ({
    functionName,
    wanted,
    others,
  }: {
    functionName: string;
    wanted: string;
    others: readonly OtherOperation[];
  }) =>
    `No rollout of ${functionName} is running ${wanted}. ${
      others.length === 0
        ? 'No other stage is working on this function.'
        : `On this function: ${joined(others.map(otherWords))}.`
    }`,
  leftOutBy: ({ action, by }: Asked) => `left out: ${actionWords(action)} by ${askerWords(by)}`,
  continuedBy: ({ by }: { by: Asker }) => `continued by ${askerWords(by)}`,
  askedBy: ({ action, by }: Asked) => `${actionWords(action)}: ${askerWords(by)}`,
  heldBy: ({ by }: { by: Asker }) =>
    `On hold by ${askerWords(by)}. The candidate gets no more traffic until somebody continues the rollout.`,
  revertAskedBy: ({ by }: { by: Asker }) => `Reverted on demand by ${askerWords(by)}.`,
  holdForPerson: ({ weightPercent }: { weightPercent: number }) =>
    `Hold ${weightPercent}% until somebody continues the rollout`,
  waitingForPerson: ({ weightPercent }: { weightPercent: number }) =>
    `Waiting at ${weightPercent}% for somebody to continue the rollout`,
  notContinued: ({ weightPercent, seconds }: { weightPercent: number; seconds: number }) =>
    `Nobody continued the rollout at ${weightPercent}% within ${durationWords(seconds)}.`,
} as const satisfies Catalogue;
