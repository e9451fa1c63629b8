import { StageError, versionReference, type DeleteInput } from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { PastSighting } from '../../model/aliasSighting';
import type { ObserveContext } from '../../model/stageContext';
import type { DeleteObserved } from './observed';
import { readNeeds } from './readNeeds';
import {
  executionBaseline,
  resolveVersion,
  versionReads,
  type ResolvedVersion,
  type VersionReads,
} from '../shared/versions';

/**
 * Reads what protects versions and whether the named one exists (three calls in parallel). Lists versions only if the
 * rule needs all of them.
 */
export async function observeDelete(input: DeleteInput, context: ObserveContext): Promise<DeleteObserved> {
  try {
    return await observeExisting(input, context);
  } catch (error) {
    if (input.version !== '$ALL' || !(error instanceof StageError) || error.code !== 'functionNotFound') throw error;
    return {
      now: context.now,
      functionExists: false,
      aliases: [],
      provisioned: [],
      versions: [],
      named: null,
      namedWarnings: [],
      namedExists: false,
      pins: [],
      candidate: null,
      baselines: [],
      mappings: [],
    };
  }
}

async function observeExisting(input: DeleteInput, context: ObserveContext): Promise<DeleteObserved> {
  const { functionName } = context.operation.target;
  const reads = versionReads(context);
  const wholeFunction = input.version === '$ALL';
  // Started first, so that macros use the list instead of reading single aliases.
  const listing = reads.aliases();
  listing.catch(() => undefined);
  const reference = versionReference(input.version, input.versionNumber);
  const named = reference === undefined ? undefined : await resolveVersion(reference, context, input.aliasName, reads);
  const [aliases, provisioned, namedExists] = await Promise.all([
    listing,
    wholeFunction ? [] : context.lambda.listProvisionedConcurrency(functionName),
    exists(named, context),
  ]);
  const read = {
    now: context.now,
    functionExists: true,
    aliases,
    provisioned: provisioned.map(({ qualifier, requested }) => ({ qualifier, requested })),
    versions: await versionsFor(input, { named, namedExists }, reads),
    ...namedOf(named),
    namedExists,
    pins: named?.pins ?? [],
  };
  return wholeFunction
    ? { ...read, candidate: null, baselines: [], mappings: await mappingsOf(context, reads) }
    : {
        ...read,
        candidate: (await context.pins.version('candidate')) ?? null,
        baselines: await baselinesOf(context),
        mappings: [],
        ...(input.drainSeconds === 0 ? {} : await settledSince(aliases, context)),
        ...(input.aliasPattern === undefined ? {} : { needs: await readNeeds(input, read, context) }),
      };
}

/** Lists the versions if the rule needs all of them, or if the named one does not exist. */
async function versionsFor(
  { version }: DeleteInput,
  { named, namedExists }: { named: ResolvedVersion | undefined; namedExists: boolean },
  reads: VersionReads,
): Promise<DeleteObserved['versions']> {
  const isMissing = named !== undefined && named.version !== null && !namedExists;
  if (version !== '$ALL' && version !== '$MOVING' && !isMissing) return [];
  return (await reads.versions()).map((facts) => ({ version: facts.version, publishedAt: facts.lastModified }));
}

/** What takes the place of a version that is gone is the only way back that is left: it is not deleted in its stead. */
function namedOf(named: ResolvedVersion | undefined): Pick<DeleteObserved, 'named' | 'namedWarnings'> {
  if (named?.gone !== undefined) return { named: named.gone, namedWarnings: [] };
  return { named: named?.version ?? null, namedWarnings: named?.warnings ?? [] };
}

/** What was just listed exists; a pinned or given version may be gone. */
async function exists(named: ResolvedVersion | undefined, context: ObserveContext): Promise<boolean> {
  if (named === undefined || named.version === null || named.gone !== undefined) return false;
  if (named.source === 'list') return true;
  return (await context.lambda.getFunction(context.operation.target.functionName, named.version)) !== undefined;
}

/** The journal saw most moves; for an alias that it does not know well enough, the time counts from now. */
async function settledSince(
  aliases: readonly AliasFacts[],
  { pins, now }: ObserveContext,
): Promise<Pick<DeleteObserved, 'settledSince'>> {
  const times: number[] = [];
  for (const { aliasName, mainVersion, additionalVersion } of aliases) {
    const seen =
      additionalVersion === undefined ? lastSeenWhole(await pins.sightings(aliasName), mainVersion) : undefined;
    if (seen === undefined) return { settledSince: now };
    times.push(seen);
  }
  return times.length === 0 ? {} : { settledSince: new Date(Math.max(...times)).toISOString() };
}

/** When the journal last saw an alias send everything to a version, if it has seen nothing else since; ms since 1970. */
function lastSeenWhole(sightings: readonly PastSighting[], wanted: string): number | undefined {
  const last = sightings.at(-1);
  return last?.versions.length === 1 && last.versions[0]?.version === wanted ? last.lastSeenAtMs : undefined;
}

async function baselinesOf(context: ObserveContext): Promise<{ aliasName: string; version: string }[]> {
  const baselines: { aliasName: string; version: string }[] = [];
  for (const aliasName of await context.pins.aliases()) {
    const version = await executionBaseline(context.pins, aliasName);
    if (typeof version === 'string') baselines.push({ aliasName, version });
  }
  return baselines;
}

/**
 * AWS lists the mappings of one qualifier at a time, and deleting a function leaves them behind, so ask for each
 * qualifier.
 */
async function mappingsOf(context: ObserveContext, reads: VersionReads): Promise<DeleteObserved['mappings']> {
  const { functionName } = context.operation.target;
  const qualifiers = [
    ...(await reads.aliases()).map((alias) => alias.aliasName),
    ...(await reads.versions()).map((facts) => facts.version),
  ];
  const found = new Map<string, DeleteObserved['mappings'][number]>();
  for (const name of [functionName, ...qualifiers.map((qualifier) => `${functionName}:${qualifier}`)]) {
    for (const { uuid, eventSourceArn, functionArn } of await context.lambda.listEventSourceMappings(name))
      found.set(uuid, { uuid, eventSourceArn, functionArn });
  }
  return [...found.values()];
}
