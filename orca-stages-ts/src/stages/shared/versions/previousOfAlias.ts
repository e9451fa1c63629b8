import { present, type Routing, type Saying, type VersionFacts } from 'stage-contract';
import type { PastSighting } from '../../../model/aliasSighting';
import type { PinWrite } from '../../../model/pins';
import { baselineOf, routingOf } from '../../../model/routing';
import type { ObserveContext } from '../../../model/stageContext';
import { executionBaseline } from './executionBaseline';
import type { ResolvedVersion, VersionSource } from './resolvedVersion';
import { trustedSightings } from './trustedSightings';
import { isPublished } from './versionOrder';
import type { VersionReads } from './versionReads';
import { stableOf, wayBack } from './wayBack';

/** `$PREVIOUS` of one alias. */
export interface PreviousOfAlias extends ResolvedVersion {
  aliasName: string;
}

/**
 * `$PREVIOUS` of an alias: with a candidate in the execution, the baseline; otherwise the version to go back to, which
 * is looked up once and pinned.
 */
export async function previousOfAlias(
  context: ObserveContext,
  reads: VersionReads,
  aliasName: string,
): Promise<PreviousOfAlias> {
  const candidate = (await context.pins.version('candidate')) ?? undefined;
  const baseline = await executionBaseline(context.pins, aliasName);
  if (candidate !== undefined) {
    if (baseline !== undefined) return found(aliasName, baseline, 'baseline');
    const alias = await reads.alias(aliasName);
    // First touched now: what it serves now is the baseline.
    return found(
      aliasName,
      alias === undefined ? null : baselineOf(routingOf(alias), candidate),
      'baseline',
      'baseline',
    );
  }
  const pinned = await context.pins.version('previous', aliasName);
  if (pinned !== undefined) return found(aliasName, pinned, 'pinned');
  const alias = baseline === null ? undefined : await reads.alias(aliasName);
  // An alias that this execution created, or will create, served nothing before.
  if (alias === undefined) return found(aliasName, null, 'baseline', 'previous');
  const { sightings, existing } = await pastOf(context, reads, aliasName);
  const back = wayBack({
    aliasName,
    routing: routingOf(alias),
    sightings,
    existing: existing.map(({ version }) => version),
  });
  const { release, gone, warnings } = back;
  return {
    ...found(aliasName, back.version, sightings.length > 0 ? 'journal' : 'list', 'previous'),
    warnings,
    ...present({ release, gone }),
  };
}

/**
 * The version that an alias settles on if nothing else happens: the one that it serves, or the stable one of a split.
 * That is what a newer version is compared with when it comes in, whatever the shares are at the moment.
 */
export async function settledVersion(
  context: ObserveContext,
  reads: VersionReads,
  aliasName: string,
  routing: Routing,
): Promise<{ version: string; warnings: Saying[] }> {
  const { mainVersion, additionalVersion } = routing;
  if (additionalVersion === undefined) return { version: mainVersion, warnings: [] };
  const { sightings } = await pastOf(context, reads, aliasName);
  return stableOf(aliasName, [mainVersion, additionalVersion], sightings);
}

/** What the alias was seen serving, as far as that is about the function that exists now. */
async function pastOf(
  context: ObserveContext,
  reads: VersionReads,
  aliasName: string,
): Promise<{ sightings: readonly PastSighting[]; existing: VersionFacts[] }> {
  const existing = (await reads.versions())
    .filter(({ version }) => isPublished(version))
    .map(({ version, lastModified, codeSha256 }) => ({ version, publishedAt: lastModified, codeSha256 }));
  return { existing, sightings: trustedSightings(await context.pins.sightings(aliasName), existing) };
}

/** The unpublished head is not a previous version: by now it has the newest code. */
function found(
  aliasName: string,
  version: string | null,
  source: VersionSource,
  pinKind?: 'baseline' | 'previous',
): PreviousOfAlias {
  const pins = pinKind === undefined ? [] : [versionPin(pinKind, aliasName, version)];
  return { aliasName, version: version !== null && isPublished(version) ? version : null, source, pins };
}

/** The pin of a version that a macro has been found to mean. */
export const versionPin = (
  kind: 'baseline' | 'previous',
  aliasName: string | undefined,
  version: string | null,
): PinWrite => ({
  kind,
  ...present({ aliasName }),
  value: { version },
  mode: 'once',
});
