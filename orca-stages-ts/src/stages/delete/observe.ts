import { StageError, versionReference, type DeleteInput, type Saying } from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { MappingFacts } from '../../model/mappingFacts';
import type { PinWrite } from '../../model/pins';
import type { ObserveContext } from '../../model/stageContext';
import {
  executionBaseline,
  resolveVersion,
  versionReads,
  type ResolvedVersion,
  type VersionReads,
} from '../shared/versions';

/** What a Delete must know about a function. Contains no configuration, because that has secrets. */
export interface DeleteObserved {
  /** ISO 8601; ages are counted from this time. */
  now: string;
  functionExists: boolean;
  aliases: AliasFacts[];
  provisioned: { qualifier: string; requested: number }[];
  /** Every published version; only read if the rule needs all of them. */
  versions: { version: string; publishedAt: string }[];
  /** The single version that a macro or number names; null if there is none. */
  named: string | null;
  /** What must be said about the version that `$PREVIOUS` was found to be. */
  namedWarnings: Saying[];
  /** AWS responds to the deletion of a missing version as to any other, so the stage looks it up first. */
  namedExists: boolean;
  pins: PinWrite[];
  /** What this execution published, and what its aliases served before. */
  candidate: string | null;
  baselines: { aliasName: string; version: string }[];
  /** Event source mappings of the function, its aliases and versions; only read for `$ALL`. */
  mappings: Pick<MappingFacts, 'uuid' | 'eventSourceArn' | 'functionArn'>[];
}

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
  const versions = wholeFunction || input.version === '$MOVING' ? await reads.versions() : [];
  return {
    now: context.now,
    functionExists: true,
    aliases,
    provisioned: provisioned.map(({ qualifier, requested }) => ({ qualifier, requested })),
    versions: versions.map(({ version, lastModified }) => ({ version, publishedAt: lastModified })),
    ...namedOf(named),
    namedExists,
    pins: named?.pins ?? [],
    candidate: wholeFunction ? null : ((await context.pins.version('candidate')) ?? null),
    baselines: wholeFunction ? [] : await baselinesOf(context),
    mappings: wholeFunction ? await mappingsOf(context, reads) : [],
  };
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
