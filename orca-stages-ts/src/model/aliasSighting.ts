import type { VersionFacts } from 'stage-contract';

/**
 * How an alias came to serve something. `moved`: an operation of ours sent it there from the sighting before this one.
 * `created`: ours, and there was no alias before. `found`: somebody else may have moved it, any number of times.
 */
export const SIGHTING_WAYS = ['found', 'moved', 'created'] as const;
export type SightingWay = (typeof SIGHTING_WAYS)[number];

/** What an alias was seen serving. */
export interface AliasSighting {
  aliasName: string;
  /**
   * The published versions that got its traffic: one, or the main one and the additional one. Where publication time
   * and code hash are known, they tell a version from one with the same number of a function that was made anew.
   */
  versions: readonly VersionFacts[];
  how: SightingWay;
}

/** A sighting as the journal recalls it. */
export interface PastSighting extends Pick<AliasSighting, 'versions' | 'how'> {
  /** When the alias was seen like this last, in ms since 1970. */
  lastSeenAtMs: number;
}
