import { durationWords } from '../../durationWords';
import type { Routing } from '../../outcome/routing';
import { routingWords, versionWords } from '../../routingWords';
import type { Catalogue } from '../catalogue';
import { joined } from '../joined';
import type { Voice } from '../voice';
import { inARow, type Worded } from '../worded';

interface RoutedAlias {
  alias: string;
  routing: Routing;
}
interface OneVersion {
  version: string;
}

interface OneSource {
  source: string;
}

/** How a user ends a hold after a failure. */
function wayOut(alias: string, { mainVersion, additionalVersion }: Routing, back: Routing | undefined): string {
  if (additionalVersion !== undefined)
    return ` To end this, send all traffic of ${alias} to ${versionWords(additionalVersion)} or to ${versionWords(mainVersion)} with a Route stage.`;
  return back === undefined ? '' : ` To go back, route ${alias} to ${routingWords(back)} with a Route stage.`;
}

/** The results of steps, shown next to each. */
export const NOTE_SAYINGS = {
  settledAtOnce: () => 'settled immediately',
  versionActiveAtOnce: ({ version }: OneVersion) => `${versionWords(version)} was active immediately`,
  versionActive: ({ version }: OneVersion) => `${versionWords(version)} is active`,
  versionIsInactive: ({ version }: OneVersion) =>
    `${versionWords(version)} is Inactive, because nobody has called it for weeks: its first call wakes it, and may fail`,
  published: ({ version }: OneVersion) => `published ${versionWords(version)}`,
  reused: ({ version }: OneVersion) => `reused ${versionWords(version)}: it already has this code and configuration`,
  environmentsReady: ({ count }: { count: number }) => `${count} ready`,
  /** Without `qualifier`, it is the function's reserved concurrency. */
  concurrencyAsBefore: ({ executions, qualifier }: { executions: number | null; qualifier?: string }) =>
    `${qualifier === undefined ? 'Reserved concurrency' : `Provisioned concurrency of ${qualifier}`} is as before this stage: ${executions ?? 'none'}.`,
  descriptionAsBefore: ({ alias }: { alias: string }) => `The description of ${alias} is as before.`,
  eventSourceRemovedAgain: ({ source }: OneSource) => `Event source ${source} was removed again.`,
  /** `kept`: settings that AWS cannot take back. */
  eventSourceAsBefore: ({ source, kept = [] }: OneSource & { kept?: readonly string[] }) =>
    kept.length === 0
      ? `Event source ${source} is as before this stage.`
      : `Event source ${source} is as before this stage, except ${joined(kept)}: AWS cannot take it back. Check it.`,
  eventSourceStaysRemoved: ({ source }: OneSource) =>
    `Event source ${source} stays removed: a new mapping would not continue where the old one stopped reading. Create it again with the position that you need.`,
  eventSourceState: ({ state }: { state: string }) => state,
  eventSourceGone: () => 'gone',
  eventSourceRemoved: () => 'removed',
  nothingWasReverted: () => 'Nothing was reverted.',
  cameOfRestoring: ({ parts }: { parts: readonly Worded[] }) => inARow(parts),
  nothingLeftBehind: () => 'This stage left nothing behind.',
  leftBehind: ({ parts }: { parts: readonly Worded[] }) => inARow(parts),
  aliasServes: ({ alias, routing }: RoutedAlias) => `${alias} serves ${routingWords(routing)}`,
  aliasServesStill: ({ alias, routing }: RoutedAlias) => `${alias} serves ${routingWords(routing)}.`,
  aliasIsBack: ({ alias, routing }: RoutedAlias) => `${alias} is back at ${routingWords(routing)}.`,
  /** `back`: the routing before this execution, if the alias has left it; `described`: the stage has set a description. */
  aliasKeepsAsAsked: (
    { alias, routing, back, described }: RoutedAlias & { back?: Routing; described?: true },
    voice: Voice,
  ) =>
    `${alias} keeps ${routingWords(routing)}${described === true ? ' and the description that this stage has set' : ''}, because ${voice.field('onFailure')} is ${voice.choice('onFailure', 'hold')}.${wayOut(alias, routing, back)}`,
  nothingToGoBackTo: ({ alias, routing }: RoutedAlias) =>
    `${alias} stays at ${routingWords(routing)}: it served that before this execution, so there is nothing to go back to.`,
  aliasCreated: () => 'created',
  aliasMovedToVersion: () => 'moved to the new version',
  aliasServedAlready: () => 'already served it',
  aliasKeptRouting: () => 'kept its routing',
  aliasNotListed: () => 'not listed, left unchanged',
  aliasRouted: ({ alias, routing }: RoutedAlias) => `${alias} → ${routingWords(routing)}`,
  aliasStays: ({ alias, routing }: RoutedAlias) => `${alias} stays at ${routingWords(routing)}.`,
  aliasStaysAsAsked: ({ alias }: { alias: string }) => `${alias} stays unchanged, as configured in the stage.`,
  aliasAsBefore: ({ alias, routing }: RoutedAlias) => `${alias} → ${routingWords(routing)}, as before this execution.`,
  aliasRevertedByTimer: ({ alias, routing, seconds }: RoutedAlias & { seconds: number }) =>
    `${alias} → ${routingWords(routing)}, because the canary was not promoted within ${durationWords(seconds)}.`,
  aliasRevertedByWatch: ({ alias, routing, because }: RoutedAlias & { because: Worded }) =>
    `${alias} → ${routingWords(routing)}. ${because.words}`,
  aliasWatched: ({ alias, routing, seconds }: RoutedAlias & { seconds: number }) =>
    `${alias} stays at ${routingWords(routing)}: nothing was found within ${durationWords(seconds)}.`,
  noLongerWatched: ({ because }: { because: Worded }) => `No longer watched. ${because.words}`,
  watchNotFinished: ({ alias }: { alias: string }) => `${alias} stays unchanged: it could not be watched to the end.`,
  aliasWasNotCreated: ({ alias }: { alias: string }) => `${alias} was not created.`,
  createdAliasStays: ({ alias, routing }: RoutedAlias) =>
    `${alias} was created by this execution and stays at ${routingWords(routing)}: it has no earlier routing to go back to.`,
  answeredAsExpected: ({ version }: OneVersion) => `${versionWords(version)} answered as expected.`,
  /** A check without conditions; `errorStatus`: what an HTTP caller would see. */
  answeredOnly: ({ version, errorStatus }: OneVersion & { errorStatus?: number }) =>
    errorStatus === undefined
      ? `${versionWords(version)} answered without a function error; nothing else was expected.`
      : `${versionWords(version)} answered with statusCode ${errorStatus}; nothing but a function error would have failed the check.`,
  candidateKept: ({ version, aliases }: OneVersion & { aliases: readonly string[] }) =>
    `${versionWords(version)} was kept: ${joined(aliases)} ${aliases.length === 1 ? 'refers' : 'refer'} to it.`,
  candidateIsNotOwn: ({ version }: OneVersion) =>
    `${versionWords(version)} was kept: this execution has not published it.`,
  candidateDeleted: ({ version }: OneVersion) => `${versionWords(version)} was deleted.`,
  versionKept: ({ reason }: { reason: Worded }) => `kept: ${reason.words}`,
  alreadyGone: () => 'already gone',
  aliasMovedMeanwhile: ({ alias, routing }: RoutedAlias) =>
    `kept: ${alias} was changed after this stage started, and serves ${routingWords(routing)}`,
  mappingDeleted: () => 'deleted',
  noneThrottled: () => 'no calls were throttled',
  callsWithoutAnswer: ({ count, of }: { count: number; of: number }) => `${count} of ${of} calls got no response`,
  allAsExpected: ({ count }: { count: number }) => `${count === 1 ? 'as' : `all ${count} as`} expected`,
  allAnswered: ({ count }: { count: number }) =>
    `${count === 1 ? '' : `all ${count} `}answered without a function error; nothing else was expected`,
  stillToBeDone: ({ failed, next, step }: { failed: Worded; next: Worded; step: Worded }) =>
    `${failed.words} ${next.words} Remaining step: ${step.words}.`,
  stillToBeDoneNotUnderstood: ({ document, reason, step }: { document: string; reason: string; step: Worded }) =>
    `This operation's ${document} in the journal cannot be read: ${reason}. Remaining step: ${step.words}.`,
  timerCleared: ({ stageName, executionId }: { stageName: string; executionId?: string }) =>
    `Cleared by “${stageName}”${executionId === undefined ? '' : ` of execution ${executionId}`}.`,
} as const satisfies Catalogue;
