import type { Routing } from 'stage-contract';
import type { AliasFacts } from './aliasFacts';

/** AWS stores weights as fractions; two percentages that differ by less than this are equal. */
const SAME_PERCENT = 0.0001;

/** The routing of an alias as AWS returned it; an additional version of weight 0 gets no calls and is left out. */
export function routingOf(
  alias: Pick<AliasFacts, 'mainVersion' | 'additionalVersion' | 'additionalWeightPercent'>,
): Routing {
  const weight = alias.additionalWeightPercent ?? 0;
  if (alias.additionalVersion === undefined || weight === 0) return { mainVersion: alias.mainVersion };
  return {
    mainVersion: alias.mainVersion,
    additionalVersion: alias.additionalVersion,
    additionalWeightPercent: weight,
  };
}

/** Whether two versions share the calls. */
export const isSplit = (routing: Routing | null): boolean => routing?.additionalVersion !== undefined;

/** The share of calls, in percent, that a version gets. */
export function shareOf(routing: Routing, version: string): number {
  const additional = routing.additionalWeightPercent ?? 0;
  return (
    (routing.mainVersion === version ? 100 - additional : 0) + (routing.additionalVersion === version ? additional : 0)
  );
}

/** The version with the larger share; of two equal shares the main one. */
export const largerShare = (routing: Routing): string =>
  routing.additionalVersion !== undefined && (routing.additionalWeightPercent ?? 0) > 50
    ? routing.additionalVersion
    : routing.mainVersion;

/**
 * The baseline in a routing that an execution finds: the version with the larger share, but never the execution's own
 * candidate while another version serves beside it.
 */
export function baselineOf(routing: Routing, candidate: string | null | undefined): string {
  const larger = largerShare(routing),
    { mainVersion, additionalVersion, additionalWeightPercent: weight = 0 } = routing;
  if (larger !== candidate || additionalVersion === undefined || weight === 0) return larger;
  return larger === mainVersion ? additionalVersion : mainVersion;
}

/** Whether two routings send calls in the same way: compares main version and weights. */
export function sameRouting(a: Routing | null, b: Routing | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.mainVersion === b.mainVersion &&
    (a.additionalVersion ?? '') === (b.additionalVersion ?? '') &&
    Math.abs((a.additionalWeightPercent ?? 0) - (b.additionalWeightPercent ?? 0)) < SAME_PERCENT
  );
}
