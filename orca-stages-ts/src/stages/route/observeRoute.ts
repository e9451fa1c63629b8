import {
  StageError,
  versionReference,
  type RouteInput,
  type VersionFacts,
  type VersionReference,
} from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { LambdaPort } from '../../model/lambdaPort';
import { largerShare, routingOf, sameRouting, shareOf } from '../../model/routing';
import type { ObserveContext } from '../../model/stageContext';
import { targetWords } from '../../model/target';
import { concurrencyIsMoving } from '../shared/routing';
import { resolveVersion, type ResolvedVersion } from '../shared/versions';
import type { RouteObserved } from './routeTypes';
import { observeSides } from './sideSteps';

/** What an invocation may take beyond the function's own timeout, for the way there and back. */
const ANSWER_MARGIN_MS = 5_000;

/** Reads the alias and what the macros mean; callers and AWS's own shifting only where they can matter. */
export async function observeRoute(input: RouteInput, context: ObserveContext): Promise<RouteObserved> {
  const { lambda, pins } = context;
  const { functionName, aliasName } = input;
  const [baselinePin, firstPin, leftPin, intendedPin, candidatePin, claim] = [
    await pins.version('baseline', aliasName),
    await pins.routing('firstRouting', aliasName),
    await pins.routing('leftRouting', aliasName),
    await pins.routing('intendedRouting', aliasName),
    await pins.version('candidate'),
    await pins.claimOf(aliasName),
  ];
  const timedRevert = await pins.timedRevert(aliasName);
  const firstTouch = leftPin === undefined;
  const [alias, callers] = await Promise.all([
    lambda.getAlias(functionName, aliasName),
    firstTouch || input.requireAliasCallers === true
      ? readCallers(lambda, functionName, input.requireAliasCallers === true)
      : undefined,
  ]);
  if (alias === undefined) await requireFunction(context, functionName);
  const { a, b } = partnersOfLatest(input, alias, candidatePin, {
    a: await resolveReference(context, input.versionNameA ?? '$LATEST', input.versionNumberA, aliasName),
    b:
      input.deploymentStrategy === '$WEIGHTED'
        ? await resolveReference(context, input.versionNameB, input.versionNumberB, aliasName)
        : undefined,
  });
  const healthCheckTimeoutMs = await readTimeoutMs(input, lambda, a.version);
  const expected = leftPin ?? firstPin;
  const moved = alias !== undefined && expected !== undefined && !sameRouting(expected, routingOf(alias));
  return {
    now: context.now,
    alias,
    versionA: a.version,
    versionB: b?.version ?? null,
    baselinePin,
    firstPin,
    leftPin,
    intendedPin,
    candidatePin,
    timedRevert,
    claim,
    knownVersions: await knownVersions(context, [
      a.version,
      b?.version,
      baselinePin,
      candidatePin,
      alias === undefined ? null : largerShare(routingOf(alias)),
    ]),
    pins: [...a.pins, ...(b?.pins ?? [])],
    callers,
    awsIsShifting: moved && (await concurrencyIsMoving(lambda, functionName, aliasName)),
    healthCheckTimeoutMs,
    sides: await observeSides(input, lambda, alias !== undefined),
  };
}

/** What this journal knows of the versions: no call is spent on it. */
async function knownVersions(
  context: ObserveContext,
  versions: readonly (string | null | undefined)[],
): Promise<VersionFacts[]> {
  const known: VersionFacts[] = [];
  for (const version of new Set(versions)) {
    const facts = typeof version === 'string' ? await context.pins.factsOf(version) : undefined;
    if (facts !== undefined) known.push(facts);
  }
  return known;
}

interface Pair {
  a: ResolvedVersion;
  b: ResolvedVersion | undefined;
}

/**
 * A split between `$LATEST` and `$PREVIOUS` in a pipeline that deploys nothing: when the alias does not serve the newest version yet,
 * the newest is on its way in and "previous" is what the alias serves, as after a deployment. The version before that one would be
 * a rollback that nobody asked for. Only the first resolution decides; it is pinned.
 */
function partnersOfLatest(
  input: RouteInput,
  alias: AliasFacts | undefined,
  candidate: string | null | undefined,
  pair: Pair,
): Pair {
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
): ReturnType<typeof resolveVersion> {
  const reference: VersionReference | undefined = versionReference(name, number);
  if (reference === undefined) return { version: null, pins: [], source: 'list' };
  const resolved = await resolveVersion(reference, context, aliasName);
  // A number is somebody's word for it; everything else was published before this execution's eyes.
  if (
    reference.kind === 'number' &&
    (await context.lambda.getFunction(context.operation.target.functionName, reference.version)) === undefined
  ) {
    throw new StageError({
      code: 'versionNotFound',
      what: `There is no version ${reference.version}.`,
      where: targetWords(context.operation.target),
    });
  }
  return resolved;
}

async function requireFunction(context: ObserveContext, functionName: string): Promise<void> {
  if ((await context.lambda.getFunction(functionName)) === undefined) {
    throw new StageError({
      code: 'functionNotFound',
      what: `There is no function ${functionName}.`,
      where: targetWords(context.operation.target),
    });
  }
}

async function readCallers(
  lambda: LambdaPort,
  functionName: string,
  urlToo: boolean,
): Promise<NonNullable<RouteObserved['callers']>> {
  const [mappings, statements, functionUrl] = await Promise.all([
    lambda.listEventSourceMappings(functionName),
    lambda.getPolicy(functionName),
    urlToo ? lambda.hasFunctionUrl(functionName) : false,
  ]);
  // AWS lists the mappings of every qualifier under the function's name; only those of the bare function pass the alias by.
  const bare = mappings.filter((mapping) => mapping.functionArn.split(':').length === 7);
  return { eventSources: bare.map((mapping) => mapping.eventSourceArn), statements: statements ?? [], functionUrl };
}

/** How long a health check that says nothing else may take; the function is only asked where that matters. */
async function readTimeoutMs(input: RouteInput, lambda: LambdaPort, version: string | null): Promise<number> {
  if (input.deploymentStrategy === '$BLUEGREEN') {
    const seconds = input.healthCheck?.timeoutSeconds ?? (input.timeout === 0 ? undefined : input.timeout);
    if (seconds !== undefined) return seconds * 1000;
  } else if (
    input.deploymentStrategy !== '$GRADUAL' ||
    !(input.steps ?? []).some(({ check }) => check !== undefined && check.timeoutSeconds === undefined)
  ) {
    return 0;
  }
  const facts = version === null ? undefined : await lambda.getFunction(input.functionName, version);
  return (facts?.timeoutSeconds ?? 0) * 1000 + ANSWER_MARGIN_MS;
}
