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
  proceededAfterTimedRevert: (canary: RevertedCanary) =>
    `${canaryReverted(canary)}; the stage proceeded, as configured.`,
  couldNotRevertInTime: ({ seconds, note }: { seconds: number; note: Worded }) =>
    `The canary was not promoted within ${durationWords(seconds)} and could not be reverted: ${note.words}`,
  aliasesAtHead: ({ aliases }: { aliases: readonly string[] }) =>
    `${joined(aliases)} ${aliases.length === 1 ? 'points' : 'point'} to the unpublished head $LATEST because the stage does not publish. AWS cannot split traffic there, and every later code update reaches all callers immediately.`,
  eventSourcesBypassAliases: (_values: Readonly<Record<string, never>>, voice: Voice) =>
    `The event sources call the unpublished head $LATEST and bypass every alias, so a canary does not protect them. Set ${voice.field('aliasName')} to attach them to an alias.`,
  eventSourcePaused: ({ source }: { source: string }, voice: Voice) =>
    voice.reader === 'api'
      ? `Event source ${source} is paused and was left paused; set enabled to true to resume it.`
      : `Event source ${source} is paused and was left paused; enable it in the stage to resume it.`,
  functionIsLeft: ({ functionName }: { functionName: string }) =>
    `${functionName} was created and has not been removed.`,
  versionIsLeft: ({ version }: OneVersion) => `${versionWords(version)} was published and has not been removed.`,
  headKeeps: ({ settings }: { settings: readonly string[] }) =>
    `The unpublished head keeps this stage's ${joined(settings)}; no version was published.`,
  notTakenBack: ({ steps }: { steps: readonly Worded[] }) => `Not undone: ${joined(steps.map(wordsOf))}.`,
} as const satisfies Catalogue;
