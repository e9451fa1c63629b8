import { say, StageError, versionReference, type RouteInput } from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { PinWrite } from '../../model/pins';
import { largerShare, routingOf, shareOf } from '../../model/routing';
import type { ObserveContext } from '../../model/stageContext';
import { targetWords } from '../../model/target';
import { newestExisting, resolveVersion, type ResolvedVersion } from '../shared/versions';

interface Pair {
  a: ResolvedVersion;
  b: ResolvedVersion | undefined;
}

/** What the alias serves, and what this execution has published. */
interface Known {
  alias: AliasFacts | undefined;
  candidate: string | null | undefined;
}

/**
 * Resolves versions A and B (B only for a split), with the pins that keep the macros' meaning from now on. Throws
 * StageError versionNotFound.
 */
export async function readPair(
  input: RouteInput,
  context: ObserveContext,
  known: Known,
): Promise<{ versionA: string | null; versionB: string | null; pins: PinWrite[] }> {
  const { aliasName } = input;
  const { a, b } = partnersOfLatest(input, known, {
    a: await resolveReference(context, input.versionNameA ?? '$LATEST', input.versionNumberA, aliasName),
    b:
      input.deploymentStrategy === '$WEIGHTED'
        ? await resolveReference(context, input.versionNameB, input.versionNumberB, aliasName)
        : undefined,
  });
  return { versionA: a.version, versionB: b?.version ?? null, pins: [...a.pins, ...(b?.pins ?? [])] };
}

/**
 * A split between `$LATEST` and `$PREVIOUS` in a pipeline that deploys nothing: if the alias does not serve the
 * newest version yet, the newest is coming in, and "previous" is what the alias serves, as after a deployment. Taking
 * the version before that would be a rollback that nobody asked for. Only the first resolution decides; it is pinned.
 */
function partnersOfLatest(input: RouteInput, { alias, candidate }: Known, pair: Pair): Pair {
  const names = [input.versionNameA, input.versionNameB];
  if (
    pair.b === undefined ||
    alias === undefined ||
    typeof candidate === 'string' ||
    !names.includes('$LATEST') ||
    !names.includes('$PREVIOUS')
  )
    return pair;
  const routing = routingOf(alias);
  const [latest, previous] = input.versionNameA === '$LATEST' ? [pair.a, pair.b] : [pair.b, pair.a];
  const isFirst = previous.pins.some((pin) => pin.kind === 'previous');
  if (!isFirst || latest.version === null || shareOf(routing, latest.version) > 0) return pair;
  const served = largerShare(routing);
  const meant: ResolvedVersion = {
    version: served,
    source: 'baseline',
    pins: [{ kind: 'previous', aliasName: input.aliasName, value: { version: served }, mode: 'once' }],
  };
  return input.versionNameA === '$LATEST' ? { a: latest, b: meant } : { a: meant, b: latest };
}

async function resolveReference(
  context: ObserveContext,
  name: string | undefined,
  number: string | undefined,
  aliasName: string,
): Promise<ResolvedVersion> {
  const reference = versionReference(name, number);
  if (reference === undefined) return { version: null, pins: [], source: 'list' };
  const resolved = await resolveVersion(reference, context, aliasName);
  // A number is only what the user entered, so check that it exists; everything else is known to be published.
  const { functionName } = context.operation.target;
  if (
    reference.kind === 'number' &&
    (await context.lambda.getFunction(functionName, reference.version)) === undefined
  ) {
    const existing = (await context.lambda.listVersions(functionName)).map(({ version }) => version);
    throw new StageError({
      code: 'versionNotFound',
      what: say('noVersion', { version: reference.version, ...newestExisting(existing) }),
      where: targetWords(context.operation.target),
    });
  }
  return resolved;
}
