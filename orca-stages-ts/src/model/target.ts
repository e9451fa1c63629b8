/** Account, region and function: what an operation works on. `account` is the configured name. */
export interface Target {
  account: string;
  region: string;
  functionName: string;
}

/**
 * The target as one text: the key of locks, pins and claims. An AWS account may have several names, so a target may have
 * several keys.
 */
export const targetKey = (target: Target): string => `${target.account}/${target.region}/${target.functionName}`;

/** The account's name in a key, and the rest of the key. Regions and functions contain no slash. */
export function splitTargetKey(key: string): { accountName: string; place: string } {
  const [, accountName = key, place = ''] = /^(.*)((?:\/[^/]*){2})$/s.exec(key) ?? [];
  return { accountName, place };
}

/** The target for people. */
export const targetWords = (target: Target, aliasName?: string): string =>
  `${target.functionName}${aliasName === undefined ? '' : `:${aliasName}`} · ${target.account} / ${target.region}`;
