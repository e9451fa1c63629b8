import type { VersionReference } from 'stage-contract';
import type { ObserveContext } from '../../../model/stageContext';
import type { ResolvedVersion } from './resolvedVersion';
import { resolvePrevious } from './resolvePrevious';
import { newestFirst } from './versionOrder';
import { versionReads, type VersionReads } from './versionReads';

/**
 * What a version reference means in this execution. With a candidate, `$LATEST` is the candidate and `$PREVIOUS` the
 * baseline of the alias; without one, both are looked up once and pinned. Pinned versions cost no AWS call. Throws
 * StageError pinExpired, functionNotFound, and noVersionForMacro if `$PREVIOUS` needs an alias to be named.
 */
export async function resolveVersion(
  reference: VersionReference,
  context: ObserveContext,
  aliasName?: string,
  reads: VersionReads = versionReads(context),
): Promise<ResolvedVersion> {
  switch (reference.kind) {
    case 'number':
      return { version: reference.version, pins: [], source: 'number' };
    case 'latest':
      return resolveLatest(context, reads);
    case 'previous':
      return resolvePrevious(context, reads, aliasName);
    case 'oldest':
      return { version: newestFirst(await listed(reads)).at(-1) ?? null, pins: [], source: 'list' };
  }
}

async function resolveLatest(context: ObserveContext, reads: VersionReads): Promise<ResolvedVersion> {
  const candidate = await context.pins.version('candidate');
  if (typeof candidate === 'string') return { version: candidate, pins: [], source: 'candidate' };
  const pinned = await context.pins.version('latest');
  if (typeof pinned === 'string') return { version: pinned, pins: [], source: 'pinned' };
  const version = newestFirst(await listed(reads))[0] ?? null;
  // A function without versions pins nothing: a version may be published before the stage is restarted.
  return {
    version,
    source: 'list',
    pins: version === null ? [] : [{ kind: 'latest', value: { version }, mode: 'once' }],
  };
}

const listed = async (reads: VersionReads): Promise<string[]> => (await reads.versions()).map((facts) => facts.version);
