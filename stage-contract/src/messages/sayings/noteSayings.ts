import { durationWords } from '../../durationWords';
import type { Routing } from '../../outcome/routing';
import { routingWords, versionWords } from '../../routingWords';
import type { Catalogue } from '../catalogue';
import { joined } from '../joined';
import { inARow, type Worded } from '../worded';

interface RoutedAlias {
  alias: string;
  routing: Routing;
}
interface OneVersion {
  version: string;
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
  aliasWasNotCreated: ({ alias }: { alias: string }) => `${alias} was not created.`,
  createdAliasStays: ({ alias, routing }: RoutedAlias) =>
    `${alias} was created by this execution and stays at ${routingWords(routing)}; it has no earlier routing.`,
  answeredAsExpected: ({ version }: OneVersion) => `${versionWords(version)} answered as expected.`,
  candidateKept: ({ version, aliases }: OneVersion & { aliases: readonly string[] }) =>
    `${versionWords(version)} was kept: ${joined(aliases)} ${aliases.length === 1 ? 'refers' : 'refer'} to it.`,
  candidateDeleted: ({ version }: OneVersion) => `${versionWords(version)} was deleted.`,
  versionKept: ({ reason }: { reason: Worded }) => `kept: ${reason.words}`,
  alreadyGone: () => 'already gone',
  mappingDeleted: () => 'deleted',
  noneThrottled: () => 'no calls were throttled',
  callsWithoutAnswer: ({ count, of }: { count: number; of: number }) => `${count} of ${of} calls got no response`,
  allAsExpected: ({ count }: { count: number }) => `${count === 1 ? 'as' : `all ${count} as`} expected`,
  stillToBeDone: ({ failed, next, step }: { failed: Worded; next: Worded; step: Worded }) =>
    `${failed.words} ${next.words} Remaining step: ${step.words}.`,
  stillToBeDoneNotUnderstood: ({ document, reason, step }: { document: string; reason: string; step: Worded }) =>
    `This operation's ${document} in the journal cannot be read: ${reason}. Remaining step: ${step.words}.`,
  timerCleared: ({ stageName, executionId }: { stageName: string; executionId?: string }) =>
    `Cleared by “${stageName}”${executionId === undefined ? '' : ` of execution ${executionId}`}.`,
} as const satisfies Catalogue;
