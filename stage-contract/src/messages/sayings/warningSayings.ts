import { durationWords } from '../../durationWords';
import type { Routing } from '../../outcome/routing';
import { routingWords, versionWords } from '../../routingWords';
import type { Catalogue } from '../catalogue';
import { counted } from '../counted';
import { joined } from '../joined';
import type { Voice } from '../voice';
import { wordsOf, type Worded } from '../worded';
import { calledWords, type Called } from './callStepSayings';
import { existingVersionsWords, type ExistingVersions } from './existingVersions';
import { canaryReverted, someoneElseChanged, type ChangedAlias, type RevertedCanary } from './aliasChanges';

interface OneVersion {
  version: string;
}

/** Why a Delete finds nothing to delete. */
export type NothingThere =
  | { why: 'noVersions' | 'noPrevious' }
  | { why: 'noPreviousOf'; alias: string }
  | ({ why: 'noSuchVersion'; version: string } & ExistingVersions)
  | { why: 'ruleKeepsAll'; count: number }
  | { why: 'noFunction'; functionName: string };

/** Why there is nothing to delete, as part of a sentence. */
export function nothingThereWords(nothing: NothingThere): string {
  switch (nothing.why) {
    case 'noVersions':
      return 'the function has no published version';
    case 'noPrevious':
      return 'there is no previous version';
    case 'noPreviousOf':
      return `there is no previous version of ${nothing.alias}`;
    case 'noSuchVersion':
      return `there is no v${nothing.version}${existingVersionsWords(nothing)}`;
    case 'ruleKeepsAll':
      return `the rule keeps ${nothing.count === 1 ? 'the only version' : `all ${nothing.count} versions`}`;
    case 'noFunction':
      return `${nothing.functionName} does not exist`;
  }
}

/** Callers that bypass the alias. */
export type Caller =
  | { kind: 'eventSource'; name: string }
  | { kind: 'statement'; principal: string; sid: string }
  | { kind: 'functionUrl' };

const callerWords = (caller: Caller): string => {
  switch (caller.kind) {
    case 'eventSource':
      return `event source ${caller.name}`;
    case 'statement':
      return `${caller.principal} (statement ${caller.sid})`;
    case 'functionUrl':
      return 'the function URL';
  }
};

/** Why fields of a stage change nothing. */
const NO_EFFECT_REASONS = {
  noSources: (voice: Voice) => `no event source is listed in ${voice.field('triggerArns')}`,
  noStreams: (voice: Voice) => `${voice.field('triggerArns')} lists no source of a kind that has such a setting`,
  sourcesIgnored: (voice: Voice) =>
    `${voice.field('eventSourceMode')} is ${voice.choice('eventSourceMode', 'ignore')}, so event sources stay unchanged`,
  tagsIgnored: (voice: Voice) =>
    `${voice.field('tagsMode')} is ${voice.choice('tagsMode', 'ignore')}, so tags stay unchanged`,
  nothingForAlias: () => 'the stage sets neither provisioned concurrency nor event sources',
  noAlias: (voice: Voice) => `provisioned concurrency belongs to an alias, and ${voice.field('aliasName')} names none`,
} as const satisfies Record<string, (voice: Voice) => string>;

/** The name of a reason why fields change nothing. */
export type NoEffectReason = keyof typeof NO_EFFECT_REASONS;

const sourcesWords = (sources: readonly string[]): string =>
  `Event ${sources.length === 1 ? 'source' : 'sources'} ${joined(sources)}`;

/** A version that an alias is thought to have served before a release; without one if it serves the unpublished head. */
interface PreviousVersion extends OneVersion {
  alias: string;
  release?: string;
}

const beforeWords = (release: string | undefined): string =>
  release === undefined ? ' before the unpublished head' : ` before ${versionWords(release)}`;

interface HeadCallers {
  callers: readonly Caller[];
  functionName: string;
  version?: string;
}

/** Most names in one warning; the report has them all. */
const NAMED = 20;

interface KeptVersions {
  /** The first of them, each with the reason why it was kept. */
  versions: readonly { version: string; reason: Worded }[];
  count: number;
}

