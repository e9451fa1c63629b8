export type { ResolvedVersion, VersionSource } from './resolvedVersion';
export { resolveVersion } from './resolveVersion';
export { compareVersions, isPublished, newestBelow, newestFirst } from './versionOrder';
export { versionReads, type VersionReads } from './versionReads';
