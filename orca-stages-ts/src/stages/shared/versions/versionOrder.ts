import { VERSION_NUMBER } from 'stage-contract';

/** Whether a text is a published version's number; AWS's unpublished head `$LATEST` is not. */
export const isPublished = (version: string): boolean => VERSION_NUMBER.test(version);

/** Orders version numbers, smallest first, without rounding: Lambda's numbers may outgrow a double. */
export const compareVersions = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** Published versions, newest first. */
export const newestFirst = (versions: readonly string[]): string[] =>
  versions.filter(isPublished).sort((a, b) => compareVersions(b, a));

/** The highest number below a version; all versions are below the unpublished head. */
export const newestBelow = (versions: readonly string[], version: string): string | null =>
  newestFirst(versions).find((other) => !isPublished(version) || compareVersions(other, version) < 0) ?? null;
