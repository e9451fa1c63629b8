import { durationWords } from '../../durationWords';
import type { Routing } from '../../outcome/routing';
import { routingWords, versionWords } from '../../routingWords';
import type { Catalogue } from '../catalogue';
import { counted } from '../counted';
import { joined } from '../joined';
import type { Voice } from '../voice';
import { wordsOf, type Worded } from '../worded';
import { canaryReverted, someoneElseChanged, type ChangedAlias, type RevertedCanary } from './aliasChanges';

interface OneVersion {
  version: string;
}

/** Why a Delete finds nothing to delete. */
export type NothingThere =
  | { why: 'noVersions' | 'noPrevious' }
  | { why: 'noPreviousOf'; alias: string }
  | { why: 'noSuchVersion'; version: string }
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
      return `there is no v${nothing.version}`;
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
  onlyVersionGetsAll: ({ version, missing }: OneVersion & { missing: string }) =>
    `${missing === '$PREVIOUS' ? 'No previous version' : `${missing} does not match any version`}: ${versionWords(version)} gets 100% immediately.`,
  nothingNewPublished: ({ version, alias, routing }: OneVersion & { alias: string; routing: Routing }) =>
    `Nothing new was published: both versions are ${versionWords(version)}, and ${alias} stays at ${routingWords(routing)}.`,
  lowerWeightsLeftOut: ({ version, sharePercent }: OneVersion & { sharePercent: number }) =>
    `${versionWords(version)} already has ${sharePercent}%: lower weights are skipped.`,
  proceededOverChange: (change: ChangedAlias) => `${someoneElseChanged(change)}; the stage proceeded, as configured.`,
  proceededOverChangeInHold: ({ alias, expected, found }: ChangedAlias) =>
    `Someone else changed ${alias} during a hold: expected ${routingWords(expected)}, found ${routingWords(found)}; the stage proceeded, as configured.`,
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
  headKeeps: ({ settings }: { settings: readonly string[] }) =>
    `The unpublished head keeps this stage's ${joined(settings)}; no version was published.`,
  notTakenBack: ({ steps }: { steps: readonly Worded[] }) => `Not undone: ${joined(steps.map(wordsOf))}.`,
} as const satisfies Catalogue;