/** What did not stop the stage, but users should know. Callers that bypass an alias are a failure if the stage says so. */
export const WARNING_SAYINGS = {
  versionIsKept: ({ version, reason }: OneVersion & { reason: Worded }) => `Kept v${version}: ${reason.words}.`,
  versionsAreKept: ({ versions, count }: KeptVersions) => {
    const named = versions.slice(0, NAMED).map(({ version, reason }) => `v${version} (${reason.words})`);
    const more = count - named.length;
    return `Kept ${count} versions that are in use: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
  },
  nothingWasDeleted: ({ nothing }: { nothing: NothingThere }) => `Nothing was deleted: ${nothingThereWords(nothing)}.`,
  headWasCalled: () =>
    'The stage called the unpublished head, which changes with every update. Name an alias or a version to call what is deployed.',
  callersBypassAlias: ({ callers }: { callers: readonly Caller[] }) =>
    `${counted(callers.length, 'caller bypasses', 'callers bypass')} the alias and ${callers.length === 1 ? 'calls' : 'call'} the function directly, so weights have no effect: ${callers.map(callerWords).join(', ')}.`,
  /** `version`: the version whose code the unpublished head has, if it is one of this rollout. */
  headStillCalled: ({ callers, functionName, version }: HeadCallers) =>
    `${joined(callers.map(callerWords))} still ${callers.length === 1 ? 'runs' : 'run'} ${version === undefined ? 'the code of the unpublished head' : `${versionWords(version)}'s code`}: ${callers.length === 1 ? 'it calls' : 'they call'} ${functionName} without an alias, so moving an alias does not change that. Update the function's code to bring it back.`,
  headCallersNotRead: ({ why }: { why: Worded }) =>
    `It is not known whether anything still runs the new code, because it calls the function without an alias. ${why.words}`,
  answerNotJudged: ({ called, errorStatus }: { called: Called; errorStatus: number }, voice: Voice) =>
    `${calledWords(called)} answered with statusCode ${errorStatus}, which is no failure here: without ${voice.reader === 'api' ? 'an expect' : 'a condition'}, only a function error is one. ${
      voice.reader === 'api'
        ? 'To check the status, expect jsonPath [{ path: "$.statusCode", equals: 200 }].'
        : 'To check the status, add a JSON path condition: $.statusCode equals 200.'
    }`,
  checkNotRun: ({ strategy }: { strategy: string }, voice: Voice) =>
    `${voice.reader === 'api' ? 'healthCheck' : 'The health check'} did not run: ${voice.choice('deploymentStrategy', strategy)} does not check the version. To check it first, choose ${voice.choice('deploymentStrategy', '$BLUEGREEN')} or ${voice.choice('deploymentStrategy', '$GRADUAL')}.`,
  onlyVersionGetsAll: ({ version, missing }: OneVersion & { missing: string }) =>
    `${missing === '$PREVIOUS' ? 'No previous version' : `${missing} does not match any version`}: ${versionWords(version)} gets 100% immediately.`,
  nothingNewPublished: ({ version, alias, routing }: OneVersion & { alias: string; routing: Routing }) =>
    `Nothing new was published: both versions are ${versionWords(version)}, and ${alias} stays at ${routingWords(routing)}.`,
  lowerWeightsLeftOut: ({ version, sharePercent }: OneVersion & { sharePercent: number }) =>
    `${versionWords(version)} already has ${sharePercent}%: lower weights are skipped.`,
  proceededOverChange: (change: ChangedAlias) => `${someoneElseChanged(change)}; the stage proceeded, as configured.`,
  proceededOverChangeInHold: (change: ChangedAlias) =>
    `${someoneElseChanged(change, ' during a hold')}; the stage proceeded, as configured.`,
  proceededOverReversal: ({ alias, found }: { alias: string; found: Routing }) =>
    `Someone else changed ${alias} after this stage had read it, and it served ${routingWords(found)} as it did then. The stage had no response to its own update, which someone may have reversed; it proceeded, as configured.`,
  proceededAfterTimedRevert: (canary: RevertedCanary) =>
    `${canaryReverted(canary)}; the stage proceeded, as configured.`,
  couldNotRevertInTime: ({ seconds, note }: { seconds: number; note: Worded }) =>
    `The canary was not promoted within ${durationWords(seconds)} and could not be reverted: ${note.words}`,
  aliasesAtHead: ({ aliases }: { aliases: readonly string[] }) =>
    `${joined(aliases)} ${aliases.length === 1 ? 'points' : 'point'} to the unpublished head $LATEST because the stage does not publish. AWS cannot split traffic there, and every later code update reaches all callers immediately.`,
  /** Release 0.1.0 did not name the sources. */
  eventSourcesBypassAliases: ({ sources }: { sources?: readonly string[] }, voice: Voice) => {
    const which =
      sources === undefined
        ? 'The event sources call'
        : `${sourcesWords(sources)} ${sources.length === 1 ? 'calls' : 'call'}`;
    const it = sources?.length === 1 ? 'it' : 'them';
    return `${which} the unpublished head $LATEST and ${sources?.length === 1 ? 'bypasses' : 'bypass'} every alias, so a canary does not protect ${it}. ${voice.reader === 'api' ? `Set ${voice.field('aliasName')}` : 'Name an alias'} to attach ${it} to an alias; an existing event source has to be removed first.`;
  },
  eventSourcesShared: ({ sources }: { sources: readonly { source: string; alias?: string }[] }) =>
    `Other event source mappings of this function take messages of the same sources: ${sources.map(({ source, alias }) => `${source} also calls ${alias ?? 'the unpublished head $LATEST'}`).join(', ')}.`,
  fieldsWithoutEffect: ({ fields, because }: { fields: readonly string[]; because: NoEffectReason }, voice: Voice) =>
    `${joined(fields.map((field) => voice.field(field)))} ${fields.length === 1 ? 'has' : 'have'} no effect: ${NO_EFFECT_REASONS[because](voice)}.`,
  functionIsStopped: (_values: Readonly<Record<string, never>>, voice: Voice) =>
    voice.reader === 'api'
      ? 'Reserved concurrency is 0: AWS rejects every call of the function until it is changed; -1 removes the limit.'
      : 'Reserved concurrency is 0: AWS rejects every call of the function until it is changed.',
  eventSourcePaused: ({ source }: { source: string }, voice: Voice) =>
    voice.reader === 'api'
      ? `Event source ${source} is paused and was left paused; set enabled to true to resume it.`
      : `Event source ${source} is paused and was left paused; enable it in the stage to resume it.`,
  versionKeepsDescription: ({ version, description = '' }: OneVersion & { description?: string }) =>
    `${versionWords(version)} is reused and keeps its description${description === '' ? ', which is empty' : ` “${description}”`}: AWS never changes that of a version.`,
  publishesOtherSettings: ({ settings, version }: OneVersion & { settings: readonly string[] }) =>
    `The unpublished head has other settings than ${versionWords(version)}, the newest version, and AWS publishes them together with the code: ${joined(settings)}.`,
  functionIsInactive: ({ functionName }: { functionName: string }) =>
    `${functionName} is Inactive, because nobody has called it for weeks: its first call wakes it, and may fail.`,
  functionIsLeft: ({ functionName }: { functionName: string }) =>
    `${functionName} was created and has not been removed.`,
  versionIsLeft: ({ version }: OneVersion) => `${versionWords(version)} was published and has not been removed.`,
  descriptionOfOtherKept: ({ alias }: { alias: string }, voice: Voice) =>
    `Someone else described ${alias} while the stage ran; that description was kept, not the one of ${voice.field('aliasDescription')}.`,
  headKeeps: ({ settings }: { settings: readonly string[] }) =>
    `The unpublished head keeps this stage's ${joined(settings)}; no version was published.`,
  stableIsInferred: ({ alias, version, other }: OneVersion & { alias: string; other: string }) =>
    `${versionWords(version)} is inferred: ${alias} is split between ${versionWords(version)} and ${versionWords(other)}, and neither was seen serving all of it. The lower number is taken as the stable version.`,
  previousWasLastSeen: ({ alias, version, release, seenAt }: PreviousVersion & { seenAt: string }) =>
    `${versionWords(version)} is inferred: it is the version that ${alias} was last seen serving${beforeWords(release)}, on ${seenAt}. Someone else has moved ${alias} since, perhaps more than once.`,
  previousIsGuessed: ({ alias, version, release }: PreviousVersion) =>
    `${versionWords(version)} is a guess by number: the journal does not know what ${alias} served${beforeWords(release)}.`,
  previousIsGone: ({
    alias,
    gone,
    version,
    isServed,
  }: OneVersion & { alias: string; gone: string; isServed: boolean }) =>
    `${versionWords(gone)} is the version to go back to, but it no longer exists. ${versionWords(version)} takes its place: ${isServed ? `the newest older version that ${alias} has served` : 'the highest number below it'}.`,
  previousIsNewer: ({
    alias,
    served,
    version,
    release,
  }: OneVersion & { alias: string; served: string; release: string }) =>
    `${alias} already served ${versionWords(served)}, which is older than ${versionWords(version)}, the version before its newest release ${versionWords(release)}. To go further back, enter a version number.`,
  previousIsServed: ({ alias, version, release }: OneVersion & { alias: string; release: string }) =>
    `${alias} already serves ${versionWords(version)}, the version before ${versionWords(release)}. To go further back, enter a version number.`,
  versionBIsNotUsed: ({ strategy }: { strategy: string }, voice: Voice) =>
    `${voice.field('versionNameB')} was ignored: ${voice.choice('deploymentStrategy', strategy)} sends all traffic to one version.`,
  notTakenBack: ({ steps }: { steps: readonly Worded[] }) => `Not undone: ${joined(steps.map(wordsOf))}.`,
} as const satisfies Catalogue;
