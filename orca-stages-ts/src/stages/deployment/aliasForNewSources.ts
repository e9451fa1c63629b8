import type { DeploymentInput } from 'stage-contract';

/**
 * The alias that event sources get if they have no mapping yet: the one that the stage names, otherwise the only one that
 * it lists. Undefined: the unpublished head, because nothing says which of several aliases is meant.
 */
export function aliasForNewSources({ aliasName, aliases = [] }: DeploymentInput): string | undefined {
  const listed = new Set(aliases);
  return aliasName ?? (listed.size === 1 ? aliases[0] : undefined);
}
