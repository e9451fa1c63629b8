import type { AliasFacts } from '../../model/aliasFacts';
import type { DeleteObserved } from './observe';

/** Why a version must stay, in words; undefined when nothing needs it. */
export function protectionOf(
  version: string,
  observed: Pick<DeleteObserved, 'aliases' | 'provisioned' | 'baselines' | 'candidate'>,
): string | undefined {
  return (
    aliasProtection(version, observed.aliases) ??
    provisionedProtection(version, observed.provisioned) ??
    baselineProtection(version, observed)
  );
}

/** AWS refuses to delete a version that an alias references, with a weight of 0 too. */
export function aliasProtection(version: string, aliases: readonly AliasFacts[]): string | undefined {
  const uses = aliases.flatMap((alias) => {
    const additional = alias.additionalVersion === undefined ? 0 : (alias.additionalWeightPercent ?? 0);
    if (alias.mainVersion === version) return [`alias ${alias.aliasName} sends ${share(100 - additional)} to it`];
    return alias.additionalVersion === version ? [`alias ${alias.aliasName} sends ${share(additional)} to it`] : [];
  });
  return uses.length === 0 ? undefined : uses.join(', ');
}

/** Percentages as people write them: no more than two decimals, none of them zero. */
const share = (percent: number): string => `${Number(percent.toFixed(2))}%`;

function provisionedProtection(version: string, provisioned: DeleteObserved['provisioned']): string | undefined {
  const found = provisioned.find((one) => one.qualifier === version);
  return found === undefined ? undefined : `has provisioned concurrency (${found.requested})`;
}

/** The way back stays open until the candidate has all of an alias's traffic. An alias that is gone has no way back to keep. */
function baselineProtection(
  version: string,
  observed: Pick<DeleteObserved, 'aliases' | 'baselines' | 'candidate'>,
): string | undefined {
  const { candidate } = observed;
  if (candidate === null) return undefined;
  const open = observed.baselines.find(({ aliasName, version: baseline }) => {
    const alias = observed.aliases.find((one) => one.aliasName === aliasName);
    return baseline === version && alias !== undefined && !servesAlone(alias, candidate);
  });
  return open === undefined ? undefined : `baseline of ${open.aliasName}, while v${candidate} serves less than 100%`;
}

const servesAlone = (alias: AliasFacts, version: string): boolean =>
  alias.mainVersion === version &&
  (alias.additionalVersion === undefined || (alias.additionalWeightPercent ?? 0) === 0);
