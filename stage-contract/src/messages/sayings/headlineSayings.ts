import { durationWords } from '../../durationWords';
import type { Routing } from '../../outcome/routing';
import { routingWords, servedWords, versionWords } from '../../routingWords';
import type { Catalogue } from '../catalogue';
import { counted } from '../counted';
import { joined } from '../joined';
import type { Worded } from '../worded';
import { calledWords, type Called } from './callStepSayings';

/** An alias, and where it sends its calls. */
export interface AliasAt {
  alias: string;
  routing: Routing;
}

const arrow = ({ alias, routing }: AliasAt): string => `${alias} → ${servedWords(routing)}`;
const at = ({ alias, routing }: AliasAt): string => `${alias} at ${routingWords(routing)}`;
const arrows = (aliases: readonly AliasAt[]): string => aliases.map((alias) => `, ${arrow(alias)}`).join('');

/** At most three, and how many more there are. */
const shortList = (items: readonly string[]): string =>
  items.length <= 3 ? joined(items) : `${items.slice(0, 3).join(', ')} and ${items.length - 3} more`;

const left = (aliases: readonly AliasAt[]): string =>
  aliases.length === 0 ? '' : ` and left ${shortList(aliases.map(at))}`;

interface Moved {
  /** Aliases that were created or moved. */
  moved: readonly AliasAt[];
}

/** An alias that already serves what a Route wants. */
interface UnmovedAlias {
  alias: string;
  routing: Routing | null;
  back?: { to: Routing; seconds: number };
}

const alreadyServes = ({ alias, routing }: UnmovedAlias): string =>
  routing === null || routing.additionalVersion === undefined
    ? `${routing === null ? routingWords(routing) : servedWords(routing)} already serves 100% of ${alias}`
    : `${alias} already serves ${routingWords(routing)}`;

const keptVersionsWords = (kept: readonly string[]): string =>
  kept.length === 0
    ? ''
    : `, kept ${kept.length === 1 ? `v${kept[0] ?? ''}, which is` : `${kept.length} that are`} protected`;

interface Deleted {
  versions: readonly string[];
  kept: readonly string[];
  aliases?: number;
}

/** The result of a stage that succeeded, in one sentence. */
export const HEADLINE_SAYINGS = {
  functionCreated: ({ functionName, version, moved }: Moved & { functionName: string; version?: string }) =>
    `Created ${functionName}${version === undefined ? '' : `, published ${versionWords(version)}`}${arrows(moved)}`,
  functionUnchanged: ({ functionName }: { functionName: string }) =>
    `Nothing changed: ${functionName} already has this code and configuration`,
  updatedWithoutPublishing: ({ functionName, moved }: Moved & { functionName: string }) =>
    `Updated ${functionName} without publishing${arrows(moved)}`,
  publishedVersion: ({ version, moved, kept }: Moved & { version: string; kept: readonly AliasAt[] }) =>
    `Published ${versionWords(version)}${arrows(moved)}${left(kept)}`,
  versionUnchanged: ({ version }: { version: string }) =>
    `Nothing changed: ${versionWords(version)} already has this code and configuration`,
  versionReused: ({ version, moved, changed }: Moved & { version: string; changed: readonly string[] }) =>
    `Reused ${versionWords(version)}, which already has this code and configuration${arrows(moved)}${changed.length === 0 ? '' : `; changed ${shortList(changed)}`}`,
  codeUpdatedWithoutPublishing: ({ functionName }: { functionName: string }) =>
    `Updated the code of ${functionName} without publishing`,
  functionHasCode: ({ functionName }: { functionName: string }) =>
    `Nothing changed: ${functionName} already has this code`,
  versionHasCode: ({ version }: { version: string }) =>
    `Nothing changed: ${versionWords(version)} already has this code`,
  aliasRoutedTo: ({ alias, routing, back }: AliasAt & { back?: { to: Routing; seconds: number } }) =>
    `${alias} → ${routingWords(routing)}${back === undefined ? '' : `; back to ${routingWords(back.to)} in ${durationWords(back.seconds)} unless promoted`}`,
  /** `changed`: settings that the stage has changed beside the routing; `checked`: a health check has passed. */
  routingUnchanged: ({
    changed = [],
    checked,
    ...at
  }: UnmovedAlias & { changed?: readonly string[]; checked?: boolean }) =>
    `${changed.length === 0 ? 'This stage changed nothing: ' : ''}${alreadyServes(at)}${
      checked === true ? ', and its health check passed' : ''
    }${changed.length === 0 ? '' : `; changed ${shortList(changed)}`}${
      at.back === undefined
        ? '.'
        : `; back to ${routingWords(at.back.to)} in ${durationWords(at.back.seconds)} unless promoted`
    }`,
  callsQueued: ({ called, count }: { called: Called; count: number }) =>
    `Queued ${counted(count, 'invocation')} of ${calledWords(called)}`,
  callPermitted: ({ called }: { called: Called }) => `Calling ${calledWords(called)} is permitted; nothing ran`,
  callAsExpected: ({ called, durationMs }: { called: Called; durationMs: number }) =>
    `${calledWords(called)} answered as expected in ${durationMs} ms`,
  callsAsExpected: ({ called, count }: { called: Called; count: number }) =>
    `All ${counted(count, 'invocation')} of ${calledWords(called)} were as expected`,
  /** Calls of a stage that expects nothing but that they do not fail; `errorStatus`: what an HTTP caller would see. */
  callAnswered: ({ called, durationMs, errorStatus }: { called: Called; durationMs: number; errorStatus?: number }) =>
    `${calledWords(called)} answered ${errorStatus === undefined ? '' : `with statusCode ${errorStatus} `}in ${durationMs} ms`,
  callsAnswered: ({ called, count }: { called: Called; count: number }) =>
    `All ${counted(count, 'invocation')} of ${calledWords(called)} answered without a function error`,
  functionDeleted: ({ functionName, parts }: { functionName: string; parts?: Worded }) =>
    `Deleted ${functionName} with ${parts?.words ?? 'all its versions'}`,
  /** `aliases`: how many were deleted with the versions. */
  versionsDeleted: ({ versions, kept, aliases = 0 }: Deleted) =>
    `Deleted ${versions.length === 1 ? `v${versions[0] ?? ''}` : `${versions.length} versions`}${
      aliases === 0 ? '' : ` with ${counted(aliases, 'alias', 'aliases')}`
    }${keptVersionsWords(kept)}`,
  versionsKept: ({ kept }: { kept: readonly string[] }) => `Nothing was deleted${keptVersionsWords(kept)}`,
  versionsWereGone: ({ count }: { count: number }) => `${count} versions were already gone`,
  /** `warning`: the warning of a Delete that found nothing to delete. */
  nothingDeleted: ({ warning }: { warning?: Worded }) => (warning?.words ?? 'Nothing was deleted').replace(/\.$/, ''),
} as const satisfies Catalogue;
