import type { VersionFacts } from 'stage-contract';
import type { PastSighting } from '../../../model/aliasSighting';
import { compareVersions } from './versionOrder';

/**
 * The sightings that are about the function as it exists now, oldest first. A function that was deleted and made anew
 * starts at version 1 again, so a number alone proves nothing: everything up to the last sighting that contradicts the
 * versions that exist is about an earlier function.
 */
export function trustedSightings(
  sightings: readonly PastSighting[],
  existing: readonly VersionFacts[],
): readonly PastSighting[] {
  const contradicted = sightings.map((sighting) => contradicts(sighting, existing)).lastIndexOf(true);
  return sightings.slice(contradicted + 1);
}

const contradicts = ({ versions, lastSeenAtMs }: PastSighting, existing: readonly VersionFacts[]): boolean =>
  versions.some((seen) => {
    const now = existing.find(({ version }) => version === seen.version);
    if (now !== undefined && isIdentified(seen) && isIdentified(now)) return !isSameVersion(seen, now);
    // A function's numbers only go up: none can have been served before it, or one below it, was published.
    return existing.some(
      ({ version, publishedAt }) =>
        compareVersions(version, seen.version) <= 0 && Date.parse(publishedAt ?? '') > lastSeenAtMs,
    );
  });

const isIdentified = (facts: VersionFacts): facts is Identified =>
  facts.publishedAt !== undefined && facts.codeSha256 !== undefined;

/** A version with what tells it from another one with its number. */
type Identified = Record<'version' | 'publishedAt' | 'codeSha256', string>;

/** AWS's calls may round the time of publication differently. */
const SAME_TIME_MS = 1_000;

const isSameVersion = (a: Identified, b: Identified): boolean =>
  a.codeSha256 === b.codeSha256 && !(Math.abs(Date.parse(a.publishedAt) - Date.parse(b.publishedAt)) > SAME_TIME_MS);
