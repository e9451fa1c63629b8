import { say, type Saying, StageError, type RouteInput, type Routing } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import { routingOf } from '../../model/routing';
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

function all(input: RouteInput, { versionA }: RouteObserved, operation: OperationFacts): Wanted {
  if (versionA === null) throw noVersion(input.versionNameA ?? '$LATEST', input.aliasName, operation);
  return { routing: { mainVersion: versionA }, warnings: [] };
}

function weighted(
  input: RouteInput,
  observed: RouteObserved,
  baseline: string | null,
  operation: OperationFacts,
): Wanted {
  const { versionA: a, versionB: b, alias } = observed;
  const percentA = input.trafficPercentA ?? 100;
  if (a === null && b === null) throw noVersion(input.versionNameA ?? '$LATEST', input.aliasName, operation);
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

function noVersion(macro: string, aliasName: string, operation: OperationFacts): StageError {
  const what =
    macro === '$PREVIOUS' ? say('noPreviousToReturnTo', { alias: aliasName }) : say('macroNamesNoVersion', { macro });
  return new StageError({
    code: 'noVersionForMacro',
    what,
    where: targetWords(operation.target, aliasName),
    next: say(macro === '$PREVIOUS' ? 'nothingToReturnTo' : 'publishFirst', {}),
  });
}
