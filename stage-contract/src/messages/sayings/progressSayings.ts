import { durationWords } from '../../durationWords';
import type { Routing } from '../../outcome/routing';
import { routingWords, versionWords } from '../../routingWords';
import type { Catalogue } from '../catalogue';
import { drainedWords, type Drained } from './callStepSayings';
import { inARow, type Worded } from '../worded';
import { healthFaultWords, type HealthFault } from './aliasFailureSayings';
import { changedWords, settlingWords, type Changed, type Settling } from './settling';

interface Parts {
  parts: readonly Worded[];
}

/** What operations share that only so many of them may use at a time. */
const ROOM_WORDS = {
  changes: (running: number) => `${running} stages that change functions are running in this account and region.`,
  calls: (running: number) => `${running} Invoke stages are running in this account and region.`,
  process: (running: number) => `the sidecar is working on ${running} stages.`,
} as const satisfies Record<string, (running: number) => string>;

/** The name of what operations share. */
export type RoomOfOperations = keyof typeof ROOM_WORDS;

/** What a stage is doing now, or how it ended without success. */
export const PROGRESS_SAYINGS = {
  starting: () => 'Starting.',
  planningAnew: () => 'Planning again.',
  waitingForEarlierAttempt: () => 'Waiting for the earlier attempt of this stage to stop.',
  waitingForOtherOperation: ({ target }: { target: string }) => `Waiting for another operation on ${target}.`,
  waitingForRoom: ({ running, room }: { running: number; room: RoomOfOperations }) =>
    `Waiting for a free place: ${ROOM_WORDS[room](running)}`,
  pipelinePaused: () => 'The pipeline is paused. The candidate gets no more traffic until it is resumed.',
  orcaAway: () => 'Orca does not respond. The candidate gets no more traffic until it does.',
  waitingForOrca: () => 'Waiting for Orca to poll again before anything else is changed.',
  tryingAgain: ({ failed, tries }: { failed: Worded; tries: number }) => `${failed.words} Retrying (attempt ${tries}).`,
  waitingForIam: ({ failed, limitSeconds, seconds }: { failed: Worded; limitSeconds: number; seconds: number }) =>
    `${failed.words} A new role or permission can take up to ${limitSeconds} s to take effect in IAM: retrying (${seconds} s so far).`,
  holding: ({ weightPercent, seconds }: { weightPercent: number; seconds: number }) =>
    `Holding at ${weightPercent}% for ${durationWords(seconds)}`,
  timeLeft: ({ doing, leftSeconds }: { doing: Worded; leftSeconds: number }) =>
    `${doing.words}: ${durationWords(leftSeconds)} left`,
  waitingUntilSettled: ({ why, ...changed }: Changed & { why?: Settling }) =>
    `Waiting for ${changedWords(changed)} to settle${why === undefined ? '' : ` (${settlingWords(why)})`}`,
  publishingAnew: ({ version }: { version: string }) =>
    `${versionWords(version)} ended as Failed: sending its code again, so that AWS publishes a new version`,
  waitingUntilProvisioned: ({
    executions,
    qualifier,
    ready,
  }: {
    executions: number;
    qualifier: string;
    ready: number;
  }) => `Waiting until ${executions} environments of ${qualifier} are ready (${ready} so far)`,
  waitingUntilShifted: ({ alias, routing }: { alias: string; routing: Routing }) =>
    `Waiting until AWS has moved the provisioned concurrency of ${alias} (${routingWords(routing)} so far)`,
  awsIsStillMoving: ({ alias }: { alias: string }) => `AWS is still moving the provisioned concurrency of ${alias}`,
  aliasIsMoving: ({ alias }: { alias: string }) => `${alias} is changing; checking again before it is reverted.`,
  checkingHealth: ({ version, attempt, attempts, fault }: CheckTry) =>
    `Health check on ${versionWords(version)}, attempt ${attempt} of ${attempts}: ${healthFaultWords(fault)}`,
  eventSourceExists: ({ source }: { source: string }) =>
    `Someone else has created event source ${source} meanwhile: changing its settings to those of this stage`,
  waitingForMapping: ({ eventSourceArn, state }: { eventSourceArn: string; state: string }) =>
    `Waiting for the event source mapping of ${eventSourceArn}, which is ${state}`,
  waitingUntilMappingGone: ({ eventSourceArn }: { eventSourceArn: string }) =>
    `Waiting until the event source mapping of ${eventSourceArn} is gone`,
  draining: (drained: Drained) => `Waiting until ${drainedWords(drained)}`,
  reverted: ({ parts }: Parts) => `Reverted: ${inARow(parts)}`,
  notFullyRestored: ({ parts }: Parts) => `Not fully restored: ${inARow(parts)}`,
  notRestored: ({ parts }: Parts) => `Not restored: ${inARow(parts)}`,
  wasCancelled: ({ parts }: Parts) => `Cancelled: ${inARow(parts)}`,
  failed: ({ parts }: Parts) => `Failed: ${inARow(parts)}`,
  wasSuperseded: ({ parts }: Parts) => inARow(parts),
  restoreByHand: () => 'Check the function and its aliases, and restore manually whatever is needed.',
  stageWasStopped: () => 'The stage was stopped.',
  timerHasEnded: ({ parts }: Parts) => inARow(parts),
} as const satisfies Catalogue;

interface CheckTry {
  version: string;
  attempt: number;
  attempts: number;
  fault: HealthFault;
}
