import { present, say, problem, StageError } from 'stage-contract';
import type { PinWrite } from '../../../model/pins';
import { largerShare } from '../../../model/routing';
import type { ObserveContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import type { ResolvedVersion, VersionSource } from './resolvedVersion';
import { isPublished, newestBelow, newestFirst } from './versionOrder';
import type { VersionReads } from './versionReads';

/**
 * `$PREVIOUS` for the named alias, otherwise for the aliases that this execution touched, otherwise for all aliases of
 * the function.
 */
export async function resolvePrevious(
  context: ObserveContext,
  reads: VersionReads,
  aliasName: string | undefined,
): Promise<ResolvedVersion> {
  const candidate = (await context.pins.version('candidate')) ?? undefined;
  if (aliasName !== undefined) return previousOfAlias(context, reads, aliasName, candidate);
  const touched = await touchedAliases(context);
  if (touched.length > 0)
    return agreed(context, await each(touched, (name) => previousOfAlias(context, reads, name, candidate)));
  const pinned = await context.pins.version('previous');
  if (pinned !== undefined) return { version: pinned, pins: [], source: 'pinned' };
  const names = (await reads.aliases()).map((alias) => alias.aliasName);
  if (names.length > 0)
    return agreed(context, await each(names, (name) => previousOfAlias(context, reads, name, candidate)));
  const version = await secondNewest(reads, candidate);
  return { version, source: 'list', pins: [pin('previous', undefined, version)] };
}

/**
 * The aliases that this execution routed or created; if it only took their snapshot, all of those. A Deployment takes
 * a snapshot of every alias, and an alias that nobody routes has no say in what "previous" is.
 */
async function touchedAliases(context: ObserveContext): Promise<string[]> {
  const known = await context.pins.aliases();
  const routed = await each(known, async (name) => ({ name, left: await context.pins.routing('leftRouting', name) }));
  const names = routed.filter(({ left }) => left !== undefined).map(({ name }) => name);
  return names.length > 0 ? names : known;
}

async function previousOfAlias(
  context: ObserveContext,
  reads: VersionReads,
  aliasName: string,
  candidate: string | undefined,
): Promise<Found> {
  const baseline = await context.pins.version('baseline', aliasName);
  if (candidate !== undefined) {
    if (baseline !== undefined) return found(aliasName, baseline, 'baseline');
    const alias = await reads.alias(aliasName);
    // First touched now: what it serves now is the baseline.
    return found(aliasName, alias === undefined ? null : largerShare(alias), 'baseline', 'baseline');
  }
  const pinned = await context.pins.version('previous', aliasName);
  if (pinned !== undefined) return found(aliasName, pinned, 'pinned');
  const alias = baseline === null ? undefined : await reads.alias(aliasName);
  // An alias that this execution created, or will create, served nothing before.
  if (alias === undefined) return found(aliasName, null, 'baseline', 'previous');
  const main = largerShare(alias);
  if (typeof baseline === 'string' && baseline !== main) return found(aliasName, baseline, 'baseline', 'previous');
  const seen = await context.pins.servedBefore(aliasName, main);
  if (seen !== undefined) return found(aliasName, seen, 'journal', 'previous');
  const versions = (await reads.versions()).map((facts) => facts.version);
  return found(aliasName, newestBelow(versions, main), 'list', 'previous');
}

interface Found extends ResolvedVersion {
  aliasName: string;
}

/** The unpublished head is not a previous version: by now it has the newest code. */
function found(
  aliasName: string,
  version: string | null,
  source: VersionSource,
  pinKind?: 'baseline' | 'previous',
): Found {
  const pins = pinKind === undefined ? [] : [pin(pinKind, aliasName, version)];
  return { aliasName, version: version !== null && isPublished(version) ? version : null, source, pins };
}

const pin = (kind: 'baseline' | 'previous', aliasName: string | undefined, version: string | null): PinWrite => ({
  kind,
  ...present({ aliasName }),
  value: { version },
  mode: 'once',
});

/** One answer for several aliases. An alias without a previous version can't disagree. */
function agreed(context: ObserveContext, answers: Found[]): ResolvedVersion {
  const withVersion = answers.filter((answer) => answer.version !== null);
  if (new Set(withVersion.map((answer) => answer.version)).size > 1) {
    const aliases = withVersion.map(({ aliasName: alias, version }) => ({ alias, version: version ?? '' }));
    throw new StageError({
      code: 'noVersionForMacro',
      what: say('previousDiffers', { aliases }),
      where: targetWords(context.operation.target),
      next: say('nameTheAlias', {}),
      problems: [problem('aliasName', 'ambiguousPrevious', { aliases })],
    });
  }
  const first = withVersion[0] ?? answers[0];
  return {
    version: first?.version ?? null,
    source: first?.source ?? 'list',
    pins: answers.flatMap((answer) => answer.pins),
  };
}

/** Without any alias, "previous" can only be the number below the newest, or below the candidate. */
async function secondNewest(reads: VersionReads, candidate: string | undefined): Promise<string | null> {
  const versions = (await reads.versions()).map((facts) => facts.version);
  const newest = candidate ?? newestFirst(versions)[0];
  return newest === undefined ? null : newestBelow(versions, newest);
}

/** Sequentially, because a journal answers one query at a time anyway. */
async function each<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await run(item));
  return results;
}
