import { present, say, problem, StageError } from 'stage-contract';
import type { ObserveContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import { previousOfAlias, versionPin, type PreviousOfAlias } from './previousOfAlias';
import type { ResolvedVersion } from './resolvedVersion';
import { newestBelow, newestFirst } from './versionOrder';
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
  if (aliasName !== undefined) return previousOfAlias(context, reads, aliasName);
  const touched = await touchedAliases(context);
  if (touched.length > 0) return agreed(context, await each(touched, (name) => previousOfAlias(context, reads, name)));
  const pinned = await context.pins.version('previous');
  if (pinned !== undefined) return { version: pinned, pins: [], source: 'pinned' };
  const names = (await reads.aliases()).map((alias) => alias.aliasName);
  if (names.length > 0) return agreed(context, await each(names, (name) => previousOfAlias(context, reads, name)));
  const version = await secondNewest(reads, (await context.pins.version('candidate')) ?? undefined);
  return { version, source: 'list', pins: [versionPin('previous', undefined, version)] };
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

/** One answer for several aliases. An alias without a previous version can't disagree. */
function agreed(context: ObserveContext, answers: PreviousOfAlias[]): ResolvedVersion {
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
    warnings: answers.flatMap((answer) => answer.warnings ?? []),
    ...present({ release: first?.release, gone: answers.find(({ gone }) => gone !== undefined)?.gone }),
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
