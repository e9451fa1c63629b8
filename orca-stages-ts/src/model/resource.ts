const ALIAS = 'alias:';

/** An alias as a resource: follow-ups, holds and undo records all use this name. */
export const aliasResource = (aliasName: string): string => `${ALIAS}${aliasName}`;

/** The alias that a resource stands for; undefined if it is something else. */
export const aliasOf = (resource: string): string | undefined =>
  resource.startsWith(ALIAS) ? resource.slice(ALIAS.length) : undefined;
