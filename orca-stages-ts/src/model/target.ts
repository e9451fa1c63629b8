/** Account, region and function: what an operation works on. */
export interface Target {
  account: string;
  region: string;
  functionName: string;
}

/** The target as one text: the key of locks, pins and claims. */
export const targetKey = (target: Target): string => `${target.account}/${target.region}/${target.functionName}`;

/** The target for people. */
export const targetWords = (target: Target, aliasName?: string): string =>
  `${target.functionName}${aliasName === undefined ? '' : `:${aliasName}`} · ${target.account} / ${target.region}`;
