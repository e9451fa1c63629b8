export { resolveVersion, type ResolvedVersion, type VersionSource } from './resolveVersion';
export { compareVersions, isPublished, newestBelow, newestFirst } from './versionOrder';
export { versionReads, type VersionReads } from './versionReads';
