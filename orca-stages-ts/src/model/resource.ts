const ALIAS = 'alias:';

/** An alias as a resource: what follow-ups act on, what operations hold and what undo records bring back are all named so. */
export const aliasResource = (aliasName: string): string => `${ALIAS}${aliasName}`;

/** The alias that a resource is; undefined where it is something else. */
export const aliasOf = (resource: string): string | undefined =>
  resource.startsWith(ALIAS) ? resource.slice(ALIAS.length) : undefined;
