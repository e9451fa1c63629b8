import type { Routing } from '../../outcome/routing';
import { routingWords, versionWords } from '../../routingWords';
import type { Catalogue } from '../catalogue';
import { clipped } from '../clipped';
import { joined } from '../joined';
import { voicedProblems, type Problem } from '../problem';
import type { Voice } from '../voice';
import type { Worded } from '../worded';
import { canaryReverted, someoneElseChanged, type ChangedAlias, type RevertedCanary } from './aliasChanges';

interface OneAlias {
  alias: string;
}

/** A rollout that holds an alias. `since` is no part of the words: readers have different time zones. */
interface Holder extends OneAlias {
  stageName: string;
  executionId: string;
  since: string;
}

/** How a health check failed: no response in time, or a response that is not as expected. */
export type HealthFault =
  { fault: 'noAnswer'; withinSeconds: number } | { fault: 'notAsExpected'; conditions: readonly UnmetCondition[] };

/** A condition that an answer did not meet. */
export interface UnmetCondition {
  condition: string;
  expected: Worded;
  got: Worded;
}

/** Most characters that are said of unmet conditions: they stand in progress, failure and outputs. */
const UNMET_CHARACTERS = 300;

function unmetWords(conditions: readonly UnmetCondition[]): string {
  const words = conditions
    .map(({ condition, expected, got }) => `${condition}: expected ${expected.words}, got ${got.words}`)
    .join('; ');
  return clipped(words, UNMET_CHARACTERS);
}

/** What was wrong with the response. */
export const healthFaultWords = (fault: HealthFault): string =>
  fault.fault === 'noAnswer' ? `No response within ${fault.withinSeconds} s.` : `${unmetWords(fault.conditions)}.`;

/** Most versions that are listed. */
const LISTED = 20;

function existingWords(existing: readonly string[]): string {
  if (existing.length === 0) return 'The function has no published version.';
  if (existing.length === 1) return `The only version that exists is ${versionWords(existing[0] ?? '')}.`;
  const more = existing.length - LISTED;
  const listed = existing.slice(0, LISTED).map(versionWords).join(', ');
  return `Versions that exist: ${listed}${more > 0 ? ` and ${more} more` : ''}.`;
}

/** Why aliases cannot be routed, or were not. */
export const ALIAS_FAILURE_SAYINGS = {
  accountOnlyReverts: ({
    account,
    alias,
    found,
    wanted,
  }: OneAlias & { account: string; found: Routing | null; wanted: Routing }) =>
    `The sidecar's configuration keeps account ${account} for going back, but ${routingWords(wanted)} would be no way back for ${alias}, which ${found === null ? 'does not exist' : `serves ${routingWords(found)}`}.`,
  aliasHeld: ({ alias, stageName, executionId, candidate }: Holder & { candidate: string }) =>
    `${alias} is held by "${stageName}" of execution ${executionId}, which is rolling out ${versionWords(candidate)}.`,
  rolloutHoldsAlias: ({ alias, stageName, executionId }: Holder) =>
    `The rollout "${stageName}" of execution ${executionId} holds ${alias}; nothing was changed.`,
  aliasChangedByOther: (change: ChangedAlias) => `${someoneElseChanged(change)}. This stage left it unchanged.`,
  /** The update has no response, and the alias has another revision than it was sent with. */
  aliasMoveMayBeReversed: ({ alias, found }: OneAlias & { found: Routing }) =>
    `Someone else has changed ${alias} since this stage read it, and it serves ${routingWords(found)} as it did then. This stage has no response to its own update: if AWS carried that out, someone has reversed it. This stage left the alias unchanged.`,
  canaryWasReverted: (canary: RevertedCanary) => `${canaryReverted(canary)}. This stage left it unchanged.`,
  concurrencyIsMoving: ({ alias }: OneAlias) => `AWS is still moving the provisioned concurrency of ${alias}.`,
  /** Without `qualifier`, it is the function's reserved concurrency. */
  concurrencyChangedByOther: ({
    qualifier,
    left,
    found,
  }: {
    qualifier?: string;
    left: number | null;
    found: number | null;
  }) =>
    `Someone else changed ${qualifier === undefined ? 'reserved concurrency' : `provisioned concurrency of ${qualifier}`}: expected ${left ?? 'none'}, found ${found ?? 'none'}. This stage left it unchanged.`,
  descriptionChangedByOther: ({ alias }: OneAlias) =>
    `Someone else changed the description of ${alias}. This stage left it unchanged.`,
  eventSourceChangedByOther: ({ source }: { source: string }) =>
    `Someone else changed event source ${source}. This stage left it unchanged.`,
  noPreviousToReturnTo: ({ alias, existing }: OneAlias & { existing: readonly string[] }) =>
    `There is no previous version for ${alias} to return to. ${existingWords(existing)}`,
  macroNamesNoVersion: ({ macro }: { macro: string }) =>
    `${macro} does not match any version: nothing has been published yet.`,
  previousDiffers: ({ aliases }: { aliases: readonly { alias: string; version: string }[] }) =>
    `$PREVIOUS is not the same version for every alias: ${aliases.map(({ alias, version }) => `${alias} v${version}`).join(', ')}.`,
  healthChecksRefused: ({ problems }: { problems: readonly Problem[] }, voice: Voice) =>
    `The health check cannot run: ${voicedProblems(problems, voice)}`,
  healthCheckFailed: ({ version, ...fault }: { version: string } & HealthFault) =>
    `The health check on ${versionWords(version)} failed. ${healthFaultWords(fault)}`,
  aliasForSettingsMissing: ({ alias }: OneAlias) =>
    `The stage sets concurrency or event sources on alias ${alias}, which does not exist; nothing was changed.`,
  candidateServes: ({ version, aliases }: { version: string; aliases: readonly string[] }) =>
    `This execution's candidate ${versionWords(version)} is serving ${joined(aliases)}, and this stage would replace it with another version; nothing was changed.`,
  noAliasForPrevious: ({ alias }: OneAlias) => `$PREVIOUS cannot be found, because alias ${alias} does not exist.`,
} as const satisfies Catalogue;
