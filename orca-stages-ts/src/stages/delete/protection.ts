import { say, type AliasNeed, type AliasUse, type Saying } from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { DeleteObserved } from './observed';

/** What protects versions. */
type Protecting = Pick<DeleteObserved, 'aliases' | 'provisioned' | 'baselines' | 'candidate' | 'needs'>;

/**
 * Why a version must be kept; undefined if nothing needs it. Aliases that match the pattern and that nobody needs
 * protect nothing.
 */
export function protectionOf(version: string, observed: Protecting, aliasPattern?: string): Saying | undefined {
  const released = releasedAliases(version, observed, aliasPattern);
  const uses = usesOf(version, observed.aliases).filter(({ alias }) => !released.includes(alias));
  const needed = uses.find(({ alias }) => matchesPattern(alias, aliasPattern));
  const need = needed === undefined ? undefined : needOf(needed.alias, observed);
  return (
    (needed === undefined || need === undefined ? undefined : say('aliasIsNeeded', { alias: needed.alias, need })) ??
    (uses.length === 0 ? undefined : say('usedByAliases', { uses })) ??
    provisionedProtection(version, observed.provisioned) ??
    baselineProtection(version, observed, released)
  );
}

/** The aliases of a version that are deleted with it. */
export const releasedAliases = (version: string, observed: Protecting, aliasPattern: string | undefined): string[] =>
  usesOf(version, observed.aliases)
    .map(({ alias }) => alias)
    .filter((alias) => matchesPattern(alias, aliasPattern) && needOf(alias, observed) === undefined);

/** Whether an alias's name matches; `*` stands for any characters. */
export function matchesPattern(alias: string, pattern: string | undefined): boolean {
  if (pattern === undefined) return false;
  const [start = '', ...rest] = pattern.split('*');
  const end = rest.pop();
  if (end === undefined) return alias === pattern;
  if (!alias.startsWith(start) || !alias.endsWith(end) || alias.length < start.length + end.length) return false;
  let at = start.length;
  for (const part of rest) {
    const found = alias.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= alias.length - end.length;
}

/** Why an alias must stay although its name matches. */
function needOf(aliasName: string, { aliases, provisioned, needs }: Protecting): AliasNeed | undefined {
  const alias = aliases.find((one) => one.aliasName === aliasName);
  if (alias?.additionalVersion !== undefined) return { by: 'split' };
  const concurrency = provisioned.find((one) => one.qualifier === aliasName);
  if (concurrency !== undefined) return { by: 'provisionedConcurrency', executions: concurrency.requested };
  return needs?.find((one) => one.aliasName === aliasName)?.need;
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
 * A rollback must stay possible until the candidate has all of an alias's traffic. An alias that is deleted, or will be,
 * has nothing to roll back.
 */
function baselineProtection(
  version: string,
  observed: Pick<DeleteObserved, 'aliases' | 'baselines' | 'candidate'>,
  released: readonly string[],
): Saying | undefined {
  const { candidate } = observed;
  if (candidate === null) return undefined;
  const open = observed.baselines.find(({ aliasName, version: baseline }) => {
    const alias = observed.aliases.find((one) => one.aliasName === aliasName);
    if (alias === undefined || released.includes(aliasName)) return false;
    return baseline === version && !servesAlone(alias, candidate);
  });
  return open === undefined ? undefined : say('isBaseline', { alias: open.aliasName, candidate });
}

const servesAlone = (alias: AliasFacts, version: string): boolean =>
  alias.mainVersion === version &&
  (alias.additionalVersion === undefined || (alias.additionalWeightPercent ?? 0) === 0);
