import { say, StageError, versionReference, type RouteInput, type Saying } from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { PinWrite } from '../../model/pins';
import { routingOf, shareOf } from '../../model/routing';
import type { ObserveContext } from '../../model/stageContext';
import { targetWords } from '../../model/target';
import {
  isPublished,
  newestExisting,
  resolveVersion,
  settledVersion,
  type ResolvedVersion,
  type VersionReads,
} from '../shared/versions';

interface Pair {
  a: ResolvedVersion;
  b: ResolvedVersion | undefined;
}

/** What the alias serves, and what this execution has published. */
interface Known {
  alias: AliasFacts | undefined;
  candidate: string | null | undefined;
  baselinePin: string | null | undefined;
}

/** The version that an alias settles on, and what must be said about it. */
type Settled = Awaited<ReturnType<typeof settledVersion>>;

/** Versions A and B, and what was learned on the way. */
interface ReadPair {
  versionA: string | null;
  versionB: string | null;
  pins: PinWrite[];
  previousWarnings: Saying[];
  releaseAfterA: string | undefined;
  /** The version that the alias settles on; undefined: this execution has a candidate, so its share decides. */
  settled: string | undefined;
}

/**
 * Resolves versions A and B (B only for a split), with the pins that keep the macros' meaning from now on. Throws
 * StageError versionNotFound.
 */
export async function readPair(
  input: RouteInput,
  context: ObserveContext,
  reads: VersionReads,
  known: Known,
): Promise<ReadPair> {
  const { aliasName } = input;
  const settled = await settledOf(context, reads, aliasName, known);
  const resolve = (name: string | undefined, number: string | undefined): Promise<ResolvedVersion> =>
    resolveReference(context, reads, name, number, aliasName);
  const { a, b } = partnersOfLatest(
    input,
    { alias: known.alias, settled },
    {
      a: await resolve(input.versionNameA ?? '$LATEST', input.versionNumberA),
      b: input.deploymentStrategy === '$WEIGHTED' ? await resolve(input.versionNameB, input.versionNumberB) : undefined,
    },
  );
  return {
    versionA: a.version,
    versionB: b?.version ?? null,
    pins: [...a.pins, ...(b?.pins ?? [])],
    previousWarnings: warningsOf(input, settled, [a, b]),
    releaseAfterA: input.versionNameA === '$PREVIOUS' ? a.release : undefined,
    settled: settled?.version,
  };
}

/** What a split settles on only matters to a stage that splits. It may be what `$PREVIOUS` means: that is said once. */
function warningsOf(
  { deploymentStrategy }: RouteInput,
  settled: Settled | undefined,
  resolved: readonly (ResolvedVersion | undefined)[],
): Saying[] {
  const isSplit = deploymentStrategy === '$WEIGHTED' || deploymentStrategy === '$GRADUAL';
  const said = [isSplit ? settled : undefined, ...resolved].flatMap((found) => found?.warnings ?? []);
  return said.filter(({ words }, index) => said.findIndex((other) => other.words === words) === index);
}

/** What the alias settles on; undefined: this execution has a candidate, or there is no alias. */
async function settledOf(
  context: ObserveContext,
  reads: VersionReads,
  aliasName: string,
  { alias, candidate, baselinePin }: Known,
): Promise<Settled | undefined> {
  if (alias === undefined || typeof candidate === 'string') return undefined;
  const routing = routingOf(alias);
  // This execution has found it out before, and has split the alias itself since.
  if (typeof baselinePin === 'string' && shareOf(routing, baselinePin) > 0)
    return { version: baselinePin, warnings: [] };
  return settledVersion(context, reads, aliasName, routing);
}

/**
 * A split between `$LATEST` and `$PREVIOUS` in a pipeline that deploys nothing: if the alias does not serve the
 * newest version yet, the newest is the release that is coming in, and "previous" is what the alias serves, as after a
 * deployment. Taking the version before that would be a rollback that nobody asked for. Only the first resolution
 * decides; it is pinned.
 */
function partnersOfLatest(
  input: RouteInput,
  { alias, settled }: Pick<Known, 'alias'> & { settled: Settled | undefined },
  pair: Pair,
): Pair {
  const names = [input.versionNameA, input.versionNameB];
  if (
    pair.b === undefined ||
    alias === undefined ||
    settled === undefined ||
    !isPublished(settled.version) ||
    !names.includes('$LATEST') ||
    !names.includes('$PREVIOUS')
  )
    return pair;
  const [latest, previous] = input.versionNameA === '$LATEST' ? [pair.a, pair.b] : [pair.b, pair.a];
  const isFirst = previous.pins.some((pin) => pin.kind === 'previous');
  if (!isFirst || latest.version === null || shareOf(routingOf(alias), latest.version) > 0) return pair;
  const meant: ResolvedVersion = {
    version: settled.version,
    source: 'baseline',
    pins: [{ kind: 'previous', aliasName: input.aliasName, value: { version: settled.version }, mode: 'once' }],
  };
  return input.versionNameA === '$LATEST' ? { a: latest, b: meant } : { a: meant, b: latest };
}

async function resolveReference(
  context: ObserveContext,
  reads: VersionReads,
  name: string | undefined,
  number: string | undefined,
  aliasName: string,
): Promise<ResolvedVersion> {
  const reference = versionReference(name, number);
  if (reference === undefined) return { version: null, pins: [], source: 'list' };
  const resolved = await resolveVersion(reference, context, aliasName, reads);
  // A number is only what the user entered, so check that it exists; everything else is known to be published.
  if (reference.kind === 'number' && (await reads.version(reference.version)) === undefined) {
    const existing = (await reads.versions()).map(({ version }) => version);
    throw new StageError({
      code: 'versionNotFound',
      what: say('noVersion', { version: reference.version, ...newestExisting(existing) }),
      where: targetWords(context.operation.target),
    });
  }
  return resolved;
}
