/** The version macros that Spinnaker users know. `$LATEST` is the newest *published* version, never AWS's unpublished head. */
export const ROUTE_MACROS = ['$LATEST', '$PREVIOUS', '$OLDEST', '$PROVIDED'] as const;
/** Delete's macros. They include a set of versions (`$MOVING`: all but the newest) and the whole function (`$ALL`). */
export const DELETE_MACROS = ['$LATEST', '$PREVIOUS', '$OLDEST', '$PROVIDED', '$MOVING', '$ALL'] as const;

export type RouteMacro = (typeof ROUTE_MACROS)[number];
export type DeleteMacro = (typeof DELETE_MACROS)[number];

/** Each macro in plain words; forms never show a macro alone. */
export const MACRO_WORDS = {
  $LATEST: 'the version this execution published, or else the newest published one',
  $PREVIOUS: 'what the alias served before its newest release',
  $OLDEST: 'the oldest published version',
  $PROVIDED: 'a version number that you enter',
  $MOVING: 'all but the newest few',
  $ALL: 'the whole function, with every version and alias',
} as const satisfies Record<DeleteMacro, string>;

/** The number of a published version: never 0, never `$LATEST`. */
export const VERSION_NUMBER = /^[1-9]\d{0,18}$/;

/** The one version that a stage means, after reading macro and number together. */
export type VersionReference =
  { kind: 'latest' } | { kind: 'previous' } | { kind: 'oldest' } | { kind: 'number'; version: string };

/** Reads a macro or bare number together with its companion number; undefined if it does not mean a single version. */
export function versionReference(name: string | undefined, number: string | undefined): VersionReference | undefined {
  switch (name) {
    case '$LATEST':
      return { kind: 'latest' };
    case '$PREVIOUS':
      return { kind: 'previous' };
    case '$OLDEST':
      return { kind: 'oldest' };
    case '$PROVIDED':
      return number !== undefined && VERSION_NUMBER.test(number) ? { kind: 'number', version: number } : undefined;
    default:
      return name !== undefined && VERSION_NUMBER.test(name) ? { kind: 'number', version: name } : undefined;
  }
}
