import { say, type AliasUse, type Saying } from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { DeleteObserved } from './observe';

/** Why a version must be kept; undefined if nothing needs it. */
export function protectionOf(
  version: string,
  observed: Pick<DeleteObserved, 'aliases' | 'provisioned' | 'baselines' | 'candidate'>,
): Saying | undefined {
  const uses = usesOf(version, observed.aliases);
  return (
    (uses.length === 0 ? undefined : say('usedByAliases', { uses })) ??
    provisionedProtection(version, observed.provisioned) ??
    baselineProtection(version, observed)
  );
}

/**
 * The aliases that send calls to a version. AWS rejects the deletion of a version that an alias references, even with a
 * weight of 0.
 */
export const usesOf = (version: string, aliases: readonly AliasFacts[]): AliasUse[] =>
  aliases.flatMap((alias) => {
    const additional = alias.additionalVersion === undefined ? 0 : (alias.additionalWeightPercent ?? 0);
    if (alias.mainVersion === version) return [{ alias: alias.aliasName, sharePercent: 100 - additional }];
    return alias.additionalVersion === version ? [{ alias: alias.aliasName, sharePercent: additional }] : [];
  });

function provisionedProtection(version: string, provisioned: DeleteObserved['provisioned']): Saying | undefined {
  const found = provisioned.find((one) => one.qualifier === version);
  return found === undefined ? undefined : say('hasProvisionedConcurrency', { executions: found.requested });
}

/**
 * A rollback must stay possible until the candidate has all of an alias's traffic. A deleted alias has nothing to roll
 * back.
 */
function baselineProtection(
  version: string,
  observed: Pick<DeleteObserved, 'aliases' | 'baselines' | 'candidate'>,
): Saying | undefined {
  const { candidate } = observed;
  if (candidate === null) return undefined;
  const open = observed.baselines.find(({ aliasName, version: baseline }) => {
    const alias = observed.aliases.find((one) => one.aliasName === aliasName);
    return baseline === version && alias !== undefined && !servesAlone(alias, candidate);
  });
  return open === undefined ? undefined : say('isBaseline', { alias: open.aliasName, candidate });
}

const servesAlone = (alias: AliasFacts, version: string): boolean =>
  alias.mainVersion === version &&
  (alias.additionalVersion === undefined || (alias.additionalWeightPercent ?? 0) === 0);
