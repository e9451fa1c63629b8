import type { VersionReference } from 'stage-contract';
import type { PinWrite } from '../../../model/pins';
import type { ObserveContext } from '../../../model/stageContext';
import { resolvePrevious } from './resolvePrevious';
import { newestFirst } from './versionOrder';
import { versionReads, type VersionReads } from './versionReads';

/** Where a version came from: what this execution pinned, what the journal saw, what was given, or what AWS lists now. */
export type VersionSource = 'candidate' | 'baseline' | 'pinned' | 'journal' | 'number' | 'list';

/** A macro's version; null where there is none. The pins must be written, so that the macro keeps its meaning in this execution. */
export interface ResolvedVersion {
  version: string | null;
  pins: PinWrite[];
  source: VersionSource;
}

/**
 * What a version reference means in this execution: with a candidate `$LATEST` is the candidate and `$PREVIOUS` the baseline
 * of the alias; without one both are looked up once and pinned. Pinned meanings cost no AWS call.
 * Throws StageError pinExpired, functionNotFound, and noVersionForMacro when `$PREVIOUS` needs an alias to be named.
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
