import { StageError, versionReference } from 'stage-contract';
import type { ObserveContext } from '../../model/stageContext';
import { resolveVersion, versionReads, type ResolvedVersion, type VersionReads } from '../shared/versions';
import type { DeleteInput, DeleteObserved } from './deleteModel';

/** Reads what protects versions and whether the named one exists (three calls at one time), and lists versions only where the rule speaks of all of them. */
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
  // Begun first, so that macros look into the list instead of asking for single aliases.
  const listing = reads.aliases();
  listing.catch(() => undefined);
  const reference = versionReference(input.version, input.versionNumber);
  const named = reference === undefined ? undefined : await resolveVersion(reference, context, input.aliasName, reads);
  const [aliases, provisioned, namedExists] = await Promise.all([
    listing,
    wholeFunction ? [] : context.lambda.listProvisionedConcurrency(functionName),
    exists(named, context),
  ]);
  const versions = wholeFunction || input.version === '$MOVING' ? await reads.versions() : [];
  return {
    now: context.now,
    functionExists: true,
    aliases,
    provisioned: provisioned.map(({ qualifier, requested }) => ({ qualifier, requested })),
    versions: versions.map(({ version, lastModified }) => ({ version, publishedAt: lastModified })),
    named: named?.version ?? null,
    namedExists,
    pins: named?.pins ?? [],
    candidate: wholeFunction ? null : ((await context.pins.version('candidate')) ?? null),
    baselines: wholeFunction ? [] : await baselinesOf(context),
    mappings: wholeFunction ? await mappingsOf(context, reads) : [],
  };
}

/** What was just listed exists; a pinned or given version may be gone. */
async function exists(named: ResolvedVersion | undefined, context: ObserveContext): Promise<boolean> {
  if (named === undefined || named.version === null) return false;
  if (named.source === 'list') return true;
  return (await context.lambda.getFunction(context.operation.target.functionName, named.version)) !== undefined;
}

async function baselinesOf(context: ObserveContext): Promise<{ aliasName: string; version: string }[]> {
  const baselines: { aliasName: string; version: string }[] = [];
  for (const aliasName of await context.pins.aliases()) {
    const version = await context.pins.version('baseline', aliasName);
    if (typeof version === 'string') baselines.push({ aliasName, version });
  }
  return baselines;
}

/** AWS lists the mappings of one qualifier at a time, and deleting a function leaves them behind, so each qualifier is asked. */
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
