export { resolveVersion, type ResolvedVersion } from './resolveVersion';
export { compareVersions, isPublished, newestFirst } from './versionOrder';
export { versionReads, type VersionReads } from './versionReads';
