import type { VersionFacts } from 'stage-contract';
import { SIGHTING_WAYS, type PastSighting, type SightingWay } from '../../../../model/aliasSighting';
import type { ConfigurationFacts } from '../../../../model/functionFacts';

/** Time of the first sighting in a story; each later one is a minute later. */
const FIRST_SEEN = Date.parse('2026-11-21T10:00:00Z');
const MINUTE_MS = 60_000;

const WAYS: Readonly<Record<string, SightingWay>> = { '?': 'found', '*': 'created' };

/**
 * What the journal saw an alias serve, in words: `*1 2 2+3 ?4`. A number is a version with all traffic, `2+3` is a split
 * between two. `?`: it was found so, and someone else may have done it; `*`: this product created the alias there;
 * otherwise this product moved it there.
 */
export function sightingsFrom(story: string): PastSighting[] {
  const words = story.split(' ').filter((word) => word !== '');
  return words.map((word, index) => {
    const how = WAYS[word.charAt(0)] ?? 'moved';
    const versions = word.replace(/^\D/, '').split('+');
    return {
      how: SIGHTING_WAYS.find((way) => way === how) ?? 'found',
      versions: versions.map((version) => seenVersion(version)),
      lastSeenAtMs: FIRST_SEEN + index * MINUTE_MS,
    };
  });
}

/** `2` or `2#hash`: a version whose code is known by its hash, and was published an hour before the story. */
function seenVersion(text: string): VersionFacts {
  const [version = '', codeSha256] = text.split('#');
  return codeSha256 === undefined ? { version } : { version, codeSha256, publishedAt: publishedAt('-60') };
}

const publishedAt = (minutes: string): string => new Date(FIRST_SEEN + Number(minutes) * MINUTE_MS).toISOString();

/**
 * The versions that exist, in words: `3 2@5 1#hash`. All were published an hour before the story, except those with `@`:
 * so many minutes after its beginning.
 */
export const versionsFrom = (words: string): ConfigurationFacts[] =>
  words
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const [, version = '', codeSha256 = 'code', minutes = '-60'] = /^(\d+)(?:#(\w+))?(?:@(-?\d+))?$/.exec(word) ?? [];
      const facts: Partial<ConfigurationFacts> = { version, codeSha256, lastModified: publishedAt(minutes) };
      return facts as ConfigurationFacts;
    });
