import { functionArn, type Place } from '../arns';
import { AwsError, invalidParameter, notFound } from '../errors';
import { Constraints } from '../http/constraints';
import { scopeAt, type Emulator } from '../emulator';
import { settleFunction } from './settle';
import type { AliasRecord, FunctionRecord, VersionRecord } from '../store/functionRecord';
import { callerArn } from '../arns';

/** AWS's pattern for a function name, partial ARN or ARN, as its messages print it. */
const functionNamePattern =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?';
const qualifierPattern = '\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+';
const parts =
  /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:([a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_]+)(?::(\$LATEST(?:\.PUBLISHED)?|[a-zA-Z0-9-_]+))?$/;

/** A function and possibly one of its versions or aliases, as a caller names them. */
export type FunctionReference = { name: string; qualifier?: string };

/**
 * Reads a name, partial ARN or ARN, plus the separate qualifier. Throws what AWS throws for malformed ones and for
 * those of other accounts or regions.
 */
export function readReference(place: Place, given: string, qualifier?: string | null): FunctionReference {
  const constraints = new Constraints()
    .length('functionName', given, 1, 140)
    .pattern('functionName', given, functionNamePattern);
  if (qualifier !== undefined && qualifier !== null)
    constraints.length('qualifier', qualifier, 1, 128).pattern('qualifier', qualifier, qualifierPattern);
  constraints.enforce();
  const [, region, account, name = given, derived] = parts.exec(given) ?? [];
  if (region !== undefined && region !== place.region)
    throw notFound(`Functions from '${region}' are not reachable in this region ('${place.region}')`);
  if (account !== undefined && account !== place.account) {
    throw new AwsError(
      'AccessDeniedException',
      403,
      `User: ${callerArn(place)} is not authorized to perform this operation on resource: ${given} because no resource-based policy allows it`,
      { type: undefined },
    );
  }
  const asked = qualifier ?? undefined;
  if (derived !== undefined && asked !== undefined && derived !== asked) {
    throw invalidParameter('The derived qualifier from the function name does not match the specified qualifier.');
  }
  const chosen = asked ?? derived;
  return chosen === undefined ? { name } : { name, qualifier: chosen };
}

/** The function with that name, after finishing all transitions that are due. */
export function findFunction(emulator: Emulator, place: Place, name: string): FunctionRecord | undefined {
  const fn = scopeAt(emulator, place).functions[name];
  if (fn !== undefined) settleFunction(fn, emulator);
  return fn;
}

/** The function, or a 404 that names the ARN as AWS does (including the requested qualifier). */
export function requireFunction(emulator: Emulator, place: Place, reference: FunctionReference): FunctionRecord {
  const fn = findFunction(emulator, place, reference.name);
  if (fn === undefined)
    throw notFound(`Function not found: ${functionArn(place, reference.name, reference.qualifier)}`);
  return fn;
}

/** What a qualifier refers to. */
export type Qualified = { version: VersionRecord; alias?: AliasRecord };

/** The version or alias for a qualifier; no qualifier means `$LATEST`. */
export function findQualified(fn: FunctionRecord, qualifier: string | undefined): Qualified | undefined {
  if (qualifier === undefined || qualifier === '$LATEST') return { version: fn.latest };
  const alias = fn.aliases[qualifier];
  const version = versionNamed(fn, alias === undefined ? qualifier : alias.functionVersion);
  if (version === undefined) return undefined;
  return alias === undefined ? { version } : { version, alias };
}

/** The function plus what the qualifier refers to, or a 404. */
export function requireQualified(
  emulator: Emulator,
  place: Place,
  reference: FunctionReference,
): Qualified & { fn: FunctionRecord } {
  const fn = requireFunction(emulator, place, reference);
  const found = findQualified(fn, reference.qualifier);
  if (found === undefined)
    throw notFound(`Function not found: ${functionArn(place, reference.name, reference.qualifier)}`);
  return { fn, ...found };
}

/** `$LATEST` or the published version with that number. */
export function versionNamed(fn: FunctionRecord, version: string): VersionRecord | undefined {
  return version === '$LATEST' ? fn.latest : fn.versions[version];
}

/** Whether a qualifier looks like a version number; alias names can't consist of digits only. */
export function isVersionNumber(qualifier: string): boolean {
  return /^[0-9]+$/.test(qualifier);
}

/**
 * Like `requireQualified`, for operations whose 404 distinguishes versions from aliases (provisioned concurrency,
 * policies).
 */
export function requireVersionOrAlias(
  emulator: Emulator,
  place: Place,
  reference: Required<FunctionReference>,
): Qualified & { fn: FunctionRecord } {
  const fn = findFunction(emulator, place, reference.name);
  const found = fn === undefined ? undefined : findQualified(fn, reference.qualifier);
  const arn = functionArn(place, reference.name, reference.qualifier);
  if (fn !== undefined && found !== undefined) return { fn, ...found };
  const isAliasName = !isVersionNumber(reference.qualifier) && /^[a-zA-Z0-9-_]+$/.test(reference.qualifier);
  throw notFound(isAliasName ? `Cannot find alias arn: ${arn}` : `Function not found: ${arn}`);
}
