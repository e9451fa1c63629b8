export { executionBaseline } from './executionBaseline';
export { settledVersion } from './previousOfAlias';
export type { ResolvedVersion } from './resolvedVersion';
export { resolveVersion } from './resolveVersion';
export { compareVersions, isPublished, newestFirst } from './versionOrder';
export { versionReads, type VersionReads } from './versionReads';
export { newestExisting } from './newestExisting';
