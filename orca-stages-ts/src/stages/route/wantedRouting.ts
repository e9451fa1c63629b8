import { say, type Saying, StageError, type RouteInput, type Routing } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import { routingOf, sameRouting } from '../../model/routing';
import { targetWords } from '../../model/target';
import type { RouteObserved } from './observe';

/** The routing that the stage should leave, and what must be said about it. */
export interface Wanted {
  routing: Routing;
  warnings: Saying[];
}

/**
 * Works out the wanted routing; the baseline stays the main version until the candidate is promoted. Pure. Throws
 * noVersionForMacro.
 */
export function wantedRouting(
  input: RouteInput,
  observed: RouteObserved,
  baseline: string | null,
  operation: OperationFacts,
): Wanted {
  return input.deploymentStrategy === '$WEIGHTED'
    ? weighted(input, observed, baseline, operation)
    : all(input, observed, operation);
}

function all(input: RouteInput, observed: RouteObserved, operation: OperationFacts): Wanted {
  const { versionA } = observed;
  if (versionA === null) throw noVersion(input, observed, operation);
  const routing = { mainVersion: versionA };
  return { routing, warnings: [...unusedVersion(input), ...servedAlready(input, observed, routing)] };
}

/** Spinnaker's own form leaves version B behind when the strategy changes, so it is no mistake, but it has no effect. */
const unusedVersion = ({ versionNameB, deploymentStrategy: strategy }: RouteInput): Saying[] =>
  versionNameB === undefined ? [] : [say('versionBIsNotUsed', { strategy })];

/** A rollback started twice stays where it is, instead of going one version further. */
function servedAlready(
  { aliasName }: RouteInput,
  { alias, releaseAfterA: release }: RouteObserved,
  routing: Routing,
): Saying[] {
  const { mainVersion: version } = routing;
  if (alias === undefined || release === undefined || !sameRouting(routingOf(alias), routing)) return [];
  return [say('previousIsServed', { alias: aliasName, version, release })];
}

function weighted(
  input: RouteInput,
  observed: RouteObserved,
  baseline: string | null,
  operation: OperationFacts,
): Wanted {
  const { versionA: a, versionB: b, alias } = observed;
  const percentA = input.trafficPercentA ?? 100;
  if (a === null && b === null) throw noVersion(input, observed, operation);
  if (a === null || b === null) {
    const only = a ?? b ?? '';
    const missing = a === null ? input.versionNameA : input.versionNameB;
    return {
      routing: { mainVersion: only },
      warnings: [say('onlyVersionGetsAll', { version: only, missing: missing ?? '$LATEST' })],
    };
  }
  if (a === b) {
    const routing = alias === undefined ? { mainVersion: a } : routingOf(alias);
    return {
      routing,
      warnings: [say('nothingNewPublished', { version: a, alias: input.aliasName, routing })],
    };
  }
  return { routing: splitRouting(a, b, percentA, baseline), warnings: [] };
}

/**
 * The baseline is the main version, the other one additional; if neither is the baseline, A is main. A share of 100% is
 * a promotion.
 */
export function splitRouting(a: string, b: string, percentA: number, baseline: string | null): Routing {
  if (percentA === 100) return { mainVersion: a };
  if (percentA === 0) return { mainVersion: b };
  return b === baseline
    ? { mainVersion: b, additionalVersion: a, additionalWeightPercent: percentA }
    : { mainVersion: a, additionalVersion: b, additionalWeightPercent: 100 - percentA };
}

function noVersion(
  { aliasName, versionNameA: macro = '$LATEST' }: RouteInput,
  { existingVersions: existing }: RouteObserved,
  operation: OperationFacts,
): StageError {
  const isPrevious = macro === '$PREVIOUS';
  return new StageError({
    code: 'noVersionForMacro',
    what: isPrevious
      ? say('noPreviousToReturnTo', { alias: aliasName, existing })
      : say('macroNamesNoVersion', { macro }),
    where: targetWords(operation.target, aliasName),
    next: say(isPrevious ? 'nothingToReturnTo' : 'publishFirst', {}),
  });
}
