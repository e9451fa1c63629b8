import { say, type Routing, type Saying } from 'stage-contract';
import type { PastSighting } from '../../../model/aliasSighting';
import { compareVersions, isPublished, newestFirst } from './versionOrder';

/** An alias, what it was seen serving, and which versions there are. */
export interface AliasPast {
  aliasName: string;
  /** Without an additional version that gets no calls. */
  routing: Routing;
  /** Oldest first, about this function and no earlier one. */
  sightings: readonly PastSighting[];
  /** Published versions. */
  existing: readonly string[];
}

/** The version to go back to; null if there is none. */
export interface WayBack {
  version: string | null;
  /** The alias served the version before this release. Absent while the alias is split. */
  release?: string;
  /** The version that it should have been, if that no longer exists. */
  gone?: string;
  /** What users should know: why it is only inferred, or another version than expected. */
  warnings: Saying[];
}

/**
 * The version to go back to: what the alias served before its newest release. A release is a version with a higher
 * number than any that the alias served before it, from the moment it gets any traffic. So while the alias is split, it
 * is the stable one of the two; and after going back it stays the same, instead of going further back each time. Pure.
 */
export function wayBack(past: AliasPast): WayBack {
  const { aliasName, routing, sightings } = past;
  const { mainVersion: served, additionalVersion } = routing;
  if (additionalVersion !== undefined) return stableOf(aliasName, [served, additionalVersion], sightings);
  if (!isPublished(served)) return existingOf(past, lastSeen(past, undefined));
  const seen = sightings.flatMap(({ versions }) => versions.map(({ version }) => version));
  const release = newestFirst([served, ...seen])[0] ?? served;
  const back = existingOf(past, beforeRelease(past, release));
  if (back.version === null || compareVersions(served, back.version) >= 0) return { ...back, release };
  const isNewer = say('previousIsNewer', { alias: aliasName, served, version: back.version, release });
  return { ...back, release, warnings: [...back.warnings, isNewer] };
}

/**
 * The stable one of two versions that share an alias's traffic: the one that served all of it before. If both did, the
 * lower number: either the other one is coming in again, or someone is on the way back to this one. If neither was
 * seen to, the lower number is a guess. Pure.
 */
export function stableOf(
  aliasName: string,
  versions: readonly [string, string],
  before: readonly PastSighting[],
): { version: string; warnings: Saying[] } {
  const [lower, higher] = compareVersions(versions[0], versions[1]) < 0 ? versions : [versions[1], versions[0]];
  const isLowerKnown = servedAlone(before, lower),
    isHigherKnown = servedAlone(before, higher);
  if (isHigherKnown && !isLowerKnown) return { version: higher, warnings: [] };
  return {
    version: lower,
    warnings: isLowerKnown ? [] : [say('stableIsInferred', { alias: aliasName, version: lower, other: higher })],
  };
}

const servedAlone = (sightings: readonly PastSighting[], version: string): boolean =>
  sightings.some(({ versions }) => versions.length === 1 && versions[0]?.version === version);

type Before = Pick<WayBack, 'version' | 'warnings'>;

/** What the alias served when the release got its first traffic. */
function beforeRelease(past: AliasPast, release: string): Before {
  const { sightings } = past;
  const first = sightings.findIndex(({ versions }) => versions.some(({ version }) => version === release));
  const sighting = sightings[first];
  if (sighting === undefined) return lastSeen(past, release);
  const earlier = { ...past, sightings: sightings.slice(0, first) };
  const beside = sighting.versions.find(({ version }) => version !== release)?.version;
  if (beside !== undefined)
    return sighting.how === 'found'
      ? stableOf(past.aliasName, [beside, release], earlier.sightings)
      : certainly(beside);
  if (earlier.sightings.length > 0) return lastSeen(earlier, release, sighting.how === 'moved');
  return sighting.how === 'created' ? { version: null, warnings: [] } : byNumber(past, release);
}

const certainly = (version: string): Before => ({ version, warnings: [] });

/** The last that was seen. Unless the release is known to have followed it, the alias may have served others since. */
function lastSeen(past: AliasPast, release: string | undefined, isCertain = false): Before {
  const { aliasName: alias, sightings } = past;
  const last = sightings.at(-1);
  if (last === undefined) return byNumber(past, release);
  const [main = '', additional] = last.versions.map(({ version }) => version);
  const stable =
    additional === undefined ? certainly(main) : stableOf(alias, [main, additional], sightings.slice(0, -1));
  if (isCertain || stable.version === null) return stable;
  const seenAt = new Date(last.lastSeenAtMs).toISOString();
  const values = { alias, version: stable.version, seenAt, ...(release === undefined ? {} : { release }) };
  return { ...stable, warnings: [say('previousWasLastSeen', values), ...stable.warnings] };
}

/** Nothing is known: the next lower number, and never one above what the alias serves now. */
function byNumber({ aliasName, routing, existing }: AliasPast, release: string | undefined): Before {
  const served = routing.mainVersion;
  const version = newestFirst(existing).find(
    (other) =>
      (release === undefined || compareVersions(other, release) < 0) &&
      (!isPublished(served) || compareVersions(other, served) <= 0),
  );
  if (version === undefined) return { version: null, warnings: [] };
  const values = { alias: aliasName, version, ...(release === undefined ? {} : { release }) };
  return { version, warnings: [say('previousIsGuessed', values)] };
}

/**
 * A version that no longer exists is replaced by the newest older one that the alias has served, otherwise by the
 * highest number below.
 */
function existingOf({ aliasName, sightings, existing }: AliasPast, before: Before): WayBack {
  const { version: gone, warnings } = before;
  if (gone === null || existing.includes(gone)) return before;
  const older = newestFirst(existing).filter((version) => compareVersions(version, gone) < 0);
  const served = older.find((version) => servedAlone(sightings, version));
  const version = served ?? older[0] ?? null;
  if (version === null) return { version, gone, warnings };
  const replaced = say('previousIsGone', { alias: aliasName, gone, version, isServed: served !== undefined });
  return { version, gone, warnings: [...warnings, replaced] };
}
